import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { PlanInput } from './contract.ts'
import type { CleanSegment } from './segments.ts'

/** A plan as it is kept: what was written, and the stretches cut from its roads then. */
export type PlanBody = Omit<PlanInput, 'sides'> & {
  readonly sides?: PlanInput['sides']
} & { readonly segments: readonly CleanSegment[]; readonly roadNames: readonly string[] }

export type PlanRow = {
  readonly planId: string
  readonly revision: number
  readonly fromDay: string
  readonly body: PlanBody
  readonly changedAt: Date
  readonly changedBy: string
}

const columns = sql.raw(
  `p.plan_id as "planId", p.revision, p.from_day as "fromDay", p.body, p.changed_at as "changedAt", p.changed_by as "changedBy"`,
)

/** The plans that hold on a day, or now and later without one; those that were ended are left out. */
export const listPlanRows = async (db: Db, districtId: string, day?: string): Promise<PlanRow[]> =>
  (
    await db.many<PlanRow | (Omit<PlanRow, 'body'> & { body: null })>(sql`
      select distinct on (p.plan_id) ${columns} from sense.clean_plan p
       where p.district_id = ${districtId} and (${day ?? null}::date is null or p.from_day <= ${day ?? null}::date)
       order by p.plan_id, p.revision desc`)
  )
    .filter((row): row is PlanRow => row.body !== null)
    .sort((a, b) => (a.body.name < b.body.name ? -1 : 1))

export const findPlan = async (
  db: Db,
  districtId: string,
  planId: string,
  day?: string,
): Promise<PlanRow | undefined> => {
  const row = await db.find<PlanRow | (Omit<PlanRow, 'body'> & { body: null })>(sql`
    select ${columns} from sense.clean_plan p
     where p.district_id = ${districtId} and p.plan_id = ${planId}
       and (${day ?? null}::date is null or p.from_day <= ${day ?? null}::date)
     order by p.revision desc limit 1`)
  return row?.body ? (row as PlanRow) : undefined
}

type Revision = {
  readonly planId: string
  readonly basedOn: number
  readonly fromDay: string
  readonly body: PlanBody | null
  readonly reason: string
  readonly by: string
  readonly now: Date
}

/** Writes the next revision; gives false where there is another one since. */
export const putPlan = async (tx: Tx, districtId: string, one: Revision): Promise<boolean> =>
  (await tx.run(sql`
    insert into sense.clean_plan (district_id, plan_id, revision, from_day, body, changed_at, changed_by, reason)
    select ${districtId}, ${one.planId}, ${one.basedOn}::int + 1, ${one.fromDay},
           ${one.body === null ? null : JSON.stringify(one.body)}::jsonb, ${one.now}, ${one.by}, ${one.reason}
     where ${one.basedOn}::int = coalesce((
       select max(revision) from sense.clean_plan where district_id = ${districtId} and plan_id = ${one.planId}), 0)
    on conflict do nothing`)) === 1

/** The names of devices that are there and not retired. */
export const namesOfDevices = async (
  db: Db,
  districtId: string,
  deviceIds: readonly string[],
): Promise<Map<string, string>> =>
  new Map(
    (
      await db.many<{ deviceId: string; name: string }>(sql`
        select device_id as "deviceId", name from sense.device
         where district_id = ${districtId} and device_id = any(${[...deviceIds]}::uuid[])`)
    ).map(({ deviceId, name }) => [deviceId, name]),
  )
