import assert from 'node:assert/strict'
import { currentCalendar } from '#city/calendar/store.ts'
import { writeCases } from '#city/case/bulk.ts'
import { at, clause, historyOf, reported, type Told } from '#city/case/sample-history.ts'
import { fakeClock } from '#kernel/clock.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { makeMetrics, metricsText } from '#kernel/metrics/metrics.ts'
import { dbTest } from '#kernel/testing/db.ts'
import { rolledBackPool } from '#kernel/testing/rolled-back-pool.ts'
import { foundTown } from '#server/testing/town.ts'
import { measureWatch } from './metrics.ts'
import { watchDue } from './watch.ts'

const districtId = 'watch-numbers'

const told = (n: number): Told[] => [
  ['2026-03-02T08:30', 'reported', reported({ stageLimits: {}, number: `20260302${n}` })],
  ['2026-03-02T08:40', 'filed', { clause: clause({ value: 2, unit: 'work_hour' }), note: '' }],
  ['2026-03-02T09:00', 'dispatched', { unitId: 'roads', unitName: '市政设施所', coUnitIds: [], note: '', reason: '' }],
]

dbTest(
  'the numbers tell how many cases are armed, how far the watch is behind, and how late each rung was',
  async (tx) => {
    await foundTown(tx, districtId)
    const cases = [1, 2, 3].map((n) => ({ caseId: newId(), history: historyOf(told(n)) }))
    await writeCases(tx, districtId, await currentCalendar(tx, districtId), cases, at('2026-03-02T09:10'))
    const metrics = makeMetrics({ processMetrics: false })
    // Due at 10:36 and at eleven; whoever looks first at 11:00 tells the higher one.
    const clock = fakeClock(at('2026-03-02T11:00'))
    const observe = measureWatch(metrics, { pool: rolledBackPool(tx), clock })
    const { fired } = await watchDue(tx, districtId, clock, 2)
    observe(fired)
    const text = await metricsText(metrics)
    assert.match(text, /^yiwang_rungs_fired_total\{outcome="told"\} 2$/m)
    assert.match(text, /^yiwang_rungs_fired_total\{outcome="superseded"\} 2$/m)
    // The warnings were 24 minutes late; the deadlines were looked at in the instant.
    assert.match(text, /^yiwang_rung_lateness_seconds_bucket\{le="0.1"\} 2$/m)
    assert.match(text, /^yiwang_rung_lateness_seconds_bucket\{le="\+Inf"\} 4$/m)
    assert.match(text, /^yiwang_rung_lateness_seconds_sum 2880$/m)
    const armed = Number(/^yiwang_watch_armed (\d+)$/m.exec(text)?.[1])
    assert.ok(armed >= 3, 'of all districts together')
    assert.ok(Number(/^yiwang_watch_lag_seconds (\d+)$/m.exec(text)?.[1]) >= 24 * 60, 'the third waits since 10:36')
  },
)

dbTest('the lag is that of the case due longest, and asking often asks the database rarely', async (tx) => {
  await foundTown(tx, districtId)
  const [caseId, clock] = [newId(), fakeClock(new Date('2001-01-01T00:01:30Z'))]
  const calendar = await currentCalendar(tx, districtId)
  await writeCases(tx, districtId, calendar, [{ caseId, history: historyOf(told(1)) }], at('2026-03-02T09:10'))
  const due = (instant: string) =>
    tx.run(sql`update city.case set watch_at = ${instant} where district_id = ${districtId} and case_id = ${caseId}`)
  await due('2001-01-01T00:00:00Z')
  const metrics = makeMetrics({ processMetrics: false })
  measureWatch(metrics, { pool: rolledBackPool(tx), clock })
  assert.match(await metricsText(metrics), /^yiwang_watch_lag_seconds 90$/m)
  await due('2000-12-31T00:00:00Z')
  assert.match(await metricsText(metrics), /^yiwang_watch_lag_seconds 90$/m, 'remembered for a moment')
})
