import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawReview, sizeFor } from './sample.ts'

const seed = 'ab'.repeat(32)
const day = '2026-03-02'
const population = Array.from({ length: 100 }, (_, n) => `case-${n}:9`)

test('one in twenty is drawn, and one where there are fewer', () => {
  assert.deepEqual([0, 1, 19, 20, 21, 100].map(sizeFor), [0, 1, 1, 1, 2, 5])
})

test('the same seed draws the same, in whatever order the day is told; another day draws others', () => {
  assert.deepEqual(drawReview(seed, day, population.toReversed()), drawReview(seed, day, population))
  assert.notDeepEqual(drawReview(seed, '2026-03-03', population), drawReview(seed, day, population))
  assert.equal(new Set(drawReview(seed, day, population)).size, 5)
})
