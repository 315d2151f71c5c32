import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { generateGeography } from '#cities/dachuan/geography.ts'
import { distanceMetres, metresPerDegree } from '#city/place/distance.ts'
import { type Point, point } from '#city/place/frame.ts'
import { buildRoadNet, type RoadNet } from '#city/place/road-net.ts'
import type { Line } from '#city/place/shape.ts'
import { type Fix, matchRun } from './match.ts'
import { passesOf } from './passes.ts'
import { pathOf } from './path.ts'
import { rulesOf } from './rules.ts'
import { placeOn, wayBetween } from './way.ts'

const rules = rulesOf()
const begin = Date.parse('2026-11-26T00:00:00Z')

/** Numbers from 0 to 1, the same each time. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

const bell = (random: () => number): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

function moved(at: Point, east: number, north: number): Point {
  const scale = metresPerDegree(at.lat)
  return point(at.lon + east / scale.x, at.lat + north / scale.y)
}

/** A drive over the net from one segment to another: the true place and segment every `every` metres, and a noisy position of it. */
function driveOver(net: RoadNet, [from, to]: readonly [number, number], every: number, noise: () => number) {
  const way = wayBetween(net, { segment: from, along: 0 }, { segment: to, along: net.segments[to]!.metres })
  if (!way) return []
  const found: { fix: Fix; segment: number; place: Point }[] = []
  let left = 0
  for (const { segment, from: start, to: end } of way.driven) {
    const length = Math.abs(end - start)
    for (; left < length; left += every) {
      const place = placeOn(net, segment, start + Math.sign(end - start) * left)
      const fix = { at: begin + found.length * 10_000, place: moved(place, noise(), noise()) }
      found.push({ fix, segment, place })
    }
    left -= length
  }
  return found
}

const roadsOfDemo = (): RoadNet =>
  buildRoadNet(
    generateGeography()
      .roads.filter(({ name }) => name)
      .map(({ lines }): Line => ({ type: 'MultiLineString', coordinates: lines.map((line) => line.coordinates) })),
  )

test('on the roads of the demo, with ten metres of noise, nineteen of twenty positions come to their own road', (t) => {
  const net = roadsOfDemo()
  const random = randomOf(7)
  let [right, all, matched, truth] = [0, 0, 0, 0]
  for (let n = 0; n < 40; n++) {
    const pick = () => Math.floor(random() * net.segments.length)
    const drive = driveOver(net, [pick(), pick()], 45, () => bell(random) * 10)
    if (drive.length < 12) continue
    const legs = matchRun(
      net,
      drive.map(({ fix }) => fix),
      rules,
    )
    const ends = new Map(legs.map((leg) => [leg.to, leg]))
    for (const { fix, segment, place } of drive.slice(1)) {
      const leg = ends.get(fix.at)
      if (!leg) continue
      all++
      const last = leg.driven?.at(-1)
      const isRoad = last && net.segments[last.segment]!.line === net.segments[segment]!.line
      if (isRoad || distanceMetres(leg.line.at(-1)!, place) < 12) right++
    }
    matched += legs.reduce((sum, { metres }) => sum + metres, 0)
    truth += 45 * (drive.length - 1)
  }
  t.diagnostic(
    `${((100 * right) / all).toFixed(1)} % of ${all} on the right road, length ${((matched / truth - 1) * 100).toFixed(2)} % off`,
  )
  assert.ok(all > 1_000, `${all} positions`)
  assert.ok(right / all >= 0.95, `${((100 * right) / all).toFixed(1)} % of ${all} on the right road`)
  assert.ok(Math.abs(matched / truth - 1) < 0.03, `length off by ${((matched / truth - 1) * 100).toFixed(1)} %`)
})

const cross = buildRoadNet([
  {
    type: 'LineString',
    coordinates: [
      [107.5, 31.2],
      [107.52, 31.2],
    ],
  },
  {
    type: 'LineString',
    coordinates: [
      [107.51, 31.19],
      [107.51, 31.21],
    ],
  },
])

test('off every road the line is straight and says so; on the road behind it the match begins anew', () => {
  const places = [
    point(107.502, 31.2),
    point(107.504, 31.2),
    point(107.5045, 31.203),
    point(107.506, 31.2),
    point(107.508, 31.2),
  ]
  const legs = matchRun(
    cross,
    places.map((place, n) => ({ at: begin + n * 60_000, place })),
    rules,
  )
  assert.deepEqual(
    legs.map(({ driven }) => driven !== null),
    [true, false, false, true],
  )
  assert.equal(
    matchRun(
      buildRoadNet([]),
      [
        { at: 1, place: places[0]! },
        { at: 2, place: places[2]! },
      ],
      rules,
    )[0]!.driven,
    null,
  )
})

test('a turn at a crossing goes by the corner, and both roads say which stretch was driven over when', () => {
  const places = [point(107.508, 31.2), point(107.5095, 31.2), point(107.51, 31.2015), point(107.51, 31.203)]
  const legs = matchRun(
    cross,
    places.map((place, n) => ({ at: begin + n * 40_000, place })),
    rules,
  )
  const passes = passesOf(cross, legs, rules)
  assert.deepEqual(
    passes.map(({ line }) => line),
    [0, 1],
  )
  assert.ok(passes.every(({ isWork }) => isWork))
  const metres = passes.reduce((sum, one) => sum + one.toMetre - one.fromMetre, 0)
  const legMetres = legs.reduce((sum, leg) => sum + leg.metres, 0)
  assert.ok(Math.abs(metres - legMetres) < 1, `${metres} of ${legMetres}`)
  assert.ok(passes[0]!.to <= passes[1]!.from + 1)
})

test('whatever drive: the way goes on in time and place, and is never shorter than the straight line', () => {
  const net = roadsOfDemo()
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 20, max: 150 }), (seed, every) => {
      const random = randomOf(seed)
      const pick = () => Math.floor(random() * net.segments.length)
      const drive = driveOver(net, [pick(), pick()], every, () => bell(random) * 8).slice(0, 60)
      if (drive.length < 3) return
      const legs = matchRun(
        net,
        drive.map(({ fix }) => fix),
        rules,
      )
      for (const [n, leg] of legs.entries()) {
        assert.ok(leg.metres >= distanceMetres(leg.line[0]!, leg.line.at(-1)!) - 0.5)
        if (n > 0) assert.equal(leg.from, legs[n - 1]!.to)
      }
      const path = pathOf(legs)
      for (const [n, one] of path.entries()) if (n > 0) assert.ok(one.at >= path[n - 1]!.at)
      const driven = legs.filter((leg) => leg.driven).reduce((sum, leg) => sum + leg.metres, 0)
      const passed = passesOf(net, legs, rules).reduce((sum, one) => sum + one.toMetre - one.fromMetre, 0)
      assert.ok(passed <= driven * 1.05 + 5, `${passed} of ${driven}`)
    }),
    { numRuns: 40 },
  )
})
