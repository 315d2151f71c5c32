import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { makeRandom } from '#cities/dachuan/cases/random.ts'
import { allocate } from './allocate.ts'
import { stratified, wilson } from './estimate.ts'

const near = (actual: number, expected: number, within = 1e-4) =>
  assert.ok(Math.abs(actual - expected) < within, `${actual} is not ${expected}`)

test('Wilson’s interval agrees with published values (Newcombe 1998, table I: 81/263, 15/148, 0/20, 1/29)', () => {
  const published = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const
  for (const [solved, judged, low, high] of published) {
    const found = wilson(solved, judged)
    near(found.low, low)
    near(found.high, high)
  }
  assert.deepEqual(wilson(0, 0), { share: null, low: 0, high: 1 })
})

test('the stratified share and its variance agree with the formula computed another way', () => {
  const strata = [
    { population: 400, judged: 40, solved: 36 },
    { population: 100, judged: 20, solved: 10 },
  ]
  const found = stratified(strata)
  near(found.share ?? 0, 0.8 * 0.9 + 0.2 * 0.5, 1e-12)
  // Sample variances with n − 1 from the 0s and 1s themselves.
  const s2 = (ones: number, n: number) => {
    const values = Array.from({ length: n }, (_, at) => (at < ones ? 1 : 0))
    const mean = ones / n
    return values.reduce<number>((all, value) => all + (value - mean) ** 2, 0) / (n - 1)
  }
  const variance = 0.8 ** 2 * (1 - 40 / 400) * (s2(36, 40) / 40) + 0.2 ** 2 * (1 - 20 / 100) * (s2(10, 20) / 20)
  near(found.high - (found.share ?? 0), 1.959963984540054 * Math.sqrt(variance), 1e-12)
})

test('whoever looked at everything knows it; a stratum that nobody judged is said to be missing', () => {
  const all = stratified([{ population: 30, judged: 30, solved: 27 }])
  assert.deepEqual([all.share, all.low, all.high], [0.9, 0.9, 0.9])
  assert.equal(stratified([{ population: 5, judged: 0, solved: 0 }]).missing, 1)
  assert.equal(stratified([]).share, null)
})

test('in a simulated city the true share lies in the interval about 95 times of 100', () => {
  const random = makeRandom(11)
  const truth = [
    { population: 600, solved: 540 },
    { population: 250, solved: 190 },
    { population: 80, solved: 76 },
  ]
  const share = (540 + 190 + 76) / 930
  let held = 0
  const rounds = 1500
  for (let round = 0; round < rounds; round++) {
    const strata = truth.map(({ population, solved }) => {
      const judged = Math.max(5, Math.round(population * 0.08))
      return { population, judged, solved: hits(random, population, solved, judged) }
    })
    const { low, high } = stratified(strata)
    if (low <= share && share <= high) held++
  }
  assert.ok(held / rounds > 0.925 && held / rounds < 0.985, `held ${held} of ${rounds}`)
})

/** How many of `size` drawn without putting back are among the solved. */
function hits(random: { next(): number }, population: number, solved: number, size: number): number {
  let [left, good, found] = [population, solved, 0]
  for (let drawn = 0; drawn < size; drawn++, left--) {
    if (random.next() * left >= good) continue
    good--
    found++
  }
  return found
}

const planned = fc.array(
  fc.record({
    population: fc.integer({ min: 1, max: 300 }),
    lastShare: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  }),
  { minLength: 1, maxLength: 12 },
)

test('sizes add up to what was asked or to all there is, none below its least and none above its stratum', () => {
  fc.assert(
    fc.property(
      planned,
      fc.integer({ min: 0, max: 900 }),
      fc.constantFrom('proportional', 'neyman'),
      (given, total, by) => {
        const strata = given.map((each, at) => ({ id: `s${at}`, ...each }))
        const sizes = allocate(strata, { total, least: 3, by })
        const people = strata.reduce((all, { population }) => all + population, 0)
        const floor = strata.reduce((all, { population }) => all + Math.min(3, population), 0)
        const sum = [...sizes.values()].reduce((all, each) => all + each, 0)
        assert.equal(sum, Math.min(people, Math.max(total, floor)))
        for (const { id, population } of strata) {
          const size = sizes.get(id) ?? -1
          assert.ok(size >= Math.min(3, population) && size <= population)
        }
      },
    ),
  )
})

test('proportional sizes follow the population; Neyman looks harder where results were mixed', () => {
  const strata = [
    { id: 'a', population: 300, lastShare: 0.98 },
    { id: 'b', population: 100, lastShare: 0.5 },
  ]
  assert.deepEqual([...allocate(strata, { total: 40, least: 1, by: 'proportional' }).values()], [30, 10])
  const neyman = allocate(strata, { total: 40, least: 1, by: 'neyman' })
  assert.ok((neyman.get('b') ?? 0) > 15, `b got ${neyman.get('b')}`)
})
