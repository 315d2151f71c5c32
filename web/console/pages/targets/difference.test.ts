import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differencesOf } from './difference.ts'

const claim = {
  ...{ year: 2025, value: 95, state: '', nature: 'binding' as const, scope: '' },
  ...{ document: '规划', place: '', quotation: '', mark: 'S' },
}
const body = {
  ...{ name: '亮灯率', unit: '%', direction: 'at_least' as const, formula: '', ownerUnitId: null, measure: null },
  ...{ isRetired: false, claims: [claim] },
}

test('an edit is told field by field, a claim that comes or goes as a whole, and nothing where nothing changed', () => {
  assert.deepEqual(differencesOf(body, body), [])
  const after = {
    ...body,
    unit: '盏',
    claims: [
      { ...claim, value: 98 },
      { ...claim, value: 99 },
    ],
  }
  assert.deepEqual(differencesOf(body, after), [
    { field: 'unit', before: '%', after: '盏' },
    { field: 'value', claim: 1, before: '95', after: '98' },
    { field: 'claims', claim: 2, before: null, after: '2025 99 规划' },
  ])
  assert.deepEqual(differencesOf({ ...body, claims: [claim, claim] }, body), [
    { field: 'claims', claim: 2, before: '2025 95 规划', after: null },
  ])
})
