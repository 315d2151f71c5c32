import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileCalendar } from '#city/calendar/compile.ts'
import { bureauCalendar } from '#city/calendar/samples.ts'
import { ledgerOf } from './clocks.ts'
import { type Clock, type ClockName, computeClock } from './ledger/clock.ts'
import { at, clause, historyOf, reported, type Told } from './sample-history.ts'

const calendar = compileCalendar(bureauCalendar)

const clockOf = (history: Told[], name: ClockName, now: string): Clock =>
  computeClock(
    ledgerOf(historyOf(history)).filter((entry) => entry.clock === name),
    calendar,
    at(now),
  )

const due = (history: Told[], now: string) => clockOf(history, 'handle', now).dueBy?.toISOString()

const dispatched = (unitId: string) => ({ unitId, unitName: unitId, coUnitIds: [], note: '', reason: '' })

/** Filed with two working days, dispatched on Monday 2026-03-02 at 09:00. */
const begun: Told[] = [
  ['2026-03-02T08:30', 'reported', reported()],
  ['2026-03-02T08:40', 'filed', { clause: clause({ value: 2, unit: 'work_day' }), note: '' }],
  ['2026-03-02T09:00', 'dispatched', dispatched('roads')],
]

test('the handling clock starts with the dispatch and runs in working days', () => {
  assert.equal(due(begun, '2026-03-02T09:00'), at('2026-03-04T09:00').toISOString())
})

test('returned and sent to the same unit, the clock goes on; sent to another, it begins anew', () => {
  const returned: Told[] = [...begun, ['2026-03-02T10:00', 'returned', { reason: '非本单位' }]]
  const same: Told[] = [...returned, ['2026-03-03T10:00', 'dispatched', dispatched('roads')]]
  const other: Told[] = [...returned, ['2026-03-03T10:00', 'dispatched', dispatched('gardens')]]
  assert.equal(due(same, '2026-03-03T10:00'), at('2026-03-05T09:00').toISOString(), 'one working day stood still')
  assert.equal(due(other, '2026-03-03T10:00'), at('2026-03-05T10:00').toISOString())
  assert.equal(clockOf(other, 'handle', '2026-03-03T10:00').party, 'gardens')
})

test('withdrawn from one unit and given to another without a return, the clock begins anew too', () => {
  const moved: Told[] = [...begun, ['2026-03-03T09:00', 'dispatched', dispatched('gardens')]]
  assert.equal(due(moved, '2026-03-03T09:00'), at('2026-03-05T09:00').toISOString())
})

test('suspended on Friday evening and resumed on Monday morning, nothing is gained', () => {
  const friday: Told[] = [
    ['2026-03-05T08:30', 'reported', reported()],
    ['2026-03-05T08:40', 'filed', { clause: clause({ value: 2, unit: 'work_day' }), note: '' }],
    ['2026-03-05T09:00', 'dispatched', dispatched('roads')],
    ['2026-03-05T09:10', 'accepted', { note: '' }],
    ['2026-03-06T17:00', 'suspension_asked', { reason: '等待材料', until: '2026-06-01', files: [] }],
  ]
  const running = due(friday, '2026-03-06T18:30')
  const suspended: Told[] = [
    ...friday,
    ['2026-03-06T19:00', 'suspension_approved', { until: '2026-06-01', note: '' }],
    ['2026-03-09T08:00', 'resumed', { reason: '到货', automatic: false }],
  ]
  assert.equal(due(suspended, '2026-03-09T08:00'), running)
})

test('an approved extension adds to the budget; a refused one does not', () => {
  const asked: Told[] = [
    ...begun,
    ['2026-03-02T11:00', 'extension_asked', { reason: '等料', limit: { value: 2, unit: 'work_day' }, files: [] }],
  ]
  const granted: Told[] = [
    ...asked,
    ['2026-03-02T15:00', 'extension_approved', { limit: { value: 2, unit: 'work_day' }, note: '' }],
  ]
  const refused: Told[] = [...asked, ['2026-03-02T15:00', 'extension_refused', { reason: '不同意' }]]
  assert.equal(due(granted, '2026-03-02T15:00'), at('2026-03-06T09:00').toISOString())
  assert.equal(due(refused, '2026-03-02T15:00'), due(begun, '2026-03-02T15:00'))
})

