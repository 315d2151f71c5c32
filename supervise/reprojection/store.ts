import { copyRows } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Cause, Move, Plan } from './plan.ts'

/** One computing anew of every open clock of a district. */
export type Reprojection = {
  readonly reprojectionId: string
  readonly cause: Cause
  readonly reason: string
  readonly byName: string
  readonly plan: Plan
  readonly requestedAt: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
  readonly cursor: string
  readonly total: number
  readonly looked: number
  readonly movedCases: number
  readonly movedClocks: number
  readonly failed: number
}

const columns = sql.raw(`
  reprojection_id as "reprojectionId", cause, reason, by_name as "byName", plan, requested_at as "requestedAt",
  started_at as "startedAt", finished_at as "finishedAt", cursor, total, looked, moved_cases as "movedCases",
  moved_clocks as "movedClocks", failed`)

/** Asks for a re-projection; asked twice under one id it is done once. */
export const requestReprojection = (
  tx: Tx,
  districtId: string,
  wanted: Pick<Reprojection, 'reprojectionId' | 'cause' | 'reason' | 'byName' | 'plan' | 'requestedAt'>,
): Promise<number> =>
  tx.run(sql`
    insert into supervise.reprojection (district_id, reprojection_id, cause, reason, by_name, plan, requested_at)
    values (${districtId}, ${wanted.reprojectionId}, ${wanted.cause}, ${wanted.reason}, ${wanted.byName},
            ${JSON.stringify(wanted.plan)}, ${wanted.requestedAt})
    on conflict do nothing`)

/** Districts with something to compute anew. Roll-up over districts, by its own index. */
export const listOpenDistricts = (db: Db): Promise<{ districtId: string }[]> =>
  db.many(sql`
    select distinct district_id as "districtId" from supervise.reprojection where finished_at is null`)

/** Locks the oldest unfinished one of a district, unless another worker is at it: they are done one after the other. */
export const claimOldest = (tx: Tx, districtId: string): Promise<Reprojection | undefined> =>
  tx.find<Reprojection>(sql`
    select ${columns} from supervise.reprojection
     where district_id = ${districtId} and (requested_at, reprojection_id) = (
             select o.requested_at, o.reprojection_id from supervise.reprojection o
              where o.district_id = ${districtId} and o.finished_at is null
              order by o.requested_at, o.reprojection_id limit 1)
       and finished_at is null
     for update skip locked`)

/** How many cases have an open clock. */
export const countOpen = async (db: Db, districtId: string): Promise<number> =>
  (
    await db.one<{ open: number }>(sql`
      select count(*) as open from city.case where district_id = ${districtId} and clock is not null`)
  ).open

/** Locks the next cases with an open clock, in the order of their ids. */
export const claimCases = (
  tx: Tx,
  districtId: string,
  after: string,
  limit: number,
): Promise<{ caseId: string; watchAt: Date | null }[]> =>
  tx.many(sql`
    select case_id as "caseId", watch_at as "watchAt" from city.case
     where district_id = ${districtId} and case_id > ${after}::uuid and clock is not null
     order by case_id limit ${limit} for update`)

const moveColumns = {
  district_id: 'text',
  reprojection_id: 'uuid',
  case_id: 'uuid',
  clock: 'text',
  before: 'timestamptz',
  after: 'timestamptz',
  new_limit: 'jsonb',
  recorded: 'boolean',
} as const

export type CaseMove = Move & { readonly caseId: string; readonly recorded: boolean }

export const insertMoves = (
  tx: Tx,
  districtId: string,
  reprojectionId: string,
  moves: readonly CaseMove[],
): Promise<number> =>
  copyRows(
    tx,
    'supervise.clock_move',
    moveColumns,
    moves.map((m) => [districtId, reprojectionId, m.caseId, m.clock, m.before, m.after, m.limit, m.recorded]),
  )

/** How far one batch came. */
export type Step = {
  readonly cursor: string
  readonly looked: number
  readonly movedCases: number
  readonly movedClocks: number
  readonly failed: number
  readonly total?: number
  readonly isLast: boolean
}

export const recordStep = (
  tx: Tx,
  districtId: string,
  reprojectionId: string,
  { cursor, looked, movedCases, movedClocks, failed, total, isLast }: Step,
  now: Date,
): Promise<number> =>
  tx.run(sql`
    update supervise.reprojection
       set cursor = ${cursor}::uuid, looked = looked + ${looked}, moved_cases = moved_cases + ${movedCases},
           moved_clocks = moved_clocks + ${movedClocks}, failed = failed + ${failed},
           total = coalesce(${total ?? null}::int, total), started_at = coalesce(started_at, ${now}),
           finished_at = case when ${isLast}::boolean then ${now}::timestamptz end
     where district_id = ${districtId} and reprojection_id = ${reprojectionId}`)

/** The latest re-projections of a district. */
export const listReprojections = (db: Db, districtId: string, limit: number): Promise<Reprojection[]> =>
  db.many<Reprojection>(sql`
    select ${columns} from supervise.reprojection
     where district_id = ${districtId} order by requested_at desc, reprojection_id desc limit ${limit}`)

export const findReprojection = (db: Db, districtId: string, id: string): Promise<Reprojection | undefined> =>
  db.find<Reprojection>(sql`
    select ${columns} from supervise.reprojection where district_id = ${districtId} and reprojection_id = ${id}`)
