import { finalStages } from '#city/case/state.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { Appearance, PushedCase, Scores, WallCase } from './contract.ts'

/** The district a picture is of, and the instants it looks from: now, and today's midnight there. */
export type Sight = {
  readonly districtId: string
  readonly now: Date
  readonly midnight: Date
  readonly timeZone: string
}

/** As a row comes out of the database: its instants are dates. */
type Row<T> = { readonly [K in keyof T]: K extends 'at' | 'dueAt' | 'madeAt' ? Exclude<T[K], string> | Date : T[K] }

const A_WEEK = 7 * 86_400_000
const open = sql`c.stage <> all(${finalStages})`
const lateAt = (now: Date): Sql => sql`${open} and c.due_at < ${now}`
const before = (at: Date, ms: number) => new Date(at.getTime() - ms)

const streetName = sql`
  (select v.name from city.division v
    where v.district_id = c.district_id and v.code = c.street_code and v.valid_to is null limit 1)`

const shownCase = (now: Date): Sql => sql`
  c.number, c.category_name as category, ${streetName} as street, c.stage, c.reported_at as at,
  coalesce(${lateAt(now)}, false) as "isLate"`

export const countToday = ({ districtId, now, midnight }: Sight, db: Db) =>
  db.one<Pick<Appearance, 'today' | 'sameHourLastWeek' | 'closedToday' | 'open' | 'late'>>(sql`
    select count(*) filter (where c.reported_at >= ${midnight}) as today,
           count(*) filter (where c.reported_at >= ${before(midnight, A_WEEK)}
                              and c.reported_at < ${before(now, A_WEEK)}) as "sameHourLastWeek",
           count(*) filter (where c.stage = 'closed' and c.closed_at >= ${midnight}) as "closedToday",
           count(*) filter (where ${open}) as open, count(*) filter (where ${lateAt(now)}) as late
      from city.case c
     where c.district_id = ${districtId} and (${open} or c.reported_at >= ${before(midnight, A_WEEK)} or c.closed_at >= ${midnight})`)

export const countStages = ({ districtId, now }: Sight, db: Db): Promise<Appearance['stages']> =>
  db.many(sql`
    select c.stage, count(*) as open, count(*) filter (where ${lateAt(now)}) as late
      from city.case c where c.district_id = ${districtId} and ${open} group by 1`)

export const countStreets = ({ districtId, now }: Sight, db: Db): Promise<Appearance['streets']> =>
  db.many(sql`
    select v.name, count(*) as open, count(*) filter (where ${lateAt(now)}) as late
      from city.case c
      join city.division v on v.district_id = c.district_id and v.code = c.street_code and v.valid_to is null
     where c.district_id = ${districtId} and ${open} group by 1 order by 2 desc, 1 limit 8`)

export const countUnits = ({ districtId, now }: Sight, db: Db): Promise<Appearance['streets']> =>
  db.many(sql`
    select u.name, count(*) as open, count(*) filter (where ${lateAt(now)}) as late
      from city.case c join city.unit u on u.district_id = c.district_id and u.unit_id = c.unit_id
     where c.district_id = ${districtId} and ${open} group by 1 order by 3 desc, 2 desc, 1 limit 7`)

export const listLatest = ({ districtId, now }: Sight, db: Db): Promise<Row<WallCase>[]> =>
  db.many(sql`
    select ${shownCase(now)} from city.case c
     where c.district_id = ${districtId} and c.reported_at <= ${now} order by c.reported_at desc, c.case_id limit 8`)

/** The open cases that fall due first. */
export const listNext = ({ districtId, now }: Sight, db: Db): Promise<(Row<WallCase> & { dueAt: Date })[]> =>
  db.many(sql`
    select ${shownCase(now)}, c.due_at as "dueAt" from city.case c
     where c.district_id = ${districtId} and ${open} and c.due_at >= ${now} order by c.due_at, c.case_id limit 7`)

export const countUrgent = ({ districtId, now }: Sight, db: Db) =>
  db.one<{ critical: number; dueSoon: number; late: number }>(sql`
    select count(*) filter (where c.urgency = 'critical') as critical, count(*) filter (where ${lateAt(now)}) as late,
           count(*) filter (where c.due_at >= ${now} and c.due_at < ${before(now, -4 * 3_600_000)}) as "dueSoon"
      from city.case c where c.district_id = ${districtId} and ${open}`)

export const countSince = ({ districtId }: Sight, db: Db, since: Date) =>
  db.one<{ reported: number; open: number }>(sql`
    select count(*) as reported, count(*) filter (where ${open}) as open
      from city.case c where c.district_id = ${districtId} and c.reported_at >= ${since}`)

/** Reports of the 24 hours from `from`, up to `to`, by hour of the day. */
export async function countHours({ districtId, timeZone }: Sight, db: Db, from: Date, to: Date): Promise<number[]> {
  const rows = await db.many<{ hour: number; count: number }>(sql`
    select extract(hour from c.reported_at at time zone ${timeZone})::int as hour, count(*) as count
      from city.case c
     where c.district_id = ${districtId} and c.reported_at >= ${from} and c.reported_at < ${to} group by 1`)
  const counts = new Map(rows.map(({ hour, count }) => [hour, count]))
  return Array.from({ length: 24 }, (_, hour) => counts.get(hour) ?? 0)
}

export const findPushedCase = (
  { districtId, now }: Sight,
  db: Db,
  caseId: string,
): Promise<Row<Omit<PushedCase, 'steps'>> | undefined> =>
  db.find(sql`
    select ${shownCase(now)}, c.due_at as "dueAt", u.name as unit from city.case c
      left join city.unit u on u.district_id = c.district_id and u.unit_id = c.unit_id
     where c.district_id = ${districtId} and c.case_id = ${caseId}`)

type ScoreRow = { name: string; total: string; grade: string | null; rank: number }
type ScoredRun = { runId: string; from: string; to: string; madeAt: Date }

/** The newest run of scores with its units in order of rank. */
export async function readScores({ districtId }: Sight, db: Db): Promise<Row<NonNullable<Scores>> | null> {
  const run = await db.find<ScoredRun>(sql`
    select run_id as "runId", from_day as "from", to_day - 1 as "to", made_at as "madeAt" from supervise.score_run
     where district_id = ${districtId} order by made_at desc, run_id desc limit 1`)
  if (!run) return null
  const rows = await db.many<ScoreRow>(sql`
    select body ->> 'name' as name, body ->> 'total' as total, body ->> 'grade' as grade, (body ->> 'rank')::int as rank
      from supervise.score_row
     where district_id = ${districtId} and run_id = ${run.runId} and kind = 'unit'
       and body ->> 'rank' is not null and body ->> 'total' is not null
     order by (body ->> 'rank')::int, subject`)
  const { from, to, madeAt } = run
  const half = Math.min(6, Math.ceil(rows.length / 2))
  return {
    from,
    to,
    madeAt,
    top: rows.slice(0, half),
    bottom: rows.slice(Math.max(half, rows.length - 6)),
    scored: rows.length,
  }
}
