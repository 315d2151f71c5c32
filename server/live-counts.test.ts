import assert from 'node:assert/strict'
import { test } from 'node:test'
import { policy } from '#city/organisation/policy.ts'
import { type Actor, grantsOf } from '#kernel/auth/actor.ts'
import { keyOf } from './live-counts.ts'

const who = (personId: string, posts: string[], unitIds: string[]): Actor => ({
  accountId: personId,
  personId,
  districtId: 'd',
  name: personId,
  posts,
  unitIds,
  grants: grantsOf(policy, posts),
})

test('two dispatchers share a count, whatever their units; so do two handlers of one unit', () => {
  assert.equal(keyOf(who('a', ['dispatcher'], ['x'])), keyOf(who('b', ['dispatcher'], ['y'])))
  assert.equal(keyOf(who('a', ['unit_handler'], ['roads'])), keyOf(who('b', ['unit_handler'], ['roads'])))
})

test('handlers of two units, a dispatcher and an intake clerk, and two collectors do not', () => {
  assert.notEqual(keyOf(who('a', ['unit_handler'], ['roads'])), keyOf(who('b', ['unit_handler'], ['parks'])))
  assert.notEqual(keyOf(who('a', ['dispatcher'], [])), keyOf(who('b', ['intake'], [])))
  assert.notEqual(keyOf(who('a', ['collector'], ['c'])), keyOf(who('b', ['collector'], ['c'])))
  assert.notEqual(keyOf(who('a', ['dispatcher', 'collector'], [])), keyOf(who('b', ['dispatcher', 'collector'], [])))
})
