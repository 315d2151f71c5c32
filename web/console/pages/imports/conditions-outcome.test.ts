import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outcomeOfConditions } from './conditions-outcome.ts'

test('a row of a standard with two faults is one refused row', () => {
  const note = { sheet: '部件', row: 7, field: 'limit', code: 'x', zh: '时限读不懂', en: 'unreadable' }
  const outcome = outcomeOfConditions({
    edition: '2026',
    versionId: null,
    accepted: 10,
    conditions: [],
    localCategories: [],
    refused: [note, { ...note, field: 'area' }],
    noticed: [{ ...note, row: 8 }],
    bareReadings: [],
  })
  assert.deepEqual([outcome.total, outcome.refused, outcome.findings.length, outcome.isCommitted], [11, 1, 3, false])
})