test('waiting to be verified does not count against the unit, and rework goes on where it stood', () => {
  const reworked: Told[] = [
    ...begun,
    ['2026-03-03T09:00', 'handled', { note: '', before: [], after: [] }],
    ['2026-03-03T09:10', 'verify_asked', { collectorId: 'x', collectorName: '林', note: '' }],
    ['2026-03-05T09:00', 'verify_answered', { passed: false, note: '', point: null, files: [] }],
    ['2026-03-05T09:00', 'reworked', { reason: '未通过' }],
  ]
  assert.equal(
    due(reworked, '2026-03-05T09:00'),
    at('2026-03-06T09:00').toISOString(),
    'one of two working days is left',
  )
})

test('a closed case keeps the verdict of its handling clock', () => {
  const late: Told[] = [
    ...begun,
    ['2026-03-06T09:00', 'handled', { note: '', before: [], after: [] }],
    ['2026-03-06T09:10', 'verify_asked', { collectorId: 'x', collectorName: '林', note: '' }],
    ['2026-03-06T09:20', 'verify_answered', { passed: true, note: '', point: null, files: [] }],
    ['2026-03-06T09:30', 'closed', { note: '', outcome: 'solved' }],
  ]
  const clock = clockOf(late, 'handle', '2026-12-01T00:00')
  assert.deepEqual([clock.state, clock.metInTime], ['stopped', false])
})

test('a task of confirming stops the desk’s own clock and has one itself', () => {
  const history: Told[] = [
    ['2026-03-02T09:00', 'reported', reported({ source: 'citizen' })],
    ['2026-03-02T09:05', 'confirm_asked', { collectorId: 'x', collectorName: '林', note: '' }],
  ]
  assert.equal(clockOf(history, 'intake', '2026-03-02T09:30').state, 'paused')
  assert.equal(
    clockOf(history, 'confirm', '2026-03-02T09:30').dueBy?.toISOString(),
    at('2026-03-02T09:35').toISOString(),
  )
  const answered: Told[] = [
    ...history,
    ['2026-03-02T09:25', 'confirm_answered', { found: true, note: '', point: null, files: [] }],
  ]
  assert.equal(
    clockOf(answered, 'intake', '2026-03-02T09:25').dueBy?.toISOString(),
    at('2026-03-02T09:35').toISOString(),
    '5 of 15 minutes were used',
  )
})

test('sent back to the desk, the handling clock ends and the next dispatch gives a whole budget', () => {
  const again: Told[] = [
    ...begun,
    ['2026-03-02T10:00', 'returned', { reason: '非本单位' }],
    ['2026-03-02T10:10', 'sent_back', { reason: '小类有误' }],
    ['2026-03-02T10:20', 'filed', { clause: clause({ value: 1, unit: 'work_day' }), note: '' }],
    ['2026-03-02T10:30', 'dispatched', dispatched('roads')],
  ]
  assert.equal(due(again, '2026-03-02T10:30'), at('2026-03-03T10:30').toISOString())
})

test('merged and taken out again, every clock goes on where it stood; the time merged does not count', () => {
  const before: Told[] = [
    ['2026-03-02T08:30', 'reported', reported()],
    ['2026-03-02T08:40', 'filed', { clause: clause({ value: 2, unit: 'work_day' }), note: '' }],
  ]
  const merged: Told[] = [...before, ['2026-03-02T08:45', 'merged', { into: 'b', intoNumber: '2', reason: '同一处' }]]
  const unmerged: Told[] = [...merged, ['2026-03-02T10:45', 'unmerged', { reason: '不是同一处' }]]
  const dispatchDue = clockOf(before, 'dispatch', '2026-03-02T08:44').dueBy?.getTime() ?? 0
  assert.equal(clockOf(merged, 'dispatch', '2026-03-02T09:00').state, 'stopped')
  const again = clockOf(unmerged, 'dispatch', '2026-03-02T10:46')
  assert.equal(again.state, 'running')
  assert.equal(again.dueBy?.getTime(), dispatchDue + 2 * 3_600_000)
  assert.equal(clockOf(unmerged, 'intake', '2026-03-02T10:46').state, 'stopped', 'what had ended does not begin again')
})

test('merged while a collector confirms, the case comes back to the desk and its intake clock goes on', () => {
  const asked = { collectorId: 'lin', collectorName: 'lin', note: '' }
  const history: Told[] = [
    ['2026-03-02T08:30', 'reported', reported()],
    ['2026-03-02T08:35', 'confirm_asked', asked],
    ['2026-03-02T08:40', 'merged', { into: 'b', intoNumber: '2', reason: '同一处' }],
    ['2026-03-02T09:40', 'unmerged', { reason: '不是同一处' }],
  ]
  assert.equal(clockOf(history, 'confirm', '2026-03-02T09:41').state, 'stopped')
  assert.equal(clockOf(history, 'intake', '2026-03-02T09:41').state, 'running')
})
