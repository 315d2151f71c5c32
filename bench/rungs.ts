import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { currentCalendar } from '#city/calendar/store.ts'
import { type WrittenCase, writeCases } from '#city/case/bulk.ts'
import type { CaseEvent } from '#city/case/event.ts'
import { clause, reported } from '#city/case/sample-history.ts'
import type { Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { foundTown, town } from '#server/testing/town.ts'
import { type BenchDatabase, settle, withDatabase } from './database.ts'
import { type BenchResult, percentile, short } from './result.ts'
import type { WatcherReport } from './watcher.ts'

const armed = 1_000_000
const perSecond = 1_000
const seconds = 22
const atOnce = 15_000
const watchers = 2
const bar = 1_000
const limit = { value: 2, unit: 'urgent_hour' } as const
const warningMs = 0.8 * 2 * 3_600_000

/**
 * A million armed cases, of which a thousand fall due every second, spread over its milliseconds; two watcher processes. Lateness
 * is from the instant the rung is due to after the commit that wrote it down. Then as many at once as show the capacity.
 */
export async function run(): Promise<BenchResult> {
  return withDatabase(4, async (db) => {
    await db.pool.transaction((tx) => foundTown(tx))
    await armMillion(db.pool)
    const begins = Date.now() + 75_000
    await prepare(db.pool, perSecond * seconds, (n) => begins + Math.floor((n * 1000) / perSecond))
    await settle(db.pool)
    console.log(
      `rungs: ${armed} armed, ${perSecond * seconds} to fall due; ${Math.round((begins - Date.now()) / 1000)} s to go`,
    )
    const children = await Promise.all(Array.from({ length: watchers }, () => startWatcher(db)))
    await pause(Math.max(0, begins - Date.now()) + seconds * 1000 + 3_000)
    const late = (await reports(children)).flatMap(({ lateMs }) => lateMs)
    const figures = [0, percentile(late, 0.5), percentile(late, 0.99), Math.max(...late)].map(Math.round)
    console.log(
      `rungs: ${late.length} fired, earliest ${Math.min(...late)} ms, p50 ${figures[1]}, p99 ${figures[2]}, last ${figures[3]} ms`,
    )
    const capacity = await measureCapacity(db.pool, children)
    for (const child of children) child.send('stop')
    await Promise.all(children.map((child) => once(child, 'exit')))
    const complete = late.length === perSecond * seconds && Math.min(...late) >= 0
    return {
      name: 'rungs',
      figure: `p99 ${figures[2]} ms at ${perSecond}/s (${short(capacity)}/s at most; ${late.length} of ${perSecond * seconds}, none early)`,
      bar: `≤ ${bar} ms`,
      pass: complete && figures[2]! <= bar,
    }
  })
}

async function startWatcher({ url }: BenchDatabase): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'watcher.ts'))
  child.send({ url })
  await once(child, 'message')
  return child
}

const reports = (children: readonly ChildProcess[]): Promise<WatcherReport[]> =>
  Promise.all(
    children.map(async (child) => {
      child.send('report')
      const [report] = (await once(child, 'message')) as [WatcherReport]
      return report
    }),
  )

/** How many a second when all are due already. */
async function measureCapacity(pool: Pool, children: readonly ChildProcess[]): Promise<number> {
  const due = Date.now() + 30_000
  await prepare(pool, atOnce, () => due)
  await pause(Math.max(0, due - Date.now()))
  let fired = 0
  let [first, last] = [Number.POSITIVE_INFINITY, 0]
  for (const end = Date.now() + 60_000; fired < atOnce && Date.now() < end; ) {
    await pause(500)
    for (const report of await reports(children)) {
      if (report.lateMs.length === 0) continue
      fired += report.lateMs.length
      first = Math.min(first, report.firstAt)
      last = Math.max(last, report.lastAt)
    }
  }
  return (fired / Math.max(1, last - due)) * 1000
}

/** Cases whose warning is reached at the instant told, written through the same fold and ledger as real ones. */
async function prepare(pool: Pool, count: number, dueAt: (n: number) => number): Promise<void> {
  const calendar = await currentCalendar(pool, town.districtId)
  const batch = 5_000
  for (let from = 0; from < count; from += batch) {
    const cases: WrittenCase[] = Array.from({ length: Math.min(batch, count - from) }, (_, at) => ({
      caseId: newId(),
      history: historyOf(`${newId()}`, dueAt(from + at) - warningMs),
    }))
    await pool.transaction((tx) => writeCases(tx, town.districtId, calendar, cases, new Date()))
  }
}

function historyOf(number: string, dispatchedMs: number): CaseEvent[] {
  const told = [
    ['reported', reported({ number, stageLimits: {} })],
    ['filed', { clause: clause(limit), note: '' }],
    ['dispatched', { unitId: 'roads', unitName: '市政设施所', coUnitIds: [], note: '', reason: '职责表' }],
    ['accepted', { note: '' }],
  ] as const
  const head = { byId: 'system', byName: '系统', byUnit: null, calendarVersion: 1 }
  return told.map(
    ([kind, body], at) =>
      ({ ...head, seq: at + 1, kind, at: new Date(dispatchedMs + (at - 2) * 60_000), body }) as CaseEvent,
  )
}

/** The others: armed for later days, so that the watch has to find what is due among them. */
async function armMillion(pool: Pool): Promise<void> {
  await pool.transaction(async (tx) => {
    await tx.run(sql`set local session_replication_role = replica`)
    await tx.run(sql`
      insert into city.case (district_id, case_id, number, version, stage, source, urgency, description, place_text, unit_id,
             reported_by, reported_at, clock, due_at, watch_at, changed_at)
      select ${town.districtId}, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'A' || n, 4, 'handling',
             'hotline', 'normal', '路面破损', '南坝路', 'roads', 'citizen', now() - interval '1 day', 'handle',
             now() + interval '2 days' + n * interval '1 second', now() + interval '1 day' + n * interval '1 second', now()
        from generate_series(1, ${armed}::int) n`)
  })
  await pool.run(sql`vacuum (analyze) city.case`)
}
