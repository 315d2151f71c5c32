import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDetail } from './difference.ts'

test('a change is shown field by field where it differs, and what else was said beside it', () => {
  const detail = {
    reason: '离职',
    before: { name: '林', unitId: 'a' },
    after: { name: '林', unitId: 'b', phone: null },
  }
  assert.deepEqual(readDetail(detail), {
    changes: [{ field: 'unitId', before: 'a', after: 'b' }],
    facts: [{ name: 'reason', value: '离职' }],
  })
  assert.deepEqual(readDetail({}), { changes: [], facts: [] })
})
