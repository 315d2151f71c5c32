import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { buildRoadNet } from '#city/place/road-net.ts'
import { cutDay, cutSeen, type DayCut } from './cut-day.ts'
import { rulesOf } from './rules.ts'
import type { Range } from './sight.ts'
import type { RawFix } from './verdict.ts'

const rules = rulesOf()
const begin = Date.parse('2026-11-25T12:00:00Z')
const metre = 1 / 95_300
const minute = 60_000
const coordinates: [number, number][] = [
  [107.4, 31.2],
  [108.6, 31.2],
]
const net = buildRoadNet([{ type: 'LineString', coordinates }])
const now = begin + 30 * 24 * 60 * minute

/** Positions told in steps: so many seconds at so many km/h; `null` for silence. Each is a little off its place. */
function told(steps: readonly (readonly [seconds: number, kmh: number | null])[]): RawFix[] {
  const fixes: RawFix[] = []
  let [at, metres, n] = [begin, 0, 0]
  for (const [seconds, kmh] of steps)
    for (let s = 0; s < seconds; s += 20) {
      at += 20_000
      n++
      metres += ((kmh ?? 0) / 3.6) * 20
      const off = ((n * 7) % 5) * metre
      if (kmh !== null) fixes.push({ at, lon: 107.5 + metres * metre, lat: 31.2 + off, speed: kmh, fixed: true })
    }
  return fixes
}

/** Cuts the days between some instants, each by itself from what it asks to see. */
async function cutInDays(fixes: readonly RawFix[], edges: readonly number[]): Promise<DayCut[]> {
  const read = async ({ from, to }: Range) => fixes.filter(({ at }) => at >= from && at < to)
  const days = edges.slice(1).map((to, n) => ({ from: edges[n]!, to }))
  const cuts: DayCut[] = []
  for (const day of days) cuts.push((await cutSeen(read, day, { net, rules, now })).cut)
  return cuts
}

const tripsOf = (cuts: readonly DayCut[]) => cuts.flatMap(({ parts }) => parts.filter(({ kind }) => kind === 'trip'))
const sum = (cuts: readonly DayCut[], name: 'rawMetres' | 'matchedMetres' | 'offRoadMetres' | 'movingSeconds') =>
  cuts.reduce((total, { sums }) => total + sums[name], 0)

const anySteps = fc.array(
  fc.tuple(
    fc.integer({ min: 1, max: 150 }).map((n) => n * 20),
    fc.option(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 50 })), { nil: null, freq: 6 }),
  ),
  { minLength: 1, maxLength: 14 },
)
const anyEdges = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 3 })

test('wherever the days are cut, the trips are the same, and the mileage of the days is theirs', async () => {
  await fc.assert(
    fc.asyncProperty(anySteps, anyEdges, async (steps, minutes) => {
      const fixes = told([[20, 10], ...steps])
      const end = begin + 15 * 60 * minute + 14 * 3_000_000
      const edges = [...new Set([begin, ...minutes.map((n) => begin + n * minute), end])].sort((a, b) => a - b)
      const [whole, cuts] = [cutDay(fixes, net, rules, now), await cutInDays(fixes, edges)]
      assert.deepEqual(tripsOf(cuts), tripsOf([whole]))
      for (const name of ['rawMetres', 'matchedMetres', 'offRoadMetres'] as const)
        assert.ok(Math.abs(sum(cuts, name) - whole.sums[name]) < 0.01, name)
      assert.ok(Math.abs(sum(cuts, 'movingSeconds') - whole.sums.movingSeconds) <= cuts.length)
      assert.deepEqual(
        cuts.flatMap(({ passes }) => passes),
        whole.passes,
      )
    }),
    { numRuns: 150 },
  )
})

test('a night’s trip is one, of the evening it began; each day has what was driven on it, stops end with their day', async () => {
  const fixes = told([
    [1_200, 0],
    [7_200, 10],
    [7_200, 0],
  ])
  const midnight = begin + 40 * minute
  const noon = begin + 24 * 60 * minute
  const [evening, morning] = await cutInDays(fixes, [begin - 60 * minute, midnight, noon])
  assert.deepEqual([evening!.sums.trips, morning!.sums.trips], [1, 0])
  assert.ok(Math.abs(evening!.sums.matchedMetres - 3_333) < 60, String(evening!.sums.matchedMetres))
  assert.ok(Math.abs(morning!.sums.matchedMetres - 16_667) < 60, String(morning!.sums.matchedMetres))
  const [trip] = tripsOf([evening!])
  assert.ok(Math.abs(trip!.to - trip!.from - 120 * minute) < 3 * minute)
  const [later] = await cutInDays(fixes, [begin, begin + 10 * minute])
  const [, rest] = await cutInDays(fixes, [begin, begin + 10 * minute, noon])
  assert.equal(later!.parts.at(-1)!.to, begin + 10 * minute)
  assert.deepEqual([rest!.parts[0]!.kind, rest!.parts[0]!.from], ['stop', begin + 10 * minute])
})
