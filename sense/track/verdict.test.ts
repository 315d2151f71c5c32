import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { distanceMetres } from '#city/place/distance.ts'
import { placeOf } from './parts.ts'
import { rulesOf } from './rules.ts'
import { type GoodFix, judgeFixes, type RawFix } from './verdict.ts'

const rules = rulesOf()
const begin = Date.parse('2026-11-26T00:00:00Z')
const now = begin + 86_400_000

/** A vehicle that goes east at so many km/h, a position each `every` seconds. */
const drive = (count: number, kmh = 18, every = 10): RawFix[] =>
  Array.from({ length: count }, (_, n) => ({
    at: begin + n * every * 1000,
    lon: 107.5 + (n * every * kmh) / 3.6 / 95_300,
    lat: 31.2,
    speed: kmh,
    fixed: true,
  }))

const whyOf = (fixes: readonly RawFix[], at: number) => {
  const one = judgeFixes(fixes, rules, now).find((judged) => judged.at === at)!
  return one.verdict === 'ok' ? 'ok' : `${one.verdict} ${one.why}`
}

test('a truck that drives on is believed throughout', () => {
  const judged = judgeFixes(drive(100), rules, now)
  assert.ok(judged.every(({ verdict }) => verdict === 'ok'))
})

test('noughts, places abroad, a clock that runs ahead and a receiver without satellites are each called what they are', () => {
  const fixes = drive(20)
  const at = fixes[10]!.at
  const with10 = (change: Partial<RawFix>) => fixes.map((fix, n) => (n === 10 ? { ...fix, ...change } : fix))
  assert.equal(whyOf(with10({ lon: 0, lat: 0 }), at), 'bad place')
  assert.equal(whyOf(with10({ lon: 31.2, lat: 107.5 }), at), 'bad place')
  assert.equal(whyOf(with10({ fixed: false }), at), 'unknown unfixed')
  assert.equal(whyOf([...fixes, { ...fixes[0]!, at: now + 3_600_000 }], now + 3_600_000), 'bad clock')
  const held = { lon: fixes[9]!.lon, lat: fixes[9]!.lat }
  assert.equal(whyOf(with10(held), at), 'unknown frozen')
})

test('one place two kilometres off is a jump, and so is the very first one; what follows is believed', () => {
  const fixes = drive(30)
  const far = (n: number) => fixes.map((fix, at) => (at === n ? { ...fix, lat: 31.22 } : fix))
  assert.equal(whyOf(far(12), fixes[12]!.at), 'bad jump')
  assert.equal(whyOf(far(12), fixes[13]!.at), 'ok')
  assert.equal(whyOf(far(0), fixes[0]!.at), 'bad jump')
  assert.equal(whyOf(far(0), fixes[1]!.at), 'ok')
  assert.equal(whyOf(far(29), fixes[29]!.at), 'unknown jump')
})

test('a truck that was carried elsewhere is believed there, with a break between', () => {
  const fixes = drive(40).map((fix, n) => (n >= 20 ? { ...fix, lat: 31.4 } : fix))
  const runs = judgeFixes(fixes, rules, now).map((one) => (one.verdict === 'ok' ? one.run : -1))
  assert.deepEqual(runs, [...Array(20).fill(0), ...Array(20).fill(1)])
})

test('a parked truck whose receiver wanders is not believed to move; a device that never tells speed is not judged by it', () => {
  const parked =
    (speed: number) =>
    (fix: RawFix, n: number): RawFix => ({
      ...fix,
      lon: n === 8 ? 107.5005 : 107.5,
      speed: n === 0 ? speed : 0,
    })
  const fixes = drive(20).map(parked(18))
  assert.equal(whyOf(fixes, fixes[8]!.at), 'bad drift')
  assert.equal(whyOf(drive(20).map(parked(0)), fixes[8]!.at), 'ok')
})

const anyFix = fc.record({
  at: fc.integer({ min: 0, max: 7_200 }).map((s) => begin + s * 1000),
  lon: fc.double({ min: 107.4, max: 107.6, noNaN: true }),
  lat: fc.double({ min: 31.1, max: 31.3, noNaN: true }),
  speed: fc.option(fc.double({ min: 0, max: 90, noNaN: true }), { nil: null }),
  fixed: fc.boolean(),
})

test('whatever comes: each position gets one verdict, in order, and no two believed ones of a run are a jump apart', () => {
  fc.assert(
    fc.property(fc.array(anyFix, { maxLength: 80 }), (fixes) => {
      const judged = judgeFixes(fixes, rules, now)
      assert.equal(judged.length, fixes.length)
      assert.deepEqual(
        judged.map(({ at }) => at),
        fixes.map(({ at }) => at).sort((a, b) => a - b),
      )
      const good = judged.filter((one): one is GoodFix => one.verdict === 'ok')
      for (const [n, one] of good.entries()) {
        const before = good[n - 1]
        if (!before || before.run !== one.run) continue
        const metres = distanceMetres(placeOf(before), placeOf(one))
        assert.ok(metres <= rules.jumpMetres || metres / ((one.at - before.at) / 3_600) <= rules.mostKmh + 0.01)
      }
    }),
  )
})

test('the order in which positions came changes nothing', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyFix, { maxLength: 40, selector: ({ at }) => at }), (fixes) => {
      assert.deepEqual(judgeFixes(fixes.toReversed(), rules, now), judgeFixes(fixes, rules, now))
    }),
  )
})
