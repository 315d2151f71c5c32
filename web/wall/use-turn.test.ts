import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readLink } from './address.ts'
import { turnAt } from './use-turn.ts'

test('the playlist goes round, each theme showing its first half and then its second', () => {
  const playlist = [
    { theme: 'appearance' as const, seconds: 40 },
    { theme: 'scores' as const, seconds: 20 },
  ]
  const at = (seconds: number) => Object.values(turnAt(playlist, seconds))
  assert.deepEqual([0, 19, 20, 40, 50, 60].map(at), [
    ['appearance', 0],
    ['appearance', 0],
    ['appearance', 1],
    ['scores', 0],
    ['scores', 1],
    ['appearance', 0],
  ])
})

test('a link has a district and a token, and anything else is none', () => {
  const token = 'a'.repeat(43)
  assert.deepEqual(readLink(`#511703.${token}`), { district: '511703', token })
  for (const hash of ['', '#511703', `#51170.${token}`, '#511703.short', `#511703.${token}!`])
    assert.equal(readLink(hash), undefined)
})
