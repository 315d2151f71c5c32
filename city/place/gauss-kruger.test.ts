import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { distanceMetres } from './distance.ts'
import { point } from './frame.ts'
import { fromGaussKruger, gaussKrugerOfEpsg, toGaussKruger } from './gauss-kruger.ts'

/** Meridian arc from the equator on GRS80 by numerical integration: an oracle that shares no code with the projection. */
function meridianArc(lat: number): number {
  const a = 6_378_137
  const f = 1 / 298.257222101
  const e2 = f * (2 - f)
  const steps = 20_000
  const top = (lat * Math.PI) / 180
  const radius = (phi: number) => (a * (1 - e2)) / (1 - e2 * Math.sin(phi) ** 2) ** 1.5
  let sum = 0
  for (let i = 0; i < steps; i++) sum += radius(((i + 0.5) * top) / steps)
  return (sum * top) / steps
}

test('on the central meridian the northing is the arc of the meridian and the easting 500 km', () => {
  for (const lat of [18.25, 31.2, 39.9, 53]) {
    const { easting, northing } = toGaussKruger(point(105, lat), 105)
    assert.ok(Math.abs(easting - 500_000) < 1e-6)
    assert.ok(Math.abs(northing - meridianArc(lat)) < 0.001, `${lat}: ${northing}`)
  }
})

const inZone = fc.record({
  zone: fc.integer({ min: 26, max: 44 }),
  off: fc.double({ min: -1.5, max: 1.5, noNaN: true }),
  lat: fc.double({ min: 18, max: 53, noNaN: true }),
})

test('plane metres read back to the same place, in either order, with or without the zone', () => {
  fc.assert(
    fc.property(inZone, fc.boolean(), fc.boolean(), ({ zone, off, lat }, northFirst, prefixed) => {
      const start = point(zone * 3 + off, lat)
      const plane = toGaussKruger(start, zone * 3)
      const easting = plane.easting + (prefixed ? zone * 1_000_000 : 0)
      const pair: [number, number] = northFirst ? [plane.northing, easting] : [easting, plane.northing]
      const read = fromGaussKruger(...pair, prefixed ? {} : { centralMeridian: zone * 3 })
      assert.ok(typeof read !== 'string', String(read))
      assert.equal(read.northing, northFirst ? 'first' : 'second')
      assert.equal(read.centralMeridian, zone * 3)
      assert.ok(distanceMetres(read.point, start) < 0.001)
    }),
  )
})

test('what cannot be placed without guessing is refused by name', () => {
  const { easting, northing } = toGaussKruger(point(107.5, 31.2), 108)
  assert.equal(fromGaussKruger(easting, northing), 'zone_unknown')
  assert.equal(fromGaussKruger(36_000_000 + easting, northing, { centralMeridian: 105 }), 'zone_mismatch')
  assert.equal(fromGaussKruger(36_000_000 + easting, northing, { zoneWidth: 6 }), 'zone_mismatch')
  assert.equal(fromGaussKruger(easting, northing, { centralMeridian: 1080 }), 'meridian_invalid')
  assert.equal(fromGaussKruger(107.5, 31.2), 'out_of_range')
  assert.equal(fromGaussKruger(99_000_000 + easting, northing), 'out_of_range')
  assert.equal(fromGaussKruger(Number.NaN, northing), 'not_a_number')
})

test('a six-degree zone is told from a three-degree one by its number', () => {
  const { easting, northing } = toGaussKruger(point(106, 31.2), 105)
  const read = fromGaussKruger(northing, 18_000_000 + easting)
  assert.ok(typeof read !== 'string')
  assert.deepEqual([read.zoneWidth, read.centralMeridian, read.zone], [6, 105, 18])
})

test('the EPSG families of CGCS2000 give their meridians', () => {
  assert.deepEqual(gaussKrugerOfEpsg(4513), { zoneWidth: 3, centralMeridian: 75 })
  assert.deepEqual(gaussKrugerOfEpsg(4545), { zoneWidth: 3, centralMeridian: 108 })
  assert.deepEqual(gaussKrugerOfEpsg(4512), { zoneWidth: 6, centralMeridian: 135 })
  assert.equal(gaussKrugerOfEpsg(4490), undefined)
})

test('metres between points agree with the plane near a meridian', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -0.05, max: 0.05, noNaN: true }),
      fc.double({ min: -0.05, max: 0.05, noNaN: true }),
      (dx, dy) => {
        const [a, b] = [point(108, 31.2), point(108 + dx, 31.2 + dy)]
        const [p, q] = [toGaussKruger(a, 108), toGaussKruger(b, 108)]
        const plane = Math.hypot(p.easting - q.easting, p.northing - q.northing)
        assert.ok(Math.abs(distanceMetres(a, b) - plane) < 0.001 + plane * 1e-6, `${distanceMetres(a, b)} ${plane}`)
      },
    ),
  )
})
