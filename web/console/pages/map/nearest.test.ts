import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nearestPick } from './nearest.ts'

const near = {
  cases: [{ caseId: 'c1', stage: 'filed' }],
  components: [{ code: '51339901001000009', kind: '01001' }],
  cell: { code: '513399001001001', street: '', community: '' },
} as unknown as Parameters<typeof nearestPick>[0]
const all = ['case', 'component', 'cell'] as const

test('a click takes the case before the component and the component before its cell', () => {
  assert.equal(nearestPick(near, all, [])?.kind, 'case')
  assert.equal(nearestPick(near, ['component', 'cell'], [])?.kind, 'component')
  assert.equal(nearestPick(near, ['cell'], [])?.kind, 'cell')
})

test('what is hidden cannot be taken', () => {
  assert.equal(nearestPick(near, all, ['dispatch'])?.kind, 'component')
  assert.equal(nearestPick(near, all, ['dispatch', '01001'])?.kind, 'cell')
  assert.equal(nearestPick(near, [], []), undefined)
})
