import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { findGaps } from './gaps.ts'
import { sampleDistrict } from './sample-cells.ts'
import { type Area, labelPoint, ringsHold, ringsOf, shapeFaults, squareMetres } from './shape.ts'
import { findOverlaps, sharedGround } from './topology.ts'

const areas = sampleDistrict({ columns: 8, rows: 8 }).cells.map((cell) => cell.area)
const box = (w: number, s: number, e: number, n: number): Area => ({
  type: 'Polygon',
  coordinates: [
    [
      [w, s],
      [e, s],
      [e, n],
      [w, n],
      [w, s],
    ],
  ],
})
const shifted = (area: Area, lon: number): Area => ({
  type: 'Polygon',
  coordinates: (area.coordinates as [number, number][][]).map((ring) => ring.map(([x, y]) => [x + lon, y])),
})

test('cells that share crooked borders corner for corner neither overlap nor leave a gap', () => {
  assert.deepEqual(findOverlaps(areas), [])
  assert.deepEqual(findGaps(areas), [])
})

test('a cell pushed ten metres east overlaps its neighbour and leaves a gap behind it', () => {
  const pushed = areas.map((area, at) => (at === 27 ? shifted(area, 0.000_105) : area))
  const overlaps = findOverlaps(pushed)
  assert.ok(overlaps.some(({ a, b, squareMetres }) => a === 27 && b === 28 && squareMetres > 500))
  const gaps = findGaps(pushed)
  assert.ok(gaps.some(({ beside, squareMetres }) => beside.includes(26) && beside.includes(27) && squareMetres > 700))
  for (const { at } of overlaps) assert.ok(ringsHold(ringsOf(pushed[27]!), at.lon, at.lat))
  for (const { at } of gaps) assert.ok(!pushed.some((area) => ringsHold(ringsOf(area), at.lon, at.lat)))
})

test('a cell left out is one gap of its size, named with its neighbours', () => {
  const [gap, ...rest] = findGaps(areas.filter((_, at) => at !== 27))
  assert.deepEqual(rest, [])
  assert.ok(gap && Math.abs(gap.squareMetres - squareMetres(areas[27]!)) < 0.5)
  assert.deepEqual(gap.beside, [19, 26, 27, 34])
})

test('common ground of rectangles is what arithmetic says', () => {
  const part = fc.tuple(fc.nat(20), fc.nat(20), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }))
  fc.assert(
    fc.property(part, part, ([ax, ay, aw, ah], [bx, by, bw, bh]) => {
      const unit = 0.000_1
      const make = (x: number, y: number, w: number, h: number) =>
        box(107 + x * unit, 31 + y * unit, 107 + (x + w) * unit, 31 + (y + h) * unit)
      const [a, b] = [make(ax, ay, aw, ah), make(bx, by, bw, bh)]
      const width = Math.max(0, Math.min(ax + aw, bx + bw) - Math.max(ax, bx))
      const height = Math.max(0, Math.min(ay + ah, by + bh) - Math.max(ay, by))
      const expected = (squareMetres(a) * width * height) / (aw * ah)
      assert.ok(Math.abs(sharedGround(a, b).squareMetres - expected) < 0.1, `${expected}`)
    }),
  )
})

test('an area shares all its ground with itself and none with what fills its hole', () => {
  const shared = sharedGround(areas[3]!, areas[3]!)
  assert.ok(Math.abs(shared.squareMetres - squareMetres(areas[3]!)) < 0.01)
  const hole = box(107.4, 31.4, 107.6, 31.6)
  const ring: Area = { type: 'Polygon', coordinates: [...ringsOf(box(107, 31, 108, 32)), ...ringsOf(hole)] }
  assert.ok(sharedGround(ring, hole).squareMetres < 1)
  assert.deepEqual(findGaps([ring]).length, 1)
  assert.deepEqual(findGaps([ring, hole]), [])
})

const bad: [name: string, given: unknown, fault: string][] = [
  ['a point', { type: 'Point', coordinates: [1, 2] }, 'not_a_surface'],
  ['nothing', null, 'not_a_surface'],
  ['empty rings', { type: 'Polygon', coordinates: [] }, 'not_a_surface'],
  [
    'an open ring',
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ],
      ],
    },
    'ring_open',
  ],
  [
    'two corners',
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [0, 0],
        ],
      ],
    },
    'ring_too_short',
  ],
  [
    'a text for a number',
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 'x'],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    },
    'ring_not_numeric',
  ],
  [
    'a line there and back',
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 1],
          [2, 2],
          [0, 0],
        ],
      ],
    },
    'ring_without_area',
  ],
  [
    'a bow tie',
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [2, 2],
          [2, 0],
          [0, 1],
          [0, 0],
        ],
      ],
    },
    'ring_crosses_itself',
  ],
  [
    'a spike',
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [4, 0],
          [4, 4],
          [4, 8],
          [4, 4],
          [0, 4],
          [0, 0],
        ],
      ],
    },
    'ring_crosses_itself',
  ],
  [
    'a hole elsewhere',
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
        [
          [5, 5],
          [6, 5],
          [6, 6],
          [5, 5],
        ],
      ],
    },
    'hole_outside',
  ],
]
for (const [name, given, fault] of bad)
  test(`${name} is no cell border: ${fault}`, () => assert.deepEqual(shapeFaults(given), [fault]))

test('anything at all may be given as a geometry', () => {
  fc.assert(fc.property(fc.anything(), (given) => assert.ok(Array.isArray(shapeFaults(given)))))
  const rings = fc.array(
    fc.array(fc.array(fc.oneof(fc.double(), fc.constant('x'), fc.constant(null)), { maxLength: 3 }), { maxLength: 6 }),
    { maxLength: 3 },
  )
  fc.assert(
    fc.property(rings, (coordinates) => assert.ok(Array.isArray(shapeFaults({ type: 'Polygon', coordinates })))),
  )
})

test('the label of a cell lies inside it', () => {
  for (const area of areas) {
    const { lon, lat } = labelPoint(area)
    assert.ok(ringsHold(ringsOf(area), lon, lat))
  }
})
