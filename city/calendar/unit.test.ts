import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatLimit, formatQuantity, type LimitUnit, limitUnits, parseLimit, quantityOf } from './unit.ts'

const readings: [text: string, value: number, unit: LimitUnit][] = [
  ['2紧急工作时', 2, 'urgent_hour'],
  ['4 工作时', 4, 'work_hour'],
  ['15个工作日', 15, 'work_day'],
  ['２紧急工作日', 2, 'urgent_day'],
  ['1.5工作时', 1.5, 'work_hour'],
  [' 7 自然日 ', 7, 'natural_day'],
  ['30紧急工作分钟', 30, 'urgent_minute'],
  ['2 urgent hours', 2, 'urgent_hour'],
  ['1 Working Day', 1, 'work_day'],
  ['15 work_minute', 15, 'work_minute'],
]

test('a limit is read in Chinese, in English and by code, in half and full width', () => {
  for (const [text, value, unit] of readings) assert.deepEqual(parseLimit(text), { value, unit }, text)
})

test('a limit without a countable unit is refused rather than guessed', () => {
  for (const text of ['3天', '2小时', '24 hours', '5', '2constructor', '30分钟']) {
    assert.throws(() => parseLimit(text), { code: 'limit_without_unit' }, text)
  }
})

test('a limit that is not a number above zero is refused', () => {
  for (const text of ['', '工作日', '0工作日', '-1工作日', '两工作日']) {
    assert.throws(() => parseLimit(text), { code: 'limit_unreadable' }, text)
  }
})

test('what is written can be read back, in both languages', () => {
  const units = Object.keys(limitUnits) as LimitUnit[]
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4000 }), fc.constantFrom(...units), (quarters, unit) => {
      const limit = { value: quarters / 4, unit }
      for (const lang of ['zh', 'en'] as const) assert.deepEqual(parseLimit(formatLimit(limit, lang)), limit)
    }),
  )
})

test('units weigh what their measure says', () => {
  assert.deepEqual(quantityOf({ value: 2, unit: 'urgent_day' }), { measure: 'continuous', amount: 172_800_000 })
  assert.deepEqual(quantityOf({ value: 0.1, unit: 'work_hour' }), { measure: 'work_time', amount: 360_000 })
  assert.deepEqual(quantityOf({ value: 2.5, unit: 'work_day' }), { measure: 'work_day', amount: 2.5 })
})

test('amounts are told to two decimals', () => {
  assert.equal(formatQuantity({ measure: 'work_day', amount: 1.3571 }, 'zh'), '1.36工作日')
  assert.equal(formatQuantity({ measure: 'work_time', amount: 5_400_000 }, 'en'), '1.5 working hours')
})
