import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { sharedData } from '#kernel/testing/shared-data.ts'
import { convert, type Frame, type Point, point, pointIn } from './frame.ts'
import { nearestOnLine } from './gazetteer.ts'
import { buildLocator } from './locator.ts'
import { suspectFromReference } from './offset.ts'
import { type Area, type Line, shapeFaults, squareMetres } from './shape.ts'

const roadsFile = sharedData('geo-pingshan-roads')
const boundaryFile = sharedData('geo-dazhou')
const skipWithout = (path: string | undefined) => (path === undefined ? { skip: 'no shared data here' } : {})

type Collection<G> = { features: { geometry: G; properties: Record<string, unknown> }[] }

/** Corners of every seventh road of 坪山, moved eight metres aside: what a lamp census would hold. */
function lampsAndRoads(): { lamps: Point[]; roads: Line[] } {
  const text = gunzipSync(readFileSync(join(roadsFile!, 'roads.geojson.gz'))).toString()
  const roads = (JSON.parse(text) as Collection<Line>).features.map((feature) => feature.geometry)
  const corners = roads.filter((_, at) => at % 7 === 0).flatMap((road) => road.coordinates as [number, number][])
  return { roads, lamps: corners.map(([lon, lat]) => point(lon + 0.000_05, lat + 0.000_05)) }
}

test('on a real road network each wrong frame is found out and each honest file passes', skipWithout(roadsFile), () => {
  const { lamps, roads } = lampsAndRoads()
  const onThing = (p: Point) => roads.some((road) => (nearestOnLine(p, road)?.metres ?? Infinity) <= 25)
  const sample = lamps.filter((_, at) => at % 5 === 0).slice(0, 40)
  const claimed = (real: Frame, says: Frame) =>
    sample.map((p) => {
      const { lon, lat } = convert(p, real)
      return pointIn(says, lon, lat)
    })
  for (const frame of ['CGCS2000', 'GCJ02', 'BD09'] as const)
    assert.equal(suspectFromReference(claimed(frame, frame), { onThing }), undefined)
  for (const frame of ['GCJ02', 'BD09'] as const)
    assert.equal(suspectFromReference(claimed(frame, 'CGCS2000'), { onThing })?.suspected, frame)
  assert.equal(suspectFromReference(claimed('CGCS2000', 'GCJ02'), { onThing })?.suspected, 'CGCS2000')
})

test(
  'the districts of 达州, published in GCJ02, are sound surfaces and tell their own centres apart',
  skipWithout(boundaryFile),
  () => {
    const text = readFileSync(join(boundaryFile!, '511700-dazhou-districts.json'), 'utf8')
    const { features } = JSON.parse(text) as Collection<Area>
    const cells = features.map(({ geometry, properties }) => ({
      code: `${String(properties.adcode)}001001001`,
      area: geometry,
    }))
    for (const { area } of cells) assert.deepEqual(shapeFaults(area), [])
    const locator = buildLocator(cells, [])
    for (const { properties } of features) {
      const [lon, lat] = properties.center as [number, number]
      assert.equal(locator.locate(point(lon, lat))?.cellCode.slice(0, 6), String(properties.adcode))
    }
    const dachuan = features.find((feature) => feature.properties.adcode === 511703)!
    assert.ok(
      Math.abs(squareMetres(dachuan.geometry) / 1e6 - 2_245) < 60,
      `${squareMetres(dachuan.geometry) / 1e6} km²`,
    )
  },
)
