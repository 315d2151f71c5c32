import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPreferences, usual } from './preferences.ts'

test('what was kept comes back, what nobody knows is left out', () => {
  const kept = { layers: ['cell', 'secret'], hidden: ['01003'], low: 'on' }
  assert.deepEqual(readPreferences(JSON.stringify(kept)), { layers: ['cell'], hidden: ['01003'], low: 'on' })
})

test('a broken memory opens the usual map', () => {
  for (const text of [null, '', '{', '[]', '{"layers":7,"low":"maybe"}'])
    assert.deepEqual(readPreferences(text), usual, String(text))
})
