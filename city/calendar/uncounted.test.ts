import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileCalendar } from './compile.ts'
import { at, bureauCalendar, nightCalendar } from './samples.ts'
import { describeSpan } from './uncounted.ts'

const bureau = compileCalendar(bureauCalendar)
const chinese = (from: string, to: string, calendar = bureau) =>
  describeSpan(calendar, at(from), at(to)).map((line) => line.zh)

test('a span across a holiday and a change of season names each once', () => {
  assert.deepEqual(chinese('2026-04-24 09:00', '2026-05-11 00:00'), [
    '2026-05-01～05-05 劳动节放假，不计',
    '2026-05-09 劳动节调休上班，计入',
    '周末 2026-04-25～04-26、2026-05-10，不计',
    '冬季作息 08:30–12:00、14:00–18:00，其余时间（午休、夜间）不计',
    '夏季作息 08:30–12:00、15:00–18:30，其余时间（午休、夜间）不计',
  ])
})

test('what the district decided for a day is told with its reason', () => {
  assert.deepEqual(chinese('2026-07-10 09:00', '2026-07-11 12:00'), [
    '2026-07-10 本区停止办公（台风停工），不计',
    '2026-07-11 本区另行安排办公（台风后补班），计入',
    '台风后补班 08:30–12:00、15:00–18:30，其余时间（午休、夜间）不计',
  ])
})

test('many weekends become one figure, and a night shift says that it ends next day', () => {
  assert.ok(chinese('2026-03-02 09:00', '2026-05-30 09:00').includes('周末共 20 天，不计'))
  assert.deepEqual(chinese('2026-03-02 09:00', '2026-03-02 23:00', compileCalendar(nightCalendar)), [
    '夜班 13:00–17:00、22:00–次日05:30，其余时间（午休、夜间）不计',
  ])
})
