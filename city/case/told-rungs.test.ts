import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileCalendar } from '#city/calendar/compile.ts'
import { bureauCalendar } from '#city/calendar/samples.ts'
import { ledgerOf } from './clocks.ts'
import { computeClock } from './ledger/clock.ts'
import { at, clause, historyOf, reported, type Told } from './sample-history.ts'
import { toldRungs } from './told-rungs.ts'
import { usualLadder } from './watch.ts'

const calendar = compileCalendar(bureauCalendar)

/** The rungs of the handling clock of a case that had five urgent hours from nine o'clock on. */
function told(until: string, ...more: Told[]): Record<string, number> {
  const history = historyOf([
    ['2026-03-02T08:30', 'reported', reported()],
    ['2026-03-02T08:40', 'filed', { clause: clause({ value: 5, unit: 'urgent_hour' }), note: '' }],
    ['2026-03-02T09:00', 'dispatched', { unitId: 'roads', unitName: '市政', coUnitIds: [], note: '', reason: '' }],
    ['2026-03-02T09:10', 'accepted', { note: '' }],
    ...more,
  ])
  const own = ledgerOf(history).filter(({ clock }) => clock === 'handle')
  const counted = toldRungs(own, computeClock(own, calendar, at(until)), usualLadder)
  return Object.fromEntries(usualLadder.flatMap(({ id }, n) => (counted[n] ? [[id, counted[n]]] : [])))
}

test('a clock tells the rungs it has passed, each at its share of the budget', () => {
  assert.deepEqual(told('2026-03-02T12:59'), {})
  assert.deepEqual(told('2026-03-02T13:00'), { warning: 1 })
  assert.deepEqual(told('2026-03-02T14:00'), { warning: 1, due: 1 })
  assert.deepEqual(told('2026-03-02T19:00'), { warning: 1, due: 1, late: 1, escalation: 1 })
})

test('what was handled in time tells nothing after', () => {
  assert.deepEqual(told('2026-03-03T19:00', ['2026-03-02T12:00', 'handled', { note: '', before: [], after: [] }]), {})
})

test('an extension begins the ladder anew, so that a warning comes twice', () => {
  const extended: Told = [
    '2026-03-02T13:30',
    'extension_approved',
    { limit: { value: 5, unit: 'urgent_hour' }, note: '' },
  ]
  assert.deepEqual(told('2026-03-02T16:00', extended), { warning: 1 })
  assert.deepEqual(told('2026-03-02T19:30', extended), { warning: 2, due: 1 })
})

test('a budget shortened below what is used tells only the highest rung at once', () => {
  const shortened: Told = [
    '2026-03-02T12:00',
    'clock_moved',
    {
      ...{ cause: 'limit', clock: 'handle', before: null, after: null, reason: '从严' },
      limit: { value: 2, unit: 'urgent_hour' },
    },
  ]
  assert.deepEqual(told('2026-03-02T12:10', shortened), { late: 1 })
})
