import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { PlanScope, PlanVersion } from '../contract.ts'
import { inScope } from '../store.ts'

type Row = Omit<PlanVersion, 'at' | 'droppedAt' | 'standing'> & { readonly at: Date; readonly droppedAt: Date | null }

/** The versions of a plan, newest first. */
export const listVersions = (db: Db, districtId: string, planId: string): Promise<Row[]> =>
  db.many<Row>(sql`
    select v.version, v.from_on::text as "fromOn", v.scope, v.every_days as "everyDays", v.on_workdays as "onWorkdays",
           v.unit_id as "unitId", u.name as "unitName", v.person_id::text as "personId", e.name as "personName",
           v.window_from as "windowFrom", v.window_to as "windowTo", v.ends_on::text as "endsOn", v.reason, v.made_at as at,
           v.made_by as by, v.dropped_at as "droppedAt", v.dropped_by as "droppedBy"
      from command.inspection_plan_version v
      left join city.unit u on u.district_id = v.district_id and u.unit_id = v.unit_id
      left join city.person e on e.district_id = v.district_id and e.person_id = v.person_id
     where v.district_id = ${districtId} and v.plan_id = ${planId} order by v.version desc`)

/** How a version stands beside the one that holds. */
export const standingOfVersion = (
  { version, droppedAt }: Pick<Row, 'version' | 'droppedAt'>,
  held: number,
): PlanVersion['standing'] =>
  droppedAt !== null ? 'dropped' : version === held ? 'holds' : version < held ? 'held' : 'waits'

/** Drops what waits for its day; undefined where nothing does. */
export const dropWaiting = (
  tx: Tx,
  districtId: string,
  planId: string,
  { held, now, by }: { readonly held: number; readonly now: Date; readonly by: string },
): Promise<{ version: number } | undefined> =>
  tx.find(sql`
    update command.inspection_plan_version set dropped_at = ${now}, dropped_by = ${by}
     where district_id = ${districtId} and plan_id = ${planId} and version > ${held} and dropped_at is null
    returning version`)

type Some = { code: string; name: string; address: string | null }
export type Difference = { readonly count: number; readonly some: readonly Some[] }

/** What one scope takes and another does not. */
export async function difference(
  db: Db,
  districtId: string,
  kinds: readonly string[],
  { of, without }: { readonly of: PlanScope; readonly without: PlanScope },
): Promise<Difference> {
  const which = sql`${inScope(districtId, kinds, of)} and not coalesce(${inScope(districtId, kinds, without)}, false)`
  const { count } = await db.one<{ count: number }>(
    sql`select count(*)::int as count from city.component c where ${which}`,
  )
  const some = await db.many<Some>(
    sql`select c.code, c.name, c.address from city.component c where ${which} order by c.code limit 5`,
  )
  return { count, some }
}

/** What is in somebody's hands of a plan, and how much of it a scope would take no more. */
export const countInHand = (
  db: Db,
  districtId: string,
  kinds: readonly string[],
  given: { readonly planId: string; readonly scope: PlanScope; readonly now: Date },
): Promise<{ all: number; dropped: number }> =>
  db.one(sql`
    select count(*)::int as all, (count(*) filter (where not coalesce(${inScope(districtId, kinds, given.scope)}, false)))::int as dropped
      from command.inspection_round r cross join lateral unnest(r.codes) as taken (code)
      join city.component c on c.district_id = r.district_id and c.code = taken.code
     where r.district_id = ${districtId} and r.plan_id = ${given.planId} and r.given_back_at is null and r.until_at > ${given.now}
       and not exists (select 1 from command.inspection i
                        where i.district_id = r.district_id and i.plan_id = r.plan_id and i.component_code = taken.code
                          and i.at >= r.claimed_at)`)
