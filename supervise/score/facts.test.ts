import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileCalendar } from '#city/calendar/compile.ts'
import { bureauCalendar } from '#city/calendar/samples.ts'
import { clause, historyOf, reported, type Told } from '#city/case/sample-history.ts'
import type { CountName } from './counts.ts'
import { type Fact, factsOf } from './facts.ts'
import type { FactKind } from './teller.ts'

const calendar = compileCalendar(bureauCalendar)
const factsFrom = (...history: Told[]): readonly Fact[] => factsOf(historyOf(history), () => calendar)

/** What a subject of a kind is counted for: each count with the day it falls on in Beijing. */
function countedFor(facts: readonly Fact[], kind: FactKind, subject?: string): Partial<Record<CountName, string>> {
  const own = facts.filter((fact) => fact.kind === kind && (subject === undefined || fact.subject === subject))
  return Object.fromEntries(
    own.map(({ count, at: when }) => [count, new Date(when.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)]),
  )
}

const sent = (unitId: string) => ({ unitId, unitName: unitId, coUnitIds: [], note: '', reason: '' })
const cell = '511703001001001'
const place = {
  point: null,
  text: '人民路',
  cellCode: cell,
  communityCode: null,
  streetCode: null,
  componentCode: null,
}
const task = { collectorId: 'xiaolin', collectorName: '林', note: '' }
const answered = { note: '', point: null, files: [] }

/** Filed on a Monday with two working days, dispatched at nine: due on Wednesday at nine. */
const begun: Told[] = [
  ['2026-03-02T08:30', 'reported', reported({ source: 'hotline', place })],
  ['2026-03-02T08:35', 'confirm_asked', task],
  ['2026-03-02T08:45', 'confirm_answered', { ...answered, found: true }],
  ['2026-03-02T08:50', 'filed', { clause: clause({ value: 2, unit: 'work_day' }), note: '' }],
  ['2026-03-02T09:00', 'dispatched', sent('roads')],
  ['2026-03-02T09:10', 'accepted', { note: '' }],
]
const handled = (when: string): Told => [when, 'handled', { note: '', before: [], after: [] }]
const closedAt = (when: string): Told[] => [
  [when, 'verify_asked', task],
  [when, 'verify_answered', { ...answered, passed: true }],
  [when, 'closed', { note: '', outcome: 'solved' }],
]

test('a case in hand counts for its unit on the day its deadline passes, and is told so beforehand', () => {
  const roads = countedFor(factsFrom(...begun), 'unit', 'roads')
  assert.deepEqual(roads, { assigned: '2026-03-02', overtimeToDispose: '2026-03-04' })
})

test('handled in time it counts on the day it was handled; closed later it still counts there', () => {
  const roads = countedFor(factsFrom(...begun, handled('2026-03-03T10:00'), ...closedAt('2026-03-20T10:00')), 'unit')
  const { assigned: _, ...counted } = roads
  assert.deepEqual(counted, {
    close: '2026-03-03',
    dispose: '2026-03-03',
    inTimeClose: '2026-03-03',
    inTimeDispose: '2026-03-03',
  })
})

test('handled late it stays on the day it fell due, so that it never moves into another month', () => {
  const late = factsFrom(...begun, handled('2026-04-09T10:00'), ...closedAt('2026-04-10T10:00'))
  const { assigned: _, ...counted } = countedFor(late, 'unit')
  assert.deepEqual(new Set(Object.values(counted)), new Set(['2026-03-04']))
  assert.deepEqual(Object.keys(counted).sort(), ['close', 'dispose', 'overtimeClose', 'overtimeDispose'])
})

