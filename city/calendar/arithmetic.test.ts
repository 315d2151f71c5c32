import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addWork, measureBetween, nextOpening, nominalDayMs } from './arithmetic.ts'
import { compileCalendar } from './compile.ts'
import { minuteOracle } from './oracle.ts'
import {
  at,
  bureauCalendar,
  newYorkCalendar,
  nightCalendar,
  plainCalendar,
  sampleCalendars,
  sampleSpan,
} from './samples.ts'
import { type LimitUnit, limitUnits } from './unit.ts'
import { localText } from './zone.ts'

const bureau = compileCalendar(bureauCalendar)

type Line = [from: string, value: number, unit: LimitUnit, due: string, why: string]

const lines: Line[] = [
  ['2026-03-02 09:00', 2, 'work_hour', '2026-03-02 11:00', 'inside the morning'],
  ['2026-03-02 11:00', 2, 'work_hour', '2026-03-02 15:00', 'lunch is not counted'],
  ['2026-03-02 08:30', 3.5, 'work_hour', '2026-03-02 12:00', 'ends with the morning, not after lunch'],
  ['2026-03-02 08:30', 7.5, 'work_hour', '2026-03-02 18:00', 'ends at closing time, not next morning'],
  ['2026-03-02 17:00', 2, 'work_hour', '2026-03-03 09:30', 'the night is not counted'],
  ['2026-03-02 03:00', 1, 'work_hour', '2026-03-02 09:30', 'begins at the next opening'],
  ['2026-03-06 20:00', 1, 'work_day', '2026-03-09 18:00', 'from Friday evening a day is Monday'],
  ['2026-03-02 15:00', 1, 'work_day', '2026-03-03 15:00', 'the same hour of the next working day'],
  ['2026-03-02 08:30', 1, 'work_day', '2026-03-02 18:00', 'a whole day ends with it'],
  ['2026-02-13 15:00', 1, 'work_day', '2026-02-14 15:00', 'a Saturday worked in exchange counts'],
  ['2026-02-13 15:00', 2, 'work_day', '2026-02-24 15:00', 'Spring Festival is not counted'],
  ['2026-02-14 17:00', 2, 'urgent_hour', '2026-02-14 19:00', 'urgent hours run on'],
  ['2026-02-14 17:00', 2, 'urgent_day', '2026-02-16 17:00', 'urgent days run through a holiday'],
  ['2026-02-14 17:00', 7, 'natural_day', '2026-02-21 17:00', 'natural days too'],
  ['2026-04-30 16:00', 1, 'work_day', '2026-05-06 16:38', 'winter to summer keeps the share of the day'],
  ['2026-07-09 18:30', 1, 'work_day', '2026-07-11 18:30', 'the district closed Friday and opened Saturday'],
  ['2025-12-30 18:00', 1, 'work_day', '2025-12-31 12:00', 'half a day is a working day'],
  ['2025-12-30 18:00', 4, 'work_hour', '2026-01-04 09:00', 'but only its hours are hours'],
]

test('deadlines of a bureau with lunch, seasons, holidays and 调休', () => {
  for (const [from, value, unit, due, why] of lines) {
    assert.equal(localText('Asia/Shanghai', addWork(bureau, at(from), { value, unit })), due, why)
  }
})

test('a deadline beyond the loaded notices is still computed, by weekends alone', () => {
  const due = addWork(bureau, at('2026-12-31 15:00'), { value: 200, unit: 'work_day' })
  assert.equal(localText('Asia/Shanghai', due), '2027-10-07 15:00')
  assert.throws(() => addWork(bureau, at('2026-12-31 15:00'), { value: 60_000, unit: 'work_day' }), {
    code: 'calendar_out_of_range',
  })
})

test('a question before the laid-out years is answered too', () => {
  const calendar = compileCalendar(plainCalendar, 2026, 2026)
  assert.equal(measureBetween(calendar, at('2019-06-03 09:00'), at('2019-06-04 09:00'), 'work_time'), 8 * 3_600_000)
  assert.equal(measureBetween(calendar, at('2026-03-02 09:00'), at('2026-03-03 13:00'), 'work_day'), 1.375)
})

test('where clocks change, an hour skipped is not worked and an hour repeated is', () => {
  const newYork = compileCalendar(newYorkCalendar)
  const hours = (from: string, to: string) =>
    measureBetween(newYork, Date.parse(from), Date.parse(to), 'work_time') / 3.6e6
  assert.equal(hours('2026-03-07T22:00-05:00', '2026-03-08T05:30-04:00'), 6.5)
  assert.equal(hours('2026-10-31T22:00-04:00', '2026-11-01T05:30-05:00'), 8.5)
  assert.equal(hours('2026-06-01T22:00-04:00', '2026-06-02T05:30-04:00'), 7.5)
})

test('a reminder due at night waits for the next opening', () => {
  assert.equal(localText('Asia/Shanghai', nextOpening(bureau, at('2026-02-14 23:00'))), '2026-02-24 08:30')
  assert.equal(nextOpening(bureau, at('2026-03-02 09:00')), at('2026-03-02 09:00'))
  assert.equal(nominalDayMs(bureau), 7.5 * 3_600_000)
})

test('a night shift that runs into the next morning is refused', () => {
  const schedules = nightCalendar.schedules.map((s) => ({
    ...s,
    sessions: [
      ['05:00', '09:00'],
      ['22:00', '05:30'],
    ] as [string, string][],
  }))
  assert.throws(() => compileCalendar({ ...nightCalendar, schedules }), { code: 'calendar_invalid' })
})

const units = Object.keys(limitUnits) as LimitUnit[]

for (const definition of sampleCalendars) {
  test(`2 500 random deadlines of the ${definition.id} calendar equal a count minute by minute`, () => {
    const calendar = compileCalendar(definition)
    const [from, to] = sampleSpan(definition)
    const oracle = minuteOracle(definition, from, to)
    const instant = fc.integer({ min: from, max: to - 100 * 86_400_000 })
    const limit = fc.record({
      value: fc.integer({ min: 1, max: 80 }).map((q) => q / 4),
      unit: fc.constantFrom(...units),
    })
    fc.assert(
      fc.property(instant, limit, (start, { value, unit }) => {
        const due = addWork(calendar, start, { value, unit })
        assert.equal(due, oracle.add(start, { value, unit }))
        const { measure } = limitUnits[unit]
        const between = measureBetween(calendar, start, due, measure)
        const counted = oracle.between(start, due, measure)
        assert.ok(Math.abs(between - counted) <= 1e-9 * Math.max(1, counted), `${between} is not ${counted}`)
      }),
      { numRuns: 2500 },
    )
  })
}

test('adding in two steps comes to the same instant, and more budget is never due earlier', () => {
  const start = fc.integer({ min: at('2024-01-01 00:00'), max: at('2026-06-01 00:00') })
  const minutes = fc.integer({ min: 1, max: 6000 })
  fc.assert(
    fc.property(start, minutes, minutes, (from, a, b) => {
      const unit = 'work_minute'
      const first = addWork(bureau, from, { value: a, unit })
      const both = addWork(bureau, from, { value: a + b, unit })
      assert.equal(addWork(bureau, first, { value: b, unit }), both)
      assert.ok(both >= first)
    }),
  )
})
