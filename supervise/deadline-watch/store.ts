import type { Rung } from '#city/case/watch.ts'
import { copyRows } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Reached } from './rung.ts'

/** One rung of one clock of one case. */
export type RungKey = {
  readonly caseId: string
  readonly clock: string
  readonly epoch: number
  readonly rung: string
}

export type FiredRung = Reached & { readonly caseId: string; readonly firedAt: Date; readonly lateMs: number }

/**
 * Districts where a case is due to be looked at, or a rung waits to be told. Roll-up over districts: each is asked for its first
 * by the index, since `exists` may be answered by walking every case there is.
 */
export const listDueDistricts = (db: Db, now: Date): Promise<{ districtId: string }[]> =>
  db.many(sql`
    select d.district_id as "districtId" from city.district d
     where (select c.watch_at from city.case c
             where c.district_id = d.district_id and c.watch_at is not null
             order by c.watch_at limit 1) <= ${now}
        or (select r.tell_at from supervise.rung_fired r
             where r.district_id = d.district_id and r.outcome = 'waiting'
             order by r.tell_at limit 1) <= ${now}
     order by d.district_id`)

/** Locks cases that are due, soonest first, leaving out those another watcher or a step holds. */
export const claimDue = (
  tx: Tx,
  districtId: string,
  now: Date,
  limit: number,
): Promise<{ caseId: string; watchAt: Date }[]> =>
  tx.many(sql`
    select case_id as "caseId", watch_at as "watchAt" from city.case
     where district_id = ${districtId} and watch_at <= ${now}
     order by watch_at limit ${limit} for update skip locked`)

/** The same for one case only. */
export const claimOne =
  (caseId: string): typeof claimDue =>
  (tx, districtId, now) =>
    tx.many(sql`
      select case_id as "caseId", watch_at as "watchAt" from city.case
       where district_id = ${districtId} and case_id = ${caseId} and watch_at <= ${now} for update skip locked`)

const columns = {
  district_id: 'text',
  case_id: 'uuid',
  clock: 'text',
  epoch: 'int',
  rung: 'text',
  share: 'float8',
  at: 'timestamptz',
  due_by: 'timestamptz',
  party: 'text',
  fired_at: 'timestamptz',
  late_ms: 'bigint',
  outcome: 'text',
  tell_at: 'timestamptz',
} as const

/** Which of these rungs were written down before. */
export const listFired = (db: Db, districtId: string, caseIds: readonly string[]): Promise<RungKey[]> =>
  db.many<RungKey>(sql`
    select case_id as "caseId", clock, epoch, rung from supervise.rung_fired
     where district_id = ${districtId} and case_id = any(${caseIds}::uuid[])`)

/** Writes down rungs never written before; the caller holds their cases, and the primary key refuses a second time. */
export const insertFired = (tx: Tx, districtId: string, fired: readonly FiredRung[]): Promise<number> =>
  copyRows(
    tx,
    'supervise.rung_fired',
    columns,
    fired.map((each) => [
      districtId,
      each.caseId,
      each.clock,
      each.epoch,
      each.rung,
      each.share,
      each.at,
      each.dueBy,
      each.party,
      each.firedAt,
      each.lateMs,
      each.outcome,
      each.tellAt,
    ]),
  )

/** Locks rungs that waited for the office to open. */
export const claimWaiting = (tx: Tx, districtId: string, now: Date, limit: number): Promise<RungKey[]> =>
  tx.many<RungKey>(sql`
    select case_id as "caseId", clock, epoch, rung from supervise.rung_fired
     where district_id = ${districtId} and outcome = 'waiting' and tell_at <= ${now}
     order by tell_at limit ${limit} for update skip locked`)

/** What became of rungs that waited. */
export const settleWaiting = (
  tx: Tx,
  districtId: string,
  settled: readonly (RungKey & { readonly outcome: 'told' | 'moot' })[],
): Promise<number> =>
  tx.run(sql`
    update supervise.rung_fired r set outcome = s.outcome, tell_at = null
      from unnest(${settled.map((each) => each.caseId)}::uuid[], ${settled.map((each) => each.clock)}::text[],
                  ${settled.map((each) => each.epoch)}::int[], ${settled.map((each) => each.rung)}::text[],
                  ${settled.map((each) => each.outcome)}::text[]) as s (case_id, clock, epoch, rung, outcome)
     where r.district_id = ${districtId} and r.case_id = s.case_id and r.clock = s.clock and r.epoch = s.epoch
       and r.rung = s.rung`)

/** How many cases are armed, and how long the one that is due longest has waited. Roll-up over districts. */
export const watchLag = async (db: Db, now: Date): Promise<{ armed: number; lagSeconds: number }> =>
  db.one(sql`
    select count(*) as armed,
           greatest(0, coalesce(extract(epoch from ${now}::timestamptz - min(watch_at)), 0)) as "lagSeconds"
      from city.case where watch_at is not null`)

export type RungCount = {
  readonly rung: string
  readonly fired: number
  readonly told: number
  readonly lateMs: number
}

/** What was reached since an instant, by rung, with the 99th percentile of lateness. */
export const countFired = (db: Db, districtId: string, since: Date): Promise<RungCount[]> =>
  db.many<RungCount>(sql`
    select rung, count(*) as fired, count(*) filter (where outcome = 'told') as told,
           percentile_disc(0.99) within group (order by late_ms) as "lateMs"
      from supervise.rung_fired
     where district_id = ${districtId} and fired_at >= ${since}
     group by rung`)

export type LadderVersion = {
  readonly version: number
  readonly rungs: readonly Rung[]
  readonly reason: string
  readonly publishedAt: Date
  readonly publishedBy: string
}

/** The ladders a district has set, newest first. */
export const listLadders = (db: Db, districtId: string): Promise<LadderVersion[]> =>
  db.many<LadderVersion>(sql`
    select version, rungs, reason, published_at as "publishedAt", published_by as "publishedBy"
      from supervise.ladder where district_id = ${districtId} order by version desc`)

export const insertLadder = (tx: Tx, districtId: string, ladder: LadderVersion): Promise<number> =>
  tx.run(sql`
    insert into supervise.ladder (district_id, version, rungs, reason, published_at, published_by)
    values (${districtId}, ${ladder.version}, ${JSON.stringify(ladder.rungs)}, ${ladder.reason},
            ${ladder.publishedAt}, ${ladder.publishedBy})`)