test('an accepted appeal exempts lateness in the score, and the late fact stays', () => {
  const late: Told[] = [...begun, handled('2026-03-09T10:00'), ...closedAt('2026-03-10T10:00')]
  const appealed: Told[] = [...late, ['2026-03-11T10:00', 'appealed', { reason: '暴雨', files: [] }]]
  const decided = (upheld: boolean) =>
    countedFor(factsFrom(...appealed, ['2026-03-12T10:00', 'appeal_decided', { upheld, reason: '' }]), 'unit')
  const exempt = decided(true)
  assert.ok(exempt.inTimeDispose && exempt.inTimeClose && exempt.overtimeDispose && exempt.exemptDispose)
  assert.equal(exempt.overtimeClose, undefined)
  const refused = decided(false)
  assert.deepEqual([refused.inTimeDispose, refused.exemptDispose], [undefined, undefined])
  assert.ok(refused.overtimeClose)
})

test('a suspended case is not due, and what the citizen says is not fixed is not handled', () => {
  const suspended = factsFrom(
    ...begun,
    ['2026-03-02T10:00', 'suspension_asked', { reason: '等料', until: '2026-06-01', files: [] }],
    ['2026-03-02T11:00', 'suspension_approved', { until: '2026-06-01', note: '' }],
  )
  assert.deepEqual(countedFor(suspended, 'unit'), { assigned: '2026-03-02', hang: '2026-03-02' })
  const vetoed = countedFor(
    factsFrom(...begun, handled('2026-03-03T10:00'), ...closedAt('2026-03-03T11:00'), [
      '2026-03-04T10:00',
      'vetoed',
      { comment: '还是坏的' },
    ]),
    'unit',
  )
  assert.deepEqual([vetoed.dispose, vetoed.close, vetoed.vetoed], [undefined, undefined, '2026-03-04'])
})

test('a unit that gives a case back is charged with the return and not with the case; shirking when arbitrated so', () => {
  const facts = factsFrom(
    ...begun,
    ['2026-03-02T10:00', 'returned', { reason: '非本单位' }],
    ['2026-03-02T10:30', 'arbitrated', { inTheRight: 'dispatcher', unitId: 'roads', reason: '属职责表' }],
    ['2026-03-02T11:00', 'dispatched', sent('gardens')],
    handled('2026-03-03T10:00'),
    ...closedAt('2026-03-03T11:00'),
  )
  assert.deepEqual(countedFor(facts, 'unit', 'roads'), { backOff: '2026-03-02', shuffle: '2026-03-02' })
  assert.ok(countedFor(facts, 'unit', 'gardens').dispose)
  assert.ok(countedFor(facts, 'dispatcher').errorDispatch, 'two units were sent')
})

test('void and merged cases leave the unit; what they were still shows where it happened', () => {
  const voided = factsFrom(...begun, ['2026-03-02T10:00', 'voided', { reason: '重复' }])
  assert.deepEqual(countedFor(voided, 'unit'), {})
  assert.ok(countedFor(voided, 'duty_chief').cancel)
  const merged = factsFrom(begun[0]!, ['2026-03-02T10:00', 'merged', { into: 'x', intoNumber: '1', reason: '' }])
  assert.deepEqual(Object.keys(countedFor(merged, 'area')), ['publicReport', 'report'])
})

test('a collector relieved of a task before answering owes nothing for it', () => {
  const other = { ...task, collectorId: 'another' }
  const facts = factsFrom(
    begun[0]!,
    ['2026-03-02T08:35', 'confirm_asked', task],
    ['2026-03-02T08:40', 'confirm_asked', other],
    ['2026-03-02T09:30', 'confirm_answered', { ...answered, found: true }],
  )
  assert.deepEqual(countedFor(facts, 'collector', 'xiaolin'), {})
  assert.deepEqual(
    Object.keys(countedFor(facts, 'collector', 'another')),
    ['needVerify', 'verify'],
    'late by its clock',
  )
})

test('the same history gives the same facts, and forgets nothing that no limit was set for', () => {
  const unlimited: Told[] = [
    ['2026-03-02T08:30', 'reported', reported({ source: 'hotline', place, stageLimits: {} })],
    ['2026-03-02T08:50', 'filed', { clause: clause({ value: 2, unit: 'work_day' }), note: '' }],
  ]
  const facts = factsFrom(...unlimited)
  assert.deepEqual(facts, factsFrom(...unlimited))
  assert.ok(countedFor(facts, 'duty_chief').untimedInst)
})
