import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Clocked, readClock } from './clock-reading.ts'
import { formatSpan, shortTime } from './time.ts'

const now = Date.parse('2026-11-22T10:00:00+08:00')
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString()
const running = (minutes: number): Clocked => ({
  stage: 'handling',
  clock: 'handle',
  dueAt: at(minutes),
  handledInTime: null,
})

const readings: [item: Clocked, zh: string, tone: string][] = [
  [running(135), '剩 2 小时 15 分', 'grey'],
  [running(30), '剩 30 分', 'brown'],
  [running(-8), '超时 8 分', 'red'],
  [running(-3 * 1440 - 240), '超时 3 天 4 小时', 'red'],
  [{ ...running(600), warnAt: at(-1) }, '剩 10 小时', 'brown'],
  [{ ...running(0), dueAt: null }, '停表', 'grey'],
  [{ ...running(0), clock: null, dueAt: null }, '不计时', 'grey'],
  [{ ...running(0), stage: 'closed', handledInTime: true }, '按时处置', 'green'],
  [{ ...running(0), stage: 'closed', handledInTime: false }, '超时处置', 'red'],
]

for (const [item, text, tone] of readings)
  test(`a ${item.stage} case reads “${text}”`, () => {
    const reading = readClock(item, now, 'zh')
    assert.deepEqual([reading.text, reading.tone], [text, tone])
  })

test('whatever is late or nearly so has a glyph beside its colour', () => {
  for (const [item, , tone] of readings)
    if (tone === 'red' || tone === 'brown' || tone === 'green') assert.ok(readClock(item, now, 'zh').glyph)
})

test('minutes are left out where hours are many', () => {
  assert.equal(formatSpan((21 * 60 + 33) * 60_000, 'zh'), '21 小时')
})

test('a span never says nothing', () => {
  assert.equal(formatSpan(0, 'zh'), '1 分')
  assert.equal(formatSpan(86_400_000, 'en'), '1 d')
})

test('a time is as short as is still clear, in Beijing', () => {
  assert.equal(shortTime('2026-11-22T16:30:00Z', now, 'zh'), '明天 00:30')
  assert.equal(shortTime('2026-11-22T01:30:00Z', now, 'zh'), '09:30')
  assert.equal(shortTime('2026-11-21T01:30:00Z', now, 'zh'), '昨天 09:30')
  assert.equal(shortTime('2026-03-01T01:30:00Z', now, 'zh'), '03-01 09:30')
  assert.equal(shortTime('2025-03-01T01:30:00Z', now, 'zh'), '2025-03-01 09:30')
})
