import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amountOf, readingOf } from './reading.ts'

const target = { value: 95, way: 'at_least' as const, source: { text: 'the plan', mark: 'S' as const } }

test('a share is shown with two places, a count as it is, and nothing to count is no value', () => {
  assert.equal(amountOf({ hits: 2, base: 3 }, '%'), 66.67)
  assert.equal(amountOf({ hits: 1234.5, base: 3 }, 'kWh'), 1234.5)
  assert.equal(amountOf({ hits: 0, base: 0 }, '%'), null)
  assert.equal(amountOf({ hits: 0, base: 0 }, 'kWh'), null)
})

test('a month is met at its target, short below it, and unknown where nothing was counted', () => {
  const standing = (hits: number, base: number) => readingOf('2026-03', { hits, base }, { unit: '%', target }).standing
  assert.deepEqual([standing(95, 100), standing(94, 100), standing(0, 0)], ['met', 'short', 'unknown'])
  const most = readingOf(
    '2026-03',
    { hits: 3, base: 1 },
    { unit: '起', target: { ...target, way: 'at_most', value: 3 } },
  )
  assert.equal(most.standing, 'met')
})
