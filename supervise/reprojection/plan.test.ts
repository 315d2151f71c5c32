import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileCalendar } from '#city/calendar/compile.ts'
import { bureauCalendar } from '#city/calendar/samples.ts'
import { at, clause, historyOf, reported, type Told } from '#city/case/sample-history.ts'
import { foldCase } from '#city/case/state.ts'
import { bodyOf, type Calendars, movesOf, type Plan } from './plan.ts'

const first = compileCalendar(bureauCalendar)
const second = compileCalendar({
  ...bureauCalendar,
  version: 2,
  overrides: [...bureauCalendar.overrides, { date: '2026-03-04', open: false, name: { zh: '停电', en: 'no power' } }],
})
const calendars: Calendars = { now: second, byVersion: (version) => [undefined, first, second][version] }

const told: readonly Told[] = [
  ['2026-03-02T08:30', 'reported', reported()],
  ['2026-03-02T08:40', 'filed', { clause: clause({ value: 2, unit: 'work_day' }), note: '' }],
  ['2026-03-02T09:00', 'dispatched', { unitId: 'roads', unitName: '市政', coUnitIds: [], note: '', reason: '' }],
]

function moves(plan: Plan, lines: readonly Told[], now: string, versions: readonly number[] = []) {
  const history = historyOf(lines).map((event, n) => ({ ...event, calendarVersion: versions[n] ?? 1 }))
  return movesOf(plan, history, foldCase(history), calendars, at(now)).map(({ clock, before, after, limit }) => [
    clock,
    before?.toISOString() ?? null,
    after?.toISOString() ?? null,
    ...(limit ? [limit.value] : []),
  ])
}

const edited: Plan = { kind: 'calendar', from: 1, to: 2 }

test('a day closed afterwards moves the deadline of a running clock by that day', () => {
  assert.deepEqual(moves(edited, told, '2026-03-02T10:00'), [
    ['handle', at('2026-03-04T09:00').toISOString(), at('2026-03-05T09:00').toISOString()],
  ])
})

test('a clock that stands still or began under the new calendar has nothing to move', () => {
  const returned: Told[] = [...told, ['2026-03-02T10:00', 'returned', { reason: '非本单位' }]]
  const clocks = moves(edited, returned, '2026-03-02T10:05').map(([clock]) => clock)
  assert.deepEqual(clocks, [], 'the handling clock is paused, the dispatch clock is over today')
  assert.deepEqual(moves(edited, told, '2026-03-02T10:00', [1, 1, 2]), [])
})

const stages = (dispatch: number): Plan => ({
  kind: 'limits',
  stages: { dispatch: { value: dispatch, unit: 'work_minute' } },
  conditions: [],
  categories: [],
})

test('a new limit of a stage goes to clocks that run by another one, and to no others', () => {
  assert.deepEqual(moves(stages(60), told.slice(0, 2), '2026-03-02T08:45'), [
    ['dispatch', at('2026-03-02T08:55').toISOString(), at('2026-03-02T09:40').toISOString(), 60],
  ])
  assert.deepEqual(moves(stages(15), told.slice(0, 2), '2026-03-02T08:45'), [], 'the same limit')
  assert.deepEqual(moves(stages(60), told, '2026-03-02T10:00'), [], 'dispatched already')
})

test('a new handling limit follows the condition the case was filed under, but not over an approved extension', () => {
  const plan: Plan = {
    kind: 'limits',
    stages: {},
    conditions: [{ conditionId: 'c1', areaClass: '*', limit: { value: 1, unit: 'work_day' } }],
    categories: [],
  }
  const filed = (conditionId: string): Told[] =>
    told.map((line) =>
      line[1] === 'filed'
        ? [line[0], 'filed', { clause: { ...clause({ value: 2, unit: 'work_day' }), conditionId }, note: '' }]
        : line,
    )
  assert.deepEqual(
    moves(plan, filed('c1'), '2026-03-02T10:00').map(([, , after]) => after),
    [at('2026-03-03T09:00').toISOString()],
  )
  assert.deepEqual(moves(plan, filed('c2'), '2026-03-02T10:00'), [])
  const extended: Told[] = [
    ...filed('c1'),
    ['2026-03-02T09:10', 'accepted', { note: '' }],
    ['2026-03-02T09:30', 'extension_approved', { limit: { value: 1, unit: 'work_day' }, note: '' }],
  ]
  assert.deepEqual(moves(plan, extended, '2026-03-02T10:00'), [])
})

test('a paused clock gets its new budget without a deadline before or after', () => {
  const suspended: Told[] = [
    ...told,
    ['2026-03-02T09:10', 'accepted', { note: '' }],
    ['2026-03-02T10:00', 'suspension_approved', { until: '2026-04-01', note: '' }],
  ]
  const plan: Plan = {
    kind: 'limits',
    stages: { accept: { value: 9, unit: 'work_day' } },
    conditions: [],
    categories: [],
  }
  assert.deepEqual(moves(plan, suspended, '2026-03-03T10:00'), [])
  assert.deepEqual(
    bodyOf(
      { clock: 'handle', before: undefined, after: undefined, limit: { value: 1, unit: 'work_day' } },
      'limit',
      '修订',
    ),
    {
      cause: 'limit',
      clock: 'handle',
      before: null,
      after: null,
      reason: '修订',
      limit: { value: 1, unit: 'work_day' },
    },
  )
})
