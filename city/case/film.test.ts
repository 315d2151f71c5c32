import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileCalendar } from '#city/calendar/compile.ts'
import { bureauCalendar } from '#city/calendar/samples.ts'
import { ledgerOf } from './clocks.ts'
import { framesOf } from './film.ts'
import { computeClocks } from './ledger/clock.ts'
import { at, clause, historyOf, reported, type Told } from './sample-history.ts'
import { foldCase } from './state.ts'

const calendar = compileCalendar(bureauCalendar)
const seeing = { hidesUnit: false, hidesVerifier: false }
const roads = { unitId: 'roads', unitName: '市政', coUnitIds: [], note: '', reason: '' }

const told: Told[] = [
  ['2026-03-02T08:30', 'reported', reported()],
  ['2026-03-02T08:40', 'filed', { clause: clause({ value: 2, unit: 'work_day' }), note: '' }],
  ['2026-03-02T09:00', 'dispatched', roads],
  ['2026-03-02T09:10', 'accepted', { note: '' }],
  ['2026-03-05T10:00', 'handled', { note: '已清理', before: [], after: ['f1'] }],
]
const frames = framesOf(historyOf(told), calendar, seeing)

test('every moment is the fold and the ledger of the history up to it', () => {
  for (const [n, { state, clocks, event }] of frames.entries()) {
    const sofar = historyOf(told).slice(0, n + 1)
    assert.deepEqual(state, foldCase(sofar))
    assert.deepEqual(
      clocks.map(({ name, state: s, share }) => [name, s, share]),
      computeClocks(ledgerOf(sofar), calendar, event.at).map(({ name, state: s, share }) => [name, s, share]),
    )
  }
})

test('a clock that ended late was still in time at the moments before', () => {
  const handle = (n: number) => frames[n]?.clocks.find(({ name }) => name === 'handle')
  assert.equal(handle(3)?.metInTime, undefined)
  assert.equal(handle(3)?.dueBy?.getTime(), at('2026-03-04T09:00').getTime())
  assert.equal(handle(4)?.metInTime, false)
})

test('each step names the authority it was taken on; the report that begins the case has none', () => {
  assert.equal(frames[0]?.rule, null)
  assert.equal(frames[2]?.rule?.zh, '指挥中心派遣责任单位')
  assert.deepEqual([frames[2]?.stageBefore, frames[2]?.state.stage], ['filed', 'dispatched'])
})

test('whoever may not learn the unit reads no clock of a unit', () => {
  const blind = framesOf(historyOf(told), calendar, { ...seeing, hidesUnit: true })
  assert.ok(blind.every(({ clocks }) => clocks.every(({ party }) => party === undefined)))
})
