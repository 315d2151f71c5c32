import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ConditionLimit, type FiledUnder, limitOfClause } from './condition-limit.ts'

const filed: FiledUnder = {
  ...{ edition: '2026', kind: 'matter', code: '06010', conditionId: 'old' },
  ...{ condition: '有暴露垃圾', areaClass: '*' },
}
const limit = { value: 1, unit: 'work_day' } as const
const changed: ConditionLimit = { conditionId: 'new', areaClass: '*', limit }

test('a condition is known by its id, and in another version by its category and text', () => {
  assert.deepEqual(limitOfClause([changed], { ...filed, conditionId: 'new' }), limit)
  assert.equal(limitOfClause([changed], filed), undefined)
  const worded: ConditionLimit = { ...changed, kind: 'matter', code: '06010', condition: '有暴露垃圾' }
  assert.deepEqual(limitOfClause([worded], filed), limit)
  assert.equal(limitOfClause([worded], { ...filed, code: '06011' }), undefined, 'the same words of another category')
})

test('a class of area with a limit of its own does not take that of all areas', () => {
  assert.equal(limitOfClause([changed], { ...filed, conditionId: 'new', areaClass: '一类' }), undefined)
})

test('a matter about a component out of order takes what changed for the component', () => {
  const worded: ConditionLimit = { ...changed, kind: 'component', code: '01003', condition: '破损' }
  assert.deepEqual(limitOfClause([worded], { ...filed, code: '01003', condition: '破损' }), limit)
  assert.equal(limitOfClause([{ ...worded, code: '06010' }], { ...filed, condition: '破损' }), undefined)
})
