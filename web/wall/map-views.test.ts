import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cornersOf, viewOfAll } from './map-views.ts'

const size = { width: 1820, height: 880 }
const spot = (lon: number, lat: number) => ({ lon, lat, open: 1, late: 0 })

test('a view of all cases holds each of them with a margin', () => {
  const spots = [spot(107.4, 31.1), spot(107.7, 31.15), spot(107.52, 31.31)]
  const view = viewOfAll(spots, size)!
  const [west, south, east, north] = cornersOf(view, size)
  for (const { lon, lat } of spots) assert.ok(lon > west && lon < east && lat > south && lat < north)
  const wide = cornersOf({ ...view, zoom: view.zoom + 0.2 }, { width: size.width - 200, height: size.height - 200 })
  assert.ok(spots.some(({ lon, lat }) => lon < wide[0] || lon > wide[2] || lat < wide[1] || lat > wide[3]))
})

test('one case alone is not shown nearer than its streets, and none gives no view', () => {
  assert.equal(viewOfAll([spot(107.5, 31.2)], size)!.zoom, 15.5)
  assert.equal(viewOfAll([], size), undefined)
})
