import assert from 'node:assert/strict'
import { test } from 'node:test'
import { permissionNames } from '#city/organisation/permissions.ts'
import { bulkActionNames, bulkActions, type Standing, undoBody } from './action.ts'

const before: Standing = {
  version: 7,
  stage: 'handling',
  unitId: 'roads',
  unitName: '市政设施所',
  coUnitIds: ['sanitation'],
  dueAt: null,
}

test('every action asks for a permission that exists, and has an inverse exactly where its table says so', () => {
  for (const name of bulkActionNames) {
    const action = bulkActions[name]
    assert.ok(action.permission in permissionNames, name)
    assert.equal(undoBody(name, { text: '请尽快' }, before) === undefined, action.undo === null, name)
  }
})

test('what was recalled goes back to the unit that had it, with the units that helped', () => {
  const back = undoBody('recall', {}, before)
  assert.deepEqual([back?.unitId, back?.coUnitIds], ['roads', ['sanitation']])
  assert.equal(undoBody('recall', {}, { ...before, unitId: null }), undefined)
})

test('a retraction quotes what it retracts', () => {
  assert.match(String(undoBody('urge', { text: '请尽快处置' }, before)?.text), /请尽快处置/)
})
