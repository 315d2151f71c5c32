import type { Move } from '#city/case/relimit.ts'
import { copyRows } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Cause, Plan } from './plan.ts'

/** One computing anew of every open clock of a district. */
export type Reprojection = {
  readonly reprojectionId: string
  readonly cause: Cause
  readonly reason: string
  readonly byName: string
  readonly plan: Plan
  readonly requestedAt: Date
  /** From when on clocks are to be computed anew, where that was signed for a later day. */
  readonly beginsAt: Date | null
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
  readonly total: number
  readonly looked: number
  readonly movedCases: number
  readonly movedClocks: number
  readonly failed: number
}

const columns = sql.raw(`
  r.reprojection_id as "reprojectionId", r.cause, r.reason, r.by_name as "byName", r.plan, r.requested_at as "requestedAt",
  r.begins_at as "beginsAt", r.started_at as "startedAt", r.finished_at as "finishedAt", r.total, s.looked, s.moved_cases as "movedCases",
  s.moved_clocks as "movedClocks", s.failed`)

/** A re-projection with the sum of what its ranges say. */
const withProgress = sql.raw(`
  supervise.reprojection r
  cross join lateral (
    select coalesce(sum(looked), 0) as looked, coalesce(sum(moved_cases), 0) as moved_cases,
           coalesce(sum(moved_clocks), 0) as moved_clocks, coalesce(sum(failed), 0) as failed
      from supervise.reprojection_shard
     where district_id = r.district_id and reprojection_id = r.reprojection_id) s`)

/** Asks for a re-projection; asked twice under one id it is done once. */
export const requestReprojection = (
  tx: Tx,
  districtId: string,
  wanted: Pick<Reprojection, 'reprojectionId' | 'cause' | 'reason' | 'byName' | 'plan' | 'requestedAt'> & {
    readonly beginsAt?: Date | null
  },
): Promise<number> =>
  tx.run(sql`
    insert into supervise.reprojection (district_id, reprojection_id, cause, reason, by_name, plan, requested_at, begins_at)
    values (${districtId}, ${wanted.reprojectionId}, ${wanted.cause}, ${wanted.reason}, ${wanted.byName},
            ${JSON.stringify(wanted.plan)}, ${wanted.requestedAt},
            ${wanted.beginsAt ?? null})
    on conflict do nothing`)

/** Districts with something to compute anew. Roll-up over districts, by its own index. */
export const listOpenDistricts = (db: Db, now: Date): Promise<{ districtId: string }[]> =>
  db.many(sql`
    select distinct district_id as "districtId" from supervise.reprojection
     where finished_at is null and (begins_at is null or begins_at <= ${now})`)

/** The unfinished one of a district that began to be due first: they are done one after the other. */
export const findOldest = (tx: Tx, districtId: string, now: Date): Promise<Reprojection | undefined> =>
  tx.find<Reprojection>(sql`
    select ${columns} from ${withProgress}
     where r.district_id = ${districtId} and r.finished_at is null and (r.begins_at is null or r.begins_at <= ${now})
     order by coalesce(r.begins_at, r.requested_at), r.requested_at, r.reprojection_id limit 1`)

/** Locks one that has not begun, unless another worker is beginning it. */
export const claimToBegin = (tx: Tx, districtId: string, reprojectionId: string): Promise<object | undefined> =>
  tx.find(sql`
    select 1 from supervise.reprojection
     where district_id = ${districtId} and reprojection_id = ${reprojectionId} and started_at is null
     for no key update skip locked`)

export const recordBegun = (
  tx: Tx,
  districtId: string,
  reprojectionId: string,
  total: number,
  now: Date,
): Promise<number> =>
  tx.run(sql`
    update supervise.reprojection set total = ${total}, started_at = ${now}
     where district_id = ${districtId} and reprojection_id = ${reprojectionId}`)

/** A range of case ids: those above `after` and not above `upTo`, or all above it. */
export type Shard = { readonly shard: number; readonly after: string; readonly upTo: string | null }

export const insertShards = (
  tx: Tx,
  districtId: string,
  reprojectionId: string,
  shards: readonly Shard[],
): Promise<number> =>
  tx.run(sql`
    insert into supervise.reprojection_shard (district_id, reprojection_id, shard, after, up_to)
    select ${districtId}, ${reprojectionId}, s.* from unnest(
      ${shards.map(({ shard }) => shard)}::int[], ${shards.map(({ after }) => after)}::uuid[],
      ${shards.map(({ upTo }) => upTo)}::uuid[]) s`)

