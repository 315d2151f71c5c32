import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { chanceOfAtLeast, wilsonLower } from './binomial.ts'

/** The same chance by the recurrence of Pascal's triangle, one try after the other. */
function slowly(k: number, n: number, p: number): number {
  let chances = [1]
  for (let tries = 0; tries < n; tries++)
    chances = Array.from(
      { length: chances.length + 1 },
      (_, hits) => (chances[hits] ?? 0) * (1 - p) + (chances[hits - 1] ?? 0) * p,
    )
  return chances.slice(k).reduce((sum, chance) => sum + chance, 0)
}

test('the tail of the binomial equals Pascal’s triangle', () => {
  const p = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), p, (k, n, chance) => {
      const found = chanceOfAtLeast(Math.min(k, n + 1), n, chance)
      assert.ok(Math.abs(found - slowly(Math.min(k, n + 1), n, chance)) < 1e-9)
    }),
  )
})

test('Wilson’s lower bound is below the share, rises with the sample and is nought without one', () => {
  assert.equal(wilsonLower(0, 0, 2.58), 0)
  assert.ok(wilsonLower(5, 10, 2.58) < wilsonLower(50, 100, 2.58))
  assert.ok(wilsonLower(50, 100, 2.58) < 0.5)
  assert.ok(Math.abs(wilsonLower(8, 10, 1.96) - 0.4902) < 1e-4)
})
