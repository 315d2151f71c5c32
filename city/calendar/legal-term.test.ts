import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compileCalendar } from './compile.ts'
import { type LegalTerm, latestDayBefore, legalTerm, statutoryDays } from './legal-term.ts'
import { bureauCalendar } from './samples.ts'
import { dayNumberOf } from './zone.ts'

const calendar = compileCalendar(bureauCalendar)
const workdays = (value: number): LegalTerm => ({ value, unit: 'workday' })
const days = (value: number): LegalTerm => ({ value, unit: 'calendar_day' })
const months = (value: number): LegalTerm => ({ value, unit: 'month' })

const terms: [event: string, term: LegalTerm, last: string, why: string][] = [
  ['2026-03-02', workdays(5), '2026-03-09', 'the day of the event is not counted'],
  ['2026-02-12', workdays(7), '2026-02-28', '调休 Saturdays count, Spring Festival does not'],
  ['2026-03-02', days(15), '2026-03-17', 'calendar days'],
  ['2026-02-01', days(15), '2026-02-24', 'a last day in Spring Festival moves past it'],
  ['2026-02-13', days(1), '2026-02-14', 'a Saturday worked in exchange is no rest day'],
  ['2026-01-30', months(1), '2026-02-28', 'a shorter month ends on its last day, here a worked Saturday'],
  ['2025-08-31', months(6), '2026-02-28', 'months across the year end'],
  ['2026-07-01', months(3), '2026-10-08', 'a last day in National Day week moves past it'],
  ['2026-07-09', workdays(1), '2026-07-10', 'a district that closes its office does not lengthen a legal term'],
]

test('legal terms end on the day the law says', () => {
  for (const [event, term, last, why] of terms) assert.equal(legalTerm(calendar, event, term).lastDay, last, why)
})

test('a term ends at the midnight that closes its last day', () => {
  const { firstDay, expiresAt, rolled } = legalTerm(calendar, '2026-02-01', days(15))
  assert.equal(firstDay, '2026-02-02')
  assert.equal(expiresAt.toISOString(), '2026-02-24T16:00:00.000Z')
  assert.equal(rolled, true)
})

test('the explanation says what was not counted and why the last day moved', () => {
  assert.deepEqual(legalTerm(calendar, '2026-02-01', days(15)).explanation.zh, [
    '期间 15 日（日历日）；2026-02-01 当日不计，自 2026-02-02 起算',
    '末日 2026-02-16 为春节放假，顺延至其后第一个工作日 2026-02-24',
    '期间届满日 2026-02-24（当日 24 时止）',
  ])
  assert.deepEqual(legalTerm(calendar, '2026-12-28', workdays(5)).explanation.en, [
    'Term of 5 working days; 2026-12-28 itself is not counted, counting begins on 2026-12-29',
    '2 day(s) of weekend (2027-01-02 to 01-03) not counted',
    'Ends on 2027-01-04, at the end of that day',
    '2027 holiday notice not yet loaded; only weekends are left out',
  ])
})

test('time of a hearing or a test is left out once, however often it is named', () => {
  const reason = { zh: '听证', en: 'hearing' }
  const out = [
    { from: '2026-03-05', to: '2026-03-09', reason },
    { from: '2026-03-09', to: '2026-03-10', reason },
  ]
  assert.equal(legalTerm(calendar, '2026-03-02', days(15), out).lastDay, '2026-03-23')
  assert.equal(legalTerm(calendar, '2026-03-02', workdays(5), out).lastDay, '2026-03-13')
  assert.equal(legalTerm(calendar, '2026-03-02', months(1), out).lastDay, '2026-04-08')
})

test('the same number of days means working days under one law and calendar days under another', () => {
  assert.deepEqual(statutoryDays('penalty', 7), workdays(7))
  assert.deepEqual(statutoryDays('penalty', 15), days(15))
  assert.deepEqual(statutoryDays('compulsion', 10), workdays(10))
  assert.deepEqual(statutoryDays('compulsion', 30), days(30))
  assert.deepEqual(statutoryDays('review', 10), workdays(10))
})

test('a notice seven working days before a hearing leaves seven whole working days between', () => {
  assert.equal(latestDayBefore(calendar, '2026-03-12', workdays(7)), '2026-03-02')
  assert.equal(latestDayBefore(calendar, '2026-03-12', days(7)), '2026-03-04')
  assert.equal(latestDayBefore(calendar, '2026-03-31', months(1)), '2026-02-27')
})

test('a term must be a positive whole number', () => {
  for (const value of [0, -1, 1.5])
    assert.throws(() => legalTerm(calendar, '2026-03-02', days(value)), { code: 'term_unreadable' })
})

test('a term never ends on a rest day, and a longer one never earlier', () => {
  const event = fc
    .integer({ min: 0, max: 1000 })
    .map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10))
  const unit = fc.constantFrom('workday' as const, 'calendar_day' as const, 'month' as const)
  fc.assert(
    fc.property(event, unit, fc.integer({ min: 1, max: 24 }), (on, kind, value) => {
      const { lastDay } = legalTerm(calendar, on, { value, unit: kind })
      assert.equal(calendar.day(dayNumberOf(lastDay)).statutoryRest, false)
      assert.ok(legalTerm(calendar, on, { value: value + 1, unit: kind }).lastDay >= lastDay)
    }),
  )
})
