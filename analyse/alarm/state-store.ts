import { rowsAsQuery } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Memory } from '../rule/memory.ts'
import type { Stretch } from './value-store.ts'

const ALARM_LOCK = 1_918_334

/** One judges in a district at a time; whoever comes second leaves it to the first. */
export const lockJudging = async (tx: Tx, districtId: string): Promise<boolean> =>
  (
    await tx.one<{ held: boolean }>(
      sql`select pg_try_advisory_xact_lock(${ALARM_LOCK}, hashtext(${districtId})) as held`,
    )
  ).held

/** The same, waiting for whoever judges now: for people, whose word must not be lost. */
export const waitForJudging = (tx: Tx, districtId: string): Promise<number> =>
  tx.run(sql`select pg_advisory_xact_lock(${ALARM_LOCK}, hashtext(${districtId}))`)

export type Arrived = {
  readonly spoolId: string
  readonly position: number
  readonly deviceIds: readonly string[]
  readonly firstAt: readonly Date[]
  readonly lastAt: readonly Date[]
}

/** What arrived and was not judged yet, gateway by gateway in the order it came. */
export const listArrived = (db: Db, districtId: string, limit: number): Promise<Arrived[]> =>
  db.many<Arrived>(sql`
    select a.spool_id as "spoolId", a.position, a.device_ids::text[] as "deviceIds", a.first_at as "firstAt", a.last_at as "lastAt"
      from sense.arrival a
      left join "analyse".alarm_position p on p.district_id = a.district_id and p.spool_id = a.spool_id
     where a.district_id = ${districtId} and a.position > coalesce(p.position, 0)
     order by a.spool_id, a.position limit ${limit}`)

/** Each device once, with all of its stretches as one. */
export function stretchesOf(arrived: readonly Arrived[]): Stretch[] {
  const found = new Map<string, { first: Date; last: Date }>()
  for (const { deviceIds, firstAt, lastAt } of arrived)
    for (const [n, deviceId] of deviceIds.entries()) {
      const [first, last, known] = [firstAt[n]!, lastAt[n]!, found.get(deviceId)]
      found.set(deviceId, {
        first: known && known.first < first ? known.first : first,
        last: known && known.last > last ? known.last : last,
      })
    }
  return [...found].map(([deviceId, stretch]) => ({ deviceId, ...stretch }))
}

export async function moveJudged(tx: Tx, districtId: string, arrived: readonly Arrived[], now: Date): Promise<void> {
  const ends = new Map(arrived.map(({ spoolId, position }) => [spoolId, position]))
  for (const [spoolId, position] of ends)
    await tx.run(sql`
      insert into "analyse".alarm_position as p (district_id, spool_id, position, moved_at)
      values (${districtId}, ${spoolId}, ${position}, ${now})
      on conflict (district_id, spool_id) do update set position = excluded.position, moved_at = excluded.moved_at`)
}

export type StateRow = {
  readonly ruleId: string
  readonly deviceId: string
  readonly version: number
  readonly memory: Memory
}

export const stateKey = ({ ruleId, deviceId }: { ruleId: string; deviceId: string }): string => `${ruleId}/${deviceId}`

export const listStates = (
  db: Db,
  districtId: string,
  ruleIds: readonly string[],
  deviceIds: readonly string[],
): Promise<StateRow[]> =>
  db.many<StateRow>(sql`
    select rule_id as "ruleId", device_id as "deviceId", version, memory from "analyse".alarm_state
     where district_id = ${districtId} and rule_id = any(${ruleIds}::uuid[]) and device_id = any(${deviceIds}::uuid[])`)

/** States that time alone may change by now. */
export const listDue = (db: Db, districtId: string, now: Date, limit: number): Promise<StateRow[]> =>
  db.many<StateRow>(sql`
    select rule_id as "ruleId", device_id as "deviceId", version, memory from "analyse".alarm_state
     where district_id = ${districtId} and due_at <= ${now} order by due_at, rule_id, device_id limit ${limit}`)

const columns = {
  district_id: 'text',
  rule_id: 'uuid',
  device_id: 'uuid',
  version: 'int',
  memory: 'jsonb',
  due_at: 'timestamptz',
}

export type NewState = StateRow & { readonly dueAt: number | undefined }

export async function writeStates(tx: Tx, districtId: string, states: readonly NewState[]): Promise<void> {
  if (states.length === 0) return
  const rows = states.map(({ ruleId, deviceId, version, memory, dueAt }) => [
    districtId,
    ruleId,
    deviceId,
    version,
    memory,
    dueAt === undefined ? null : new Date(dueAt),
  ])
  await tx.run(sql`
    insert into "analyse".alarm_state (${sql.join(Object.keys(columns).map(sql.ident))})
    ${rowsAsQuery(columns, rows)}
    on conflict (district_id, rule_id, device_id) do update
       set version = excluded.version, memory = excluded.memory, due_at = excluded.due_at`)
}

/** Forgets rules that are no longer in force and devices that are no longer in use. */
export const dropStates = (tx: Tx, districtId: string, states: readonly StateRow[]): Promise<number> =>
  tx.run(sql`
    delete from "analyse".alarm_state s
     using unnest(${states.map(({ ruleId }) => ruleId)}::uuid[], ${states.map(({ deviceId }) => deviceId)}::uuid[]) as g(rule_id, device_id)
     where s.district_id = ${districtId} and s.rule_id = g.rule_id and s.device_id = g.device_id`)
