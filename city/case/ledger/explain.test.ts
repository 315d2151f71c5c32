import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileCalendar } from '#city/calendar/compile.ts'
import { at, bureauCalendar } from '#city/calendar/samples.ts'
import { type ClockEntry, computeClock } from './clock.ts'
import { compareDeadline } from './compare.ts'
import { explain } from './explain.ts'

const bureau = compileCalendar(bureauCalendar)

const entry = (
  seq: number,
  act: ClockEntry['act'],
  when: string,
  zh: string,
  en: string,
  more: Partial<ClockEntry> = {},
) => ({ clock: 'handle', act, seq, at: new Date(at(when)), reason: { zh, en }, ...more }) satisfies ClockEntry

const dispatched = entry(5, 'start', '2026-02-12 15:00', '派遣', 'dispatched', {
  limit: { value: 3, unit: 'work_day' },
  party: '城关环卫所',
})
const returned = entry(7, 'pause', '2026-02-13 10:00', '单位回退', 'returned', { pauseKey: 'returned' })
const suspended = entry(8, 'pause', '2026-02-13 10:30', '挂账', 'suspended', { pauseKey: 'suspended' })
const sameUnit = entry(9, 'resume', '2026-02-13 11:00', '派回同一单位', 'the same unit again', { pauseKey: 'returned' })
const resumed = entry(10, 'resume', '2026-02-14 09:00', '恢复处置', 'resumed', { pauseKey: 'suspended' })
const extended = entry(11, 'extend', '2026-02-14 10:00', '批准延期', 'extension approved', {
  limit: { value: 4, unit: 'work_hour' },
})
const history = [dispatched, returned, suspended, sameUnit, resumed, extended]

const explained = (entries: ClockEntry[], now: string, lang: 'zh' | 'en' = 'zh') =>
  explain(computeClock(entries, bureau, new Date(at(now))), lang)

test('a citizen and an auditor read every stretch with its reason, what was left out, and the deadline', () => {
  assert.deepEqual(explained(history, '2026-02-24 09:00'), [
    '处置计时（城关环卫所）：时限 3工作日，延长 4工作时',
    '2026-02-12 15:00 起算：派遣（第 5 步）',
    '　冬季作息 08:30–12:00、14:00–18:00，其余时间（午休、夜间）不计',
    '　至 2026-02-13 10:00 止，本段计 0.6工作日',
    '2026-02-13 10:00 停表：单位回退（第 7 步）',
    '2026-02-13 10:30 停表：挂账（第 8 步）；与上一次停表重叠，只计一次',
    '2026-02-13 11:00 恢复计时：派回同一单位（第 9 步）；另有停表未结束，仍不计时',
    '2026-02-14 09:00 恢复计时：恢复处置（第 10 步）',
    '2026-02-14 10:00 延长：批准延期（第 11 步），加 4工作时',
    '　2026-02-14 春节调休上班，计入',
    '　2026-02-15～02-23 春节放假，不计',
    '　冬季作息 08:30–12:00、14:00–18:00，其余时间（午休、夜间）不计',
    '　截至 2026-02-24 09:00，本段计 1工作日',
    '截止时间 2026-02-25 18:00',
    '依据工作日历“机关作息”第 1 版（时区 Asia/Shanghai），放假按 国办发明电〔2025〕7号',
  ])
})

test('the English explanation has the same lines', () => {
  const english = explained(history, '2026-02-24 09:00', 'en')
  assert.equal(english.length, explained(history, '2026-02-24 09:00').length)
  assert.equal(english[10], '  2026-02-15 to 02-23 Spring Festival holiday, not counted')
  assert.equal(english[13], 'deadline 2026-02-25 18:00')
})

test('a paused clock says what is left, a late one how late, a finished one that it was in time', () => {
  assert.equal(
    explained([dispatched, returned], '2026-02-14 09:00').at(-2),
    '停表中，尚余 2.4工作日，恢复后再推算截止时间',
  )
  const late = explained([dispatched], '2026-02-26 10:00')
  assert.deepEqual(late.slice(-3, -1), ['截止时间 2026-02-24 15:00', '已超时：超出 1.6工作日（钟表时间 43 小时）'])
  const stop = entry(12, 'stop', '2026-02-24 10:00', '结案', 'closed')
  assert.deepEqual(explained([dispatched, stop], '2026-03-01 10:00').slice(-3, -1), [
    '截止时间 2026-02-24 15:00',
    '按时',
  ])
})

test('urgent limits say that nights and holidays count, and a new unit that the earlier round does not', () => {
  const urgent = { ...dispatched, limit: { value: 2, unit: 'urgent_hour' as const } }
  assert.equal(explained([urgent], '2026-02-12 16:00')[2], '　紧急时限与自然日连续计时，夜间、周末、节假日都计')
  const other = entry(8, 'restart', '2026-02-13 11:00', '改派其他单位', 'another unit', { party: '园林所' })
  assert.deepEqual(explained([dispatched, returned, other], '2026-02-13 12:00').slice(0, 3), [
    '处置计时（园林所）：时限 3工作日',
    '2026-02-12 15:00 起的第 1 轮计时已由重新起算取代，不计入本轮',
    '2026-02-13 11:00 重新起算：改派其他单位（第 8 步）',
  ])
})

test('a deadline that runs into a year without a notice says so', () => {
  const lines = explained([{ ...dispatched, at: new Date(at('2026-12-30 15:00')) }], '2026-12-30 16:00')
  assert.ok(lines.includes('　2027 年放假通知尚未导入，暂只扣周末'))
  const english = explained([{ ...dispatched, at: new Date(at('2026-12-30 15:00')) }], '2026-12-30 16:00', 'en')
  assert.ok(english.includes('  2027 holiday notice not yet loaded; only weekends are left out'))
})

const snow = compileCalendar({
  ...bureauCalendar,
  version: 2,
  overrides: [...bureauCalendar.overrides, { date: '2026-02-25', open: false, name: { zh: '暴雪', en: 'snow' } }],
})

test('an edited calendar moves the deadline and says which day did it', () => {
  const now = new Date(at('2026-02-24 09:00'))
  const change = compareDeadline(computeClock(history, bureau, now), computeClock(history, snow, now))
  assert.equal(change.movedMs, 86_400_000)
  assert.equal(
    change.zh,
    '截止时间由 2026-02-25 18:00 改为 2026-02-26 18:00：工作日历由第 1 版改为第 2 版；2026-02-25 由工作日改为本区停止办公（暴雪）',
  )
})

test('a calendar edited during a suspension changes nothing that the suspension covers', () => {
  const pause = entry(7, 'pause', '2026-02-24 12:00', '挂账', 'suspended')
  const resume = entry(8, 'resume', '2026-02-26 08:30', '恢复', 'resumed')
  const now = new Date(at('2026-02-26 09:00'))
  const held = [dispatched, pause]
  const paused = compareDeadline(computeClock(held, bureau, now), computeClock(held, snow, now))
  assert.deepEqual([paused.changed, paused.zh], [false, '余量不变，尚余 0.13工作日'])
  const after = compareDeadline(
    computeClock([...held, resume], bureau, now),
    computeClock([...held, resume], snow, now),
  )
  assert.deepEqual([after.changed, after.movedMs], [false, 0])
})

test('a new entry is named as the cause', () => {
  const now = new Date(at('2026-02-14 11:00'))
  const change = compareDeadline(computeClock(history.slice(0, 5), bureau, now), computeClock(history, bureau, now))
  assert.equal(change.en, 'the deadline moves from 2026-02-25 12:00 to 2026-02-25 18:00: step 11, extension approved')
})
