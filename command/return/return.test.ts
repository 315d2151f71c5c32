import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileCalendar } from '#city/calendar/compile.ts'
import { returnsByUnit, returnsOf, type Turn } from './return.ts'

const calendar = compileCalendar({
  id: 'office',
  version: 1,
  title: { zh: '日历', en: 'Calendar' },
  timeZone: 'Asia/Shanghai',
  workWeekdays: [1, 2, 3, 4, 5],
  schedules: [
    {
      name: { zh: '全年', en: 'All year' },
      fromMonthDay: '01-01',
      toMonthDay: '12-31',
      sessions: [['08:00', '18:00']],
    },
  ],
  country: null,
  overrides: [],
  holidayYears: [],
  holidays: [],
})

const hour = 3_600_000
const at = (day: number, time: string) => new Date(`2026-03-0${day}T${time}:00+08:00`)
const sent = (seq: number, when: Date, unitId: string): Turn => ({ kind: 'dispatched', seq, at: when, unitId })
const back = (seq: number, when: Date): Turn => ({
  kind: 'returned',
  seq,
  at: when,
  byName: 'luzheng',
  reason: '非本单位职责',
})
const handled = (seq: number, when: Date): Turn => ({ kind: 'handled', seq, at: when })

test('luzheng returns a case on Tuesday that came on Monday evening: only working hours are burnt', () => {
  const [entry] = returnsOf(
    [
      sent(1, at(2, '17:00'), 'roads'),
      back(2, at(3, '09:00')),
      sent(3, at(3, '11:00'), 'sanitation'),
      handled(4, at(3, '15:00')),
    ],
    calendar,
    at(4, '10:00'),
  )
  assert.deepEqual([entry?.heldMs, entry?.waitedMs], [2 * hour, 2 * hour])
  assert.deepEqual(
    [entry?.nextUnitId, entry?.finalUnitId, entry?.right, entry?.by],
    ['sanitation', 'sanitation', 'unit', 'outcome'],
  )
})

test('a unit that handles in the end what it had returned was wrong', () => {
  const returns = returnsOf(
    [
      sent(1, at(2, '09:00'), 'roads'),
      back(2, at(2, '10:00')),
      sent(3, at(2, '11:00'), 'sanitation'),
      back(4, at(2, '12:00')),
      sent(5, at(2, '13:00'), 'roads'),
      handled(6, at(2, '15:00')),
    ],
    calendar,
    at(4, '10:00'),
  )
  assert.deepEqual(
    returns.map(({ unitId, right }) => [unitId, right]),
    [
      ['roads', 'dispatcher'],
      ['sanitation', 'unit'],
    ],
  )
})

test('an arbitration goes before the outcome, and counts for the return it was about', () => {
  const returns = returnsOf(
    [
      sent(1, at(2, '09:00'), 'roads'),
      back(2, at(2, '10:00')),
      {
        kind: 'arbitrated',
        seq: 3,
        at: at(2, '10:30'),
        byName: 'banzhang',
        reason: '三定方案',
        unitId: 'roads',
        inTheRight: 'dispatcher',
      },
      sent(4, at(2, '11:00'), 'roads'),
    ],
    calendar,
    at(2, '12:00'),
  )
  assert.deepEqual(
    [returns[0]?.right, returns[0]?.by, returns[0]?.ruling?.byName],
    ['dispatcher', 'arbitration', 'banzhang'],
  )
})

test('a return that waits for another dispatch goes on costing time and is not decided', () => {
  const turns = [sent(1, at(2, '09:00'), 'roads'), back(2, at(2, '10:00'))]
  const [early] = returnsOf(turns, calendar, at(2, '11:00'))
  const [late] = returnsOf(turns, calendar, at(3, '09:00'))
  assert.deepEqual([early?.waitedMs, late?.waitedMs], [hour, 9 * hour])
  assert.deepEqual([late?.right, late?.nextUnitId], [null, null])
})

test('the ledger by unit adds up', () => {
  const of = (caseId: string, turns: Turn[]) =>
    returnsOf(turns, calendar, at(2, '12:00')).map((entry) => ({ ...entry, caseId }))
  const rows = returnsByUnit([
    ...of('a', [
      sent(1, at(2, '09:00'), 'roads'),
      back(2, at(2, '10:00')),
      sent(3, at(2, '11:00'), 'sanitation'),
      handled(4, at(2, '11:30')),
    ]),
    ...of('b', [sent(1, at(2, '09:00'), 'roads'), back(2, at(2, '09:30'))]),
  ])
  assert.deepEqual(rows, [
    { unitId: 'roads', returns: 2, cases: 2, heldMs: 1.5 * hour, waitedMs: 3.5 * hour, right: 1, wrong: 0, open: 1 },
  ])
})
