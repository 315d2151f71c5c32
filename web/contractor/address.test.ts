import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAddress, readLetter } from './address.ts'

test('a link is a district and a secret; anything else is no link', () => {
  const token = 'a'.repeat(43)
  assert.deepEqual(readAddress(`#511703.${token}`), { district: '511703', token })
  for (const hash of ['', '#', '#511703', `#51170.${token}`, `#511703.${token} x`, '#511703.short'])
    assert.equal(readAddress(hash), undefined, hash)
})

test('a letter’s link is another than a task’s, and neither opens as the other', () => {
  const token = 'a'.repeat(65)
  assert.deepEqual(readLetter(`#owner/511703.${token}`), { district: '511703', token })
  assert.equal(readLetter(`#511703.${token}`), undefined)
  assert.equal(readAddress(`#owner/511703.${token}`), undefined)
})
