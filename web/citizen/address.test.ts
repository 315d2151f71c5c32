import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cleanCode, groupCode, readAddress, writeAddress } from './address.ts'

test('a tracking code is understood however it is typed', () => {
  assert.equal(cleanCode('k7m2-9qxw 4tfr'), 'K7M29QXW4TFR')
  assert.equal(cleanCode('OIL000000000'), '011000000000')
})

test('what cannot be a tracking code is not sent to the server', () => {
  for (const typed of ['', 'K7M2', 'K7M29QXW4TFU', 'K7M29QXW4TFRR', '井盖']) assert.equal(cleanCode(typed), undefined)
})

const code = fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), minLength: 12, maxLength: 12 })

test('a code read out in groups and typed back is the same code', () => {
  fc.assert(fc.property(code, (each) => cleanCode(groupCode(each)) === each))
})

test('every address leads back to its screen', () => {
  fc.assert(
    fc.property(code, (each) => {
      const address = { at: 'progress', code: each } as const
      assert.deepEqual(readAddress(writeAddress(address)), address)
    }),
  )
})

test('an address nobody knows opens the first screen', () => {
  for (const hash of ['', '#', '#/nowhere', '#/progress', '#/progress/short'])
    assert.deepEqual(readAddress(hash), { at: 'photo' })
})

test('the code of a scanned thing is an address, anything else in its place is the first screen', () => {
  assert.deepEqual(readAddress('#/thing/51170301037000001'), { at: 'thing', code: '51170301037000001' })
  assert.equal(writeAddress({ at: 'thing', code: '51170301037000001' }), '#/thing/51170301037000001')
  assert.deepEqual(readAddress('#/thing/drop'), { at: 'photo' })
})
