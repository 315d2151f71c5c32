import type { CompiledCalendar } from '#city/calendar/compile.ts'
import { calendarOfVersion, currentCalendar, listVersions } from '#city/calendar/store.ts'
import { listHistories } from '#city/case/bulk.ts'
import { finalStages } from '#city/case/state.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { subjectKinds } from '../score/counts.ts'
import { findPrintedRun } from '../score/port.ts'
import { type CaseFacts, factsOf } from './facts.ts'
import type { Gathered } from './figures.ts'
import { namesAt } from './names.ts'
import { type Period, periodBefore, periodYearAgo } from './period.ts'
import { findMadeFacts } from './store.ts'

/** Told how far gathering has come, from 0 to 1. */
export type Progress = (share: number) => Promise<void> | void

const BATCH = 1_000
const A_DAY = 86_400_000

/** Reads all that a report is made of. Batch after batch, so that memory does not grow with the number of histories. */
export async function gather(db: Db, districtId: string, period: Period, told: Progress): Promise<Gathered> {
  const begins = await firstReported(db, districtId)
  const covered = (one: Period | undefined) =>
    one && begins && begins.getTime() < one.from.getTime() + A_DAY ? one : undefined
  const [before, yearAgo] = [covered(periodBefore(period)), covered(periodYearAgo(period))]
  const facts = await gatherFacts(db, districtId, period, (share) => told(share * 0.6))
  return {
    period,
    facts,
    before: before ? await earlierFacts(db, districtId, before, (share) => told(0.6 + share * 0.2)) : null,
    yearAgo: yearAgo ? await earlierFacts(db, districtId, yearAgo, (share) => told(0.8 + share * 0.2)) : null,
    scores: await scoresOf(db, districtId, period),
    names: await namesAt(db, districtId, period),
  }
}

/** What the newest score run of just this period printed; null where nobody has scored it. */
export async function scoresOf(db: Db, districtId: string, { starts, ends }: Period): Promise<Gathered['scores']> {
  const printed = await findPrintedRun(db, districtId, starts, ends)
  if (!printed) return null
  const lines = printed.rows
    .filter(({ kind }) => kind === 'street' || kind === 'unit')
    .sort((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0) || inOrder(a.row) - inOrder(b.row))
    .map(({ kind, row }) => ({
      name: row.name,
      kind: subjectKinds[kind].zh,
      score: row.total ?? '—',
      rank: row.rank === null ? '—' : String(row.rank),
    }))
  return { period: `${starts} 至 ${ends}（不含）`, rule: `第 ${printed.run.ruleVersion} 版`, lines }
}

const inOrder = ({ rank }: { readonly rank: number | null }): number => rank ?? Number.POSITIVE_INFINITY

/** What an earlier report counted, if one was made: then the comparison is with what was printed. */
async function earlierFacts(db: Db, districtId: string, period: Period, told: Progress): Promise<readonly CaseFacts[]> {
  return (await findMadeFacts(db, districtId, period)) ?? (await gatherFacts(db, districtId, period, told))
}

/** The facts of every case that the period concerns, in the order of their numbers. */
export async function gatherFacts(
  db: Db,
  districtId: string,
  period: Period,
  told: Progress = () => undefined,
): Promise<CaseFacts[]> {
  const calendar = await calendarAt(db, districtId, period.to)
  const ids = await listConcerned(db, districtId, period)
  const facts: CaseFacts[] = []
  for (let at = 0; at < ids.length; at += BATCH) {
    for (const { caseId, history } of await listHistories(db, districtId, ids.slice(at, at + BATCH))) {
      const found = factsOf(caseId, history, period, calendar)
      if (found) facts.push(found)
    }
    await told(Math.min(1, (at + BATCH) / ids.length))
  }
  return facts.sort((a, b) => (a.number < b.number ? -1 : 1))
}

/** Cases that something happened to since the period began, and those that lay open all the while. */
async function listConcerned(db: Db, districtId: string, { from, to }: Period): Promise<string[]> {
  const rows = await db.many<{ caseId: string }>(sql`
    select c.case_id as "caseId"
      from city.case c
     where c.district_id = ${districtId} and c.reported_at < ${to}
       and (c.changed_at >= ${from} or c.stage <> all(${finalStages}))
     order by c.case_id`)
  return rows.map(({ caseId }) => caseId)
}

/** The calendar that was in force at an instant, so that a report made later counts by the same. */
async function calendarAt(db: Db, districtId: string, at: Date): Promise<CompiledCalendar> {
  const [current, versions] = await Promise.all([currentCalendar(db, districtId), listVersions(db, districtId)])
  const known = versions.toSorted((a, b) => a.version - b.version)
  const then = known.findLast(({ publishedAt }) => publishedAt <= at) ?? known[0]
  return (then && calendarOfVersion(current, then.version)) ?? current
}

const firstReported = async (db: Db, districtId: string): Promise<Date | undefined> =>
  (
    await db.find<{ at: Date }>(sql`
      select reported_at as at from city.case where district_id = ${districtId} order by reported_at limit 1`)
  )?.at
