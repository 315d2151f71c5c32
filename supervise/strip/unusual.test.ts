import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSpike } from './unusual.ts'

test('a category spikes when it is far above its usual day, not when it is merely busy', () => {
  assert.equal(isSpike(30, 9), true)
  assert.equal(isSpike(18, 9), false)
})

test('what hardly ever happens spikes from five on, so that two of a rare thing raise no alarm', () => {
  assert.equal(isSpike(5, 0.2), true)
  assert.equal(isSpike(4, 0), false)
})
