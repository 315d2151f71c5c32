import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emergencyUnit } from './routing.ts'

const routing = [
  { kind: null, category: '', areaCode: '', unitId: 'rescue' },
  { kind: 'component' as const, category: '01', areaCode: '', unitId: 'roads' },
  { kind: null, category: '', areaCode: '513399001', unitId: 'street' },
]

test('in an emergency the longest area decides, then the longest category', () => {
  const at = (kind: 'component' | 'matter', category: string, areaCode: string) =>
    emergencyUnit({ routing }, { kind, category, areaCode })
  assert.equal(at('component', '01003', '513399002001'), 'roads')
  assert.equal(at('matter', '01003', '513399002001'), 'rescue')
  assert.equal(at('component', '01003', '513399001001'), 'street')
  assert.equal(emergencyUnit({ routing: [] }, { kind: 'matter', category: '01', areaCode: '' }), undefined)
})
