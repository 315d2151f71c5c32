import { setTimeout as pause } from 'node:timers/promises'
import { currentCalendar, draftOf, publishCalendar } from '#city/calendar/store.ts'
import { listHistories } from '#city/case/bulk.ts'
import { clockCache } from '#city/case/engine.ts'
import { foldCase } from '#city/case/state.ts'
import { systemClock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { silentLog } from '#kernel/log.ts'
import { foundTown, town } from '#server/testing/town.ts'
import { startReprojections } from '#supervise/reprojection/loop.ts'
import { listReprojections, requestReprojection } from '#supervise/reprojection/store.ts'
import { prepareCases } from './cases.ts'
import { settle, withDatabase } from './database.ts'
import { type BenchResult, short } from './result.ts'

const cases = 100_000
const bar = 60
const sampled = 500

/**
 * A hundred thousand open cases, each with its handling clock running; a calendar that closes the next two working days is
 * published, and a worker computes every deadline anew: event, cached row, outbox and list of moves. A sample is then compared with what
 * the ledger says.
 */
export async function run(): Promise<BenchResult> {
  return withDatabase(4, async ({ pool }) => {
    const people = await pool.transaction((tx) => foundTown(tx))
    const now = systemClock.now()
    for (let from = 0; from < cases; from += 20_000) await prepareCases(pool, people, 20_000, now, from)
    await pool.run(sql`vacuum (analyze) city.case`)
    await publish(pool, now)
    await settle(pool)
    const began = performance.now()
    const loop = startReprojections({ pool, clock: systemClock, log: silentLog })
    while (!(await isFinished(pool))) await pause(100)
    const seconds = (performance.now() - began) / 1000
    await loop.stop()
    const [{ movedClocks: moved, looked } = { movedClocks: 0, looked: 0 }] = await listReprojections(
      pool,
      town.districtId,
      1,
    )
    const wrong = await countWrong(pool)
    console.log(`reproject: ${looked} looked at, ${moved} moved, ${wrong} of ${sampled} differ from the ledger`)
    return {
      name: 'reproject',
      figure: `${short(seconds)} s for ${moved} clocks (${short(moved / seconds)}/s, sample of ${sampled} equal to the ledger)`,
      bar: `≤ ${bar} s`,
      pass: seconds <= bar && moved === cases && wrong === 0,
    }
  })
}

const isFinished = async (pool: Pool): Promise<boolean> =>
  (await pool.find(sql`select 1 from supervise.reprojection where finished_at is null`)) === undefined

async function publish(pool: Pool, now: Date): Promise<void> {
  const { districtId } = town
  await pool.transaction(async (tx) => {
    const { definition } = await currentCalendar(tx, districtId)
    const days = [1, 2, 3, 4].map((n) => new Date(now.getTime() + n * 86_400_000).toISOString().slice(0, 10))
    const overrides = days.map((date) => ({ date, open: false, name: { zh: '停电', en: 'no power' } }))
    const draft = { ...draftOf(definition), overrides }
    const by = { publishedAt: now, publishedBy: 'bench', reason: '全区停电检修' }
    await publishCalendar(tx, { districtId, basedOn: 1, draft, ...by })
    await requestReprojection(tx, districtId, {
      reprojectionId: newId(),
      cause: 'calendar',
      reason: by.reason,
      byName: by.publishedBy,
      plan: { kind: 'calendar', from: 1, to: 2 },
      requestedAt: now,
    })
  })
}

async function countWrong(pool: Pool): Promise<number> {
  const calendar = await currentCalendar(pool, town.districtId)
  const rows = await pool.many<{ caseId: string; dueAt: Date | null }>(sql`
    select case_id as "caseId", due_at as "dueAt" from city.case
     where district_id = ${town.districtId} order by md5(case_id::text) limit ${sampled}`)
  const histories = await listHistories(
    pool,
    town.districtId,
    rows.map(({ caseId }) => caseId),
  )
  const due = new Map(rows.map(({ caseId, dueAt }) => [caseId, dueAt?.getTime()]))
  return histories.filter(({ caseId, history }) => {
    const cache = clockCache(history, foldCase(history), calendar, new Date())
    return cache.dueAt?.getTime() !== due.get(caseId)
  }).length
}
