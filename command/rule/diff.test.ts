import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diffRules } from './diff.ts'
import { rule } from './samples.ts'

const a = rule('a', 'hour > 1', 'roads')
const b = rule('b', 'hour > 2', 'roads')
const c = rule('c', 'hour > 3', 'roads')
const said = (before: (typeof a)[], after: (typeof a)[]) =>
  diffRules(before, after).map(({ ruleId, change }) => `${ruleId} ${change}`)

test('what a new rule pushes down has not moved', () => {
  assert.deepEqual(said([a, b], [c, a, b]), ['c added', 'a same', 'b same'])
})

test('a rule that changed places has moved, its neighbours have not', () => {
  assert.deepEqual(said([a, b, c], [c, a, b]), ['c moved', 'a same', 'b same'])
})

test('a changed rule says in which fields, a removed one comes last', () => {
  const [changed, gone] = diffRules([a, b], [{ ...b, unit: 'sanitation', title: 'B' }])
  assert.deepEqual([changed?.change, changed?.fields], ['changed', ['title', 'unit']])
  assert.deepEqual([gone?.ruleId, gone?.change], ['a', 'removed'])
})
