import assert from 'node:assert/strict'
import { test } from 'node:test'
import { distanceMetres } from './distance.ts'
import { point } from './frame.ts'
import { buildRoadGraph } from './road-graph.ts'
import { sampleDistrict } from './sample-cells.ts'
import type { Line, Position } from './shape.ts'

const road = (...coordinates: Position[]): Line => ({ type: 'LineString', coordinates })
const [a, corner, b] = [point(107.5, 31.2), point(107.51, 31.2), point(107.51, 31.21)]

test('round a corner it is farther than as the crow flies', () => {
  const graph = buildRoadGraph([road([107.5, 31.2], [107.51, 31.2]), road([107.51, 31.2], [107.51, 31.21])])
  const [metres] = graph.metresTo(a, [b])
  assert.ok(Math.abs(metres! - distanceMetres(a, corner) - distanceMetres(corner, b)) < 1)
  assert.ok(metres! > distanceMetres(a, b) * 1.3)
})

test('roads that cross without a corner in common are joined, and one that ends on another too', () => {
  const crossing = buildRoadGraph([road([107.5, 31.2], [107.52, 31.2]), road([107.51, 31.19], [107.51, 31.21])])
  assert.ok(Math.abs(crossing.metresTo(a, [b])[0]! - distanceMetres(a, corner) - distanceMetres(corner, b)) < 1)
  const ending = buildRoadGraph([road([107.5, 31.2], [107.52, 31.2]), road([107.51, 31.20000001], [107.51, 31.21])])
  assert.ok(ending.metresTo(a, [b])[0]! < 2_200)
})

test('ways to and from the road are counted; where no road leads nothing is said', () => {
  const graph = buildRoadGraph([road([107.5, 31.2], [107.52, 31.2]), road([107.6, 31.3], [107.61, 31.3])])
  const [near, apart, field] = graph.metresTo(point(107.505, 31.2005), [
    point(107.506, 31.2005),
    point(107.605, 31.3),
    point(107.51, 31.22),
  ])
  assert.ok(Math.abs(near! - 2 * 55.4 - 95.4) < 2, String(near))
  assert.deepEqual([apart, field], [null, null])
  assert.deepEqual(buildRoadGraph([]).metresTo(a, [b]), [null])
})

test('over a grid of streets the way is never shorter than the straight line, and as long both ways', () => {
  const { cells } = sampleDistrict({ columns: 8, rows: 8, bends: 2 })
  const graph = buildRoadGraph(cells.map(({ area }) => road(...(area.coordinates[0] as Position[]))))
  const places = cells.map(({ area }) => {
    const [lon, lat] = area.coordinates[0]![0] as Position
    return point(lon, lat)
  })
  const there = graph.metresTo(places[0]!, places)
  for (const [at, place] of places.entries()) {
    assert.ok(there[at]! >= distanceMetres(places[0]!, place) - 1)
    assert.ok(Math.abs(graph.metresTo(place, [places[0]!])[0]! - there[at]!) < 0.01)
  }
})
