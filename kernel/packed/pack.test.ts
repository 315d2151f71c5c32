import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { pack, unpack } from './pack.ts'

const numbers = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 }),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((whole) => whole / 1000),
  fc.constantFrom(0, -0, 0.1, 1e300, Number.MIN_VALUE, Number.MAX_SAFE_INTEGER),
)
const start = Date.UTC(2026, 10, 20)

test('whatever was packed is the same when it is read, to the bit', () => {
  const one = fc.record({
    after: fc.integer({ min: 1, max: 600_000 }),
    value: numbers,
    quality: fc.constantFrom(0, 1, 2),
  })
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 300 }), (given) => {
      let at = start
      const values = given.map(({ after, value, quality }) => {
        at += after
        return { at: new Date(at), value, quality }
      })
      const read = unpack(pack(values))
      assert.equal(read.length, values.length)
      for (const [index, { at, value, quality }] of read.entries()) {
        const given = values[index]!
        assert.ok(Object.is(value, given.value) && +at === +given.at && quality === given.quality)
      }
    }),
    { numRuns: 300 },
  )
})

test('a day of a dust station at one value a minute takes less than three bytes a value', () => {
  const values = Array.from({ length: 1440 }, (_, minute) => ({
    at: new Date(start + minute * 60_000),
    value: Math.round(80 + 40 * Math.sin(minute / 230) + ((minute * 7919) % 13)) / 1000,
    quality: minute % 200 === 0 ? 1 : 0,
  }))
  assert.ok(pack(values).length < values.length * 3, `${pack(values).length}`)
})

test('what is no pack is refused', () => {
  assert.throws(() => unpack(Buffer.of(9, 1, 2, 3)), /version 9/)
  assert.throws(() => unpack(pack([{ at: new Date(start), value: 1, quality: 0 }]).subarray(0, 8)))
})
