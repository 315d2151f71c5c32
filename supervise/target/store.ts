import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import type { TargetBody } from './body.ts'

export type TargetRow = {
  readonly targetId: string
  readonly version: number
  readonly position: number
  readonly body: TargetBody
  readonly changedAt: Date
}
export type VersionRow = {
  readonly version: number
  readonly body: TargetBody
  readonly reason: string
  readonly changedAt: Date
  readonly changedBy: string
}
export type Origin = 'entered' | 'imported' | 'demo'
export type ActualRow = {
  readonly actualId: string
  readonly targetId: string
  readonly period: string
  readonly value: number | null
  readonly state: string
  readonly isReached: boolean | null
  readonly evidence: string
  readonly origin: Origin
  readonly enteredAt: Date
  readonly enteredBy: string
  readonly withdrawnAt: Date | null
  readonly withdrawnBy: string | null
  readonly withdrawnWhy: string | null
}

/** Who enters something, when and why. */
export type Entry = { readonly by: string; readonly now: Date; readonly reason: string }

const columns = sql.raw(`target_id as "targetId", version, position, body, changed_at as "changedAt"`)

export const listTargets = (db: Db, districtId: string): Promise<TargetRow[]> =>
  db.many<TargetRow>(sql`
    select ${columns} from supervise.plan_target where district_id = ${districtId} order by position, name`)

export const findTarget = (db: Db, districtId: string, targetId: string): Promise<TargetRow | undefined> =>
  db.find<TargetRow>(sql`
    select ${columns} from supervise.plan_target where district_id = ${districtId} and target_id = ${targetId}`)

/** Enters an indicator after those there are; undefined where its name is taken. */
export async function insertTarget(
  tx: Tx,
  districtId: string,
  body: TargetBody,
  entry: Entry,
): Promise<string | undefined> {
  const targetId = newId()
  const added = await tx.run(sql`
    insert into supervise.plan_target (district_id, target_id, version, position, name, body, changed_at)
    select ${districtId}, ${targetId}, 1, coalesce(max(position), 0) + 1, ${body.name}, ${JSON.stringify(body)}, ${entry.now}
      from supervise.plan_target where district_id = ${districtId}
    on conflict (district_id, name) do nothing`)
  if (added === 0) return undefined
  await insertVersion(tx, districtId, targetId, 1, body, entry)
  return targetId
}

/** Puts the next version in force; nothing where another came between. A name that is taken is the database's refusal. */
export async function replaceTarget(
  tx: Tx,
  districtId: string,
  change: { readonly targetId: string; readonly basedOn: number; readonly body: TargetBody },
  entry: Entry,
): Promise<boolean> {
  const { targetId, basedOn, body } = change
  const changed = await tx.run(sql`
    update supervise.plan_target
       set version = ${basedOn + 1}, name = ${body.name}, body = ${JSON.stringify(body)}, changed_at = ${entry.now}
     where district_id = ${districtId} and target_id = ${targetId} and version = ${basedOn}`)
  if (changed === 0) return false
  await insertVersion(tx, districtId, targetId, basedOn + 1, body, entry)
  return true
}

const insertVersion = (
  tx: Tx,
  districtId: string,
  targetId: string,
  version: number,
  body: TargetBody,
  { by, now, reason }: Entry,
): Promise<number> =>
  tx.run(sql`
    insert into supervise.plan_target_version (district_id, target_id, version, body, reason, changed_at, changed_by)
    values (${districtId}, ${targetId}, ${version}, ${JSON.stringify(body)}, ${reason}, ${now}, ${by})`)

/** Whether a name belongs to another indicator. */
export const isNameTaken = async (db: Db, districtId: string, name: string, targetId: string): Promise<boolean> =>
  (await db.find(sql`
    select 1 as found from supervise.plan_target
     where district_id = ${districtId} and name = ${name} and target_id <> ${targetId}`)) !== undefined

/** Every version, the newest first. */
export const listVersions = (db: Db, districtId: string, targetId: string): Promise<VersionRow[]> =>
  db.many<VersionRow>(sql`
    select version, body, reason, changed_at as "changedAt", changed_by as "changedBy"
      from supervise.plan_target_version
     where district_id = ${districtId} and target_id = ${targetId} order by version desc`)

const actualColumns = sql.raw(`
  actual_id as "actualId", target_id as "targetId", period, value, state, is_reached as "isReached", evidence, origin,
  entered_at as "enteredAt", entered_by as "enteredBy", withdrawn_at as "withdrawnAt", withdrawn_by as "withdrawnBy",
  withdrawn_why as "withdrawnWhy"`)

/** All that was ever entered about an indicator, the newest first. */
export const listActuals = (db: Db, districtId: string, targetId: string): Promise<ActualRow[]> =>
  db.many<ActualRow>(sql`
    select ${actualColumns} from supervise.plan_actual
     where district_id = ${districtId} and target_id = ${targetId} order by entered_at desc, actual_id desc`)

/** Of each indicator and period the entry that holds: the latest not withdrawn. */
export const listHolding = (db: Db, districtId: string): Promise<ActualRow[]> =>
  db.many<ActualRow>(sql`
    select distinct on (target_id, period) ${actualColumns} from supervise.plan_actual
     where district_id = ${districtId} and withdrawn_at is null
     order by target_id, period, entered_at desc, actual_id desc`)

export type NewActual = Pick<
  ActualRow,
  'targetId' | 'period' | 'value' | 'state' | 'isReached' | 'evidence' | 'origin' | 'enteredAt' | 'enteredBy'
>

export async function insertActual(tx: Tx, districtId: string, given: NewActual): Promise<string> {
  const actualId = newId()
  await tx.run(sql`
    insert into supervise.plan_actual (district_id, actual_id, target_id, period, value, state, is_reached, evidence, origin,
           entered_at, entered_by)
    values (${districtId}, ${actualId}, ${given.targetId}, ${given.period}, ${given.value}, ${given.state},
            ${given.isReached}, ${given.evidence}, ${given.origin}, ${given.enteredAt}, ${given.enteredBy})`)
  return actualId
}

export const withdrawActual = (
  tx: Tx,
  districtId: string,
  { targetId, actualId }: Pick<ActualRow, 'targetId' | 'actualId'>,
  { by, now, reason }: Entry,
): Promise<number> =>
  tx.run(sql`
    update supervise.plan_actual set withdrawn_at = ${now}, withdrawn_by = ${by}, withdrawn_why = ${reason}
     where district_id = ${districtId} and target_id = ${targetId} and actual_id = ${actualId} and withdrawn_at is null`)