/** Locks a range that is not finished, unless every one of them is in work. */
export const claimShard = (tx: Tx, districtId: string, reprojectionId: string): Promise<Shard | undefined> =>
  tx.find<Shard>(sql`
    select shard, after, up_to as "upTo" from supervise.reprojection_shard
     where district_id = ${districtId} and reprojection_id = ${reprojectionId} and finished_at is null
     order by shard limit 1 for update skip locked`)

/** The last case of every range but the last one, when the open cases are cut into ranges of this many. */
export const listCuts = async (tx: Tx, districtId: string, size: number): Promise<string[]> =>
  (
    await tx.many<{ caseId: string }>(sql`
      select o.case_id as "caseId"
        from (select case_id, row_number() over (order by case_id) as n, count(*) over () as total
                from city.case where district_id = ${districtId} and clock is not null) o
       where o.n % ${size} = 0 and o.n < o.total order by o.case_id`)
  ).map(({ caseId }) => caseId)

/** How many cases have an open clock. */
export const countOpen = async (db: Db, districtId: string): Promise<number> =>
  (
    await db.one<{ open: number }>(sql`
      select count(*) as open from city.case where district_id = ${districtId} and clock is not null`)
  ).open

/** Locks the next cases of a range with an open clock, in the order of their ids. */
export const claimCases = (
  tx: Tx,
  districtId: string,
  { after, upTo }: Shard,
  limit: number,
): Promise<{ caseId: string; watchAt: Date | null }[]> =>
  tx.many(sql`
    select case_id as "caseId", watch_at as "watchAt" from city.case
     where district_id = ${districtId} and case_id > ${after}::uuid ${upTo ? sql`and case_id <= ${upTo}::uuid` : sql.empty}
       and clock is not null
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

/** How far one batch came in its range. */
export type Step = {
  readonly shard: number
  readonly after: string
  readonly isLast: boolean
  readonly looked: number
  readonly movedCases: number
  readonly movedClocks: number
  readonly failed: number
}

/** Writes down a batch, and with the last one of the last range the end. */
export async function recordStep(
  tx: Tx,
  districtId: string,
  reprojectionId: string,
  { shard, after, isLast, looked, movedCases, movedClocks, failed }: Step,
  now: Date,
): Promise<void> {
  const counted = tx.run(sql`
    update supervise.reprojection_shard
       set after = ${after}::uuid, finished_at = case when ${isLast}::boolean then ${now}::timestamptz end,
           looked = looked + ${looked}, moved_cases = moved_cases + ${movedCases},
           moved_clocks = moved_clocks + ${movedClocks}, failed = failed + ${failed}
     where district_id = ${districtId} and reprojection_id = ${reprojectionId} and shard = ${shard}`)
  await Promise.all(isLast ? [counted, ...endIfLast(tx, districtId, reprojectionId, now)] : [counted])
}

/** Of two ranges that end at once the second waits for the first and then sees that it has ended. */
const endIfLast = (tx: Tx, districtId: string, reprojectionId: string, now: Date): Promise<unknown>[] => [
  tx.run(sql`
    select from supervise.reprojection
     where district_id = ${districtId} and reprojection_id = ${reprojectionId} for no key update`),
  tx.run(sql`
    update supervise.reprojection r set finished_at = ${now}
     where r.district_id = ${districtId} and r.reprojection_id = ${reprojectionId}
       and not exists (select 1 from supervise.reprojection_shard s
                        where s.district_id = r.district_id and s.reprojection_id = r.reprojection_id
                          and s.finished_at is null)`),
]

/** The latest re-projections of a district. */
export const listReprojections = (db: Db, districtId: string, limit: number): Promise<Reprojection[]> =>
  db.many<Reprojection>(sql`
    select ${columns} from ${withProgress}
     where r.district_id = ${districtId} order by r.requested_at desc, r.reprojection_id desc limit ${limit}`)

export const findReprojection = (db: Db, districtId: string, id: string): Promise<Reprojection | undefined> =>
  db.find<Reprojection>(sql`
    select ${columns} from ${withProgress} where r.district_id = ${districtId} and r.reprojection_id = ${id}`)
