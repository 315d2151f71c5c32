import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Secret } from './config.ts'
import { makeSealer } from './sealed.ts'

const sealer = makeSealer(new Secret('a secret of the test'))
const words = fc.string({ unit: 'binary', maxLength: 60 })

test('whatever is sealed opens to the same text in its own context', () => {
  fc.assert(
    fc.property(words, words, (plain, context) => {
      assert.equal(sealer.open(sealer.seal(plain, context), context), plain)
    }),
  )
})

test('a value does not open in another context', () => {
  fc.assert(
    fc.property(words, words, words, (plain, context, other) => {
      fc.pre(context !== other)
      assert.throws(() => sealer.open(sealer.seal(plain, context), other))
    }),
  )
})

test('a value with any one bit turned does not open', () => {
  fc.assert(
    fc.property(words, fc.nat(), (plain, at) => {
      const sealed = sealer.seal(plain, 'row 1')
      const bit = at % (sealed.length * 8)
      sealed.writeUInt8(sealed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      assert.throws(() => sealer.open(sealed, 'row 1'))
    }),
  )
})

test('a value that was cut short does not open, however little of the tag is left', () => {
  const sealed = sealer.seal('', 'row 1')
  for (let length = 0; length < sealed.length; length++)
    assert.throws(() => sealer.open(sealed.subarray(0, length), 'row 1'), `${length} bytes`)
})

test('another installation cannot open it', () => {
  const other = makeSealer(new Secret('another secret'))
  assert.throws(() => other.open(sealer.seal('13800000000', 'row 1'), 'row 1'))
})

test('a nonce is never used twice, so equal values never look equal', () => {
  const nonces = new Set<string>()
  for (let round = 0; round < 10_000; round++)
    nonces.add(sealer.seal('13800000000', 'row 1').subarray(1, 13).toString('hex'))
  assert.equal(nonces.size, 10_000)
})

test('a sealed value shows nothing of its text', () => {
  assert.ok(!sealer.seal('13800000000', 'row 1').includes('13800000000'))
})

test('equal values have the same fingerprint here and another one elsewhere', () => {
  const other = makeSealer(new Secret('another secret'))
  assert.equal(sealer.fingerprint('13800000000'), sealer.fingerprint('13800000000'))
  assert.notEqual(sealer.fingerprint('13800000000'), sealer.fingerprint('13800000001'))
  assert.notEqual(sealer.fingerprint('13800000000'), other.fingerprint('13800000000'))
})
