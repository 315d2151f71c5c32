import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { digestOf, drawOne, drawRank, drawSome, inDrawOrder, newSeed } from './draw.ts'

const seed = `${'00'.repeat(31)}01`
const hexSeed = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'))
const people = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 60 })

test('a draw is the same whoever repeats it and in whatever order the candidates come', () => {
  fc.assert(
    fc.property(hexSeed, fc.uuid(), fc.integer({ min: 1, max: 99 }), people, (given, subject, seq, candidates) => {
      const first = drawOne(given, { subject, seq }, candidates)
      const again = drawOne(given, { subject, seq }, candidates.toReversed())
      assert.deepEqual(again, first)
      assert.equal(first.candidates[first.rank], first.chosen)
    }),
  )
})

test('the rank is the first fair word of the HMAC, as an outsider computes it with other tools', () => {
  const message = 'case|7|0'
  const bytes = createHmac('sha256', Buffer.from(seed, 'hex')).update(message).digest()
  assert.equal(drawRank(seed, { subject: 'case', seq: 7 }, 10), bytes.readUInt32BE(0) % 10)
})

test('a word above the greatest multiple is thrown away, not folded', () => {
  // With three quarters of all words as candidates about every fourth word is unfair.
  const count = 3 * 2 ** 30
  let lower = 0
  for (let seq = 1; seq <= 4000; seq++) if (drawRank(seed, { subject: 'bias', seq }, count) < 2 ** 30) lower++
  assert.ok(Math.abs(lower / 4000 - 1 / 3) < 0.03, `the lowest third was drawn ${lower} times of 4000`)
})

test('over many draws every one of seven candidates comes equally often (chi-square, p > 0.001)', () => {
  const candidates = Array.from({ length: 7 }, (_, at) => `p${at}`)
  const counts = new Map<string, number>()
  for (let seq = 1; seq <= 7000; seq++) {
    const { chosen } = drawOne(seed, { subject: 'fair', seq }, candidates)
    counts.set(chosen, (counts.get(chosen) ?? 0) + 1)
  }
  const expected = 1000
  const chi = candidates.reduce((sum, each) => sum + ((counts.get(each) ?? 0) - expected) ** 2 / expected, 0)
  assert.ok(chi < 22.46, `chi-square ${chi} with 6 degrees of freedom`)
})

test('a sample of some has that many different ones, or all there are', () => {
  fc.assert(
    fc.property(hexSeed, people, fc.nat(80), (given, from, size) => {
      const drawn = drawSome(given, 'sample', from, size)
      assert.equal(drawn.length, Math.min(size, from.length))
      assert.equal(new Set(drawn).size, drawn.length)
      assert.deepEqual(drawSome(given, 'sample', from.toReversed(), size), drawn)
      assert.deepEqual(
        drawn.filter((each) => !from.includes(each)),
        [],
      )
    }),
  )
})

test('every pair of five is drawn about equally often', () => {
  const counts = new Map<string, number>()
  for (let at = 0; at < 3000; at++) {
    const pair = inDrawOrder(drawSome(seed, `s${at}`, ['a', 'b', 'c', 'd', 'e'], 2)).join('')
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  assert.equal(counts.size, 10)
  for (const [pair, count] of counts) assert.ok(Math.abs(count - 300) < 75, `${pair} was drawn ${count} times`)
})

test('a new seed is 32 bytes, and its digest says nothing but that', () => {
  const made = newSeed()
  assert.match(made, /^[0-9a-f]{64}$/)
  assert.match(digestOf(made), /^[0-9a-f]{64}$/)
  assert.notEqual(digestOf(made), made)
  assert.equal(digestOf(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
})
