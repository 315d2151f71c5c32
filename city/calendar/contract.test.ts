import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CalendarDefinition } from './contract.ts'
import { bureauCalendar, sampleCalendars } from './samples.ts'

const faultsOf = (change: Partial<CalendarDefinition>): string[] =>
  CalendarDefinition.safeParse({ ...bureauCalendar, ...change }).error?.issues.map((i) => i.message) ?? []

test('the sample calendars are sound', () => {
  for (const calendar of sampleCalendars) assert.deepEqual(CalendarDefinition.parse(calendar), calendar)
})

test('schedules must cover each day of the year once', () => {
  const [winter, summer] = bureauCalendar.schedules as [never, never]
  assert.deepEqual(faultsOf({ schedules: [winter] }), ['05-01 有 0 套作息时间，应恰有一套'])
  assert.deepEqual(faultsOf({ schedules: [winter, summer, summer] }), ['05-01 有 2 套作息时间，应恰有一套'])
})

test('overlapping, empty and misplaced sessions are named', () => {
  const withSessions = (...sessions: [string, string][]) =>
    faultsOf({ schedules: bureauCalendar.schedules.map((s) => ({ ...s, sessions })).slice(0, 2) })[0]
  assert.match(withSessions(['08:30', '12:00'], ['11:00', '18:00'])!, /重叠/)
  assert.match(withSessions(['08:30', '08:30'])!, /没有长度/)
  assert.match(withSessions(['22:00', '05:00'], ['08:00', '12:00'])!, /最后一个时段/)
})

test('an unknown time zone and a day given twice are refused', () => {
  assert.deepEqual(faultsOf({ timeZone: 'Asia/Dachuan' }), ['不是有效的时区名'])
  const day = { date: '2026-07-10', open: false, name: { zh: '停', en: 'closed' } }
  assert.deepEqual(faultsOf({ overrides: [day, day] }), ['2026-07-10 重复'])
})
