import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAddress } from './address.ts'

test('a link is a district and a secret; anything else is no link', () => {
  const token = 'a'.repeat(43)
  assert.deepEqual(readAddress(`#511703.${token}`), { district: '511703', token })
  for (const hash of ['', '#', '#511703', `#51170.${token}`, `#511703.${token} x`, '#511703.short'])
    assert.equal(readAddress(hash), undefined, hash)
})
