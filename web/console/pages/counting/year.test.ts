import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyed, monthOf, toggled } from './year.ts'

test('a month stands under its weekdays, leap days included', () => {
  const { gap, days } = monthOf('2028-02')
  assert.deepEqual([gap, days.length], [1, 29])
  assert.deepEqual([monthOf('2026-11').gap, monthOf('2026-11').days.length], [6, 30])
})

test('a day is decided otherwise by one touch and given back by the next', () => {
  const once = toggled([], '2026-11-27', true)
  assert.deepEqual(once, [{ date: '2026-11-27', open: false, name: { zh: '本区放假', en: 'Closed here' } }])
  assert.equal(toggled(once, '2026-11-26', false)[0]?.date, '2026-11-26', 'in order of their days')
  assert.deepEqual(toggled(once, '2026-11-27', false), [])
})

test('arrows lead from day to day and week to week, and not out of the year', () => {
  assert.equal(keyed('ArrowDown', '2026-01-28'), '2026-02-04')
  assert.equal(keyed('ArrowLeft', '2026-01-01'), undefined)
  assert.equal(keyed('Enter', '2026-01-01'), undefined)
})
