import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { point } from './frame.ts'
import { buildLocator } from './locator.ts'
import { sampleDistrict } from './sample-cells.ts'
import { type Area, ringsHold, ringsOf } from './shape.ts'

const sample = sampleDistrict({ columns: 20, rows: 20 })
const locator = buildLocator(sample.cells, sample.divisions)
const { west, south, east, north } = locator.box

/** Every cell by the plain rule, in order of code. */
const slowly = (lon: number, lat: number): string[] =>
  sample.cells
    .filter((cell) => ringsHold(ringsOf(cell.area), lon, lat))
    .map((cell) => cell.code)
    .sort()

test('any point is in the very cell that the slow rule finds', () => {
  const lon = fc.double({ min: west - 0.001, max: east + 0.001, noNaN: true })
  const lat = fc.double({ min: south - 0.001, max: north + 0.001, noNaN: true })
  fc.assert(
    fc.property(lon, lat, (x, y) => assert.deepEqual(locator.locate(point(x, y))?.cellCode, slowly(x, y)[0])),
    { numRuns: 600 },
  )
})

test('a point on a shared border or corner is in exactly one cell: the lowest code of those that meet there', () => {
  const lowest = new Map<string, string>()
  for (const { code, area } of sample.cells)
    for (const [lon, lat] of ringsOf(area)[0]!) {
      const known = lowest.get(`${lon} ${lat}`)
      if (known === undefined || code < known) lowest.set(`${lon} ${lat}`, code)
    }
  for (const [corner, code] of lowest) {
    const [lon, lat] = corner.split(' ').map(Number)
    assert.equal(locator.locate(point(lon!, lat!))?.cellCode, code)
  }
})

test('points on the sides between corners never fall through', () => {
  const side = fc.record({
    cell: fc.nat(sample.cells.length - 1),
    side: fc.nat(50),
    t: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(side, ({ cell, side, t }) => {
      const ring = ringsOf(sample.cells[cell]!.area)[0]!
      const [a, b] = [ring[side]!, ring[side + 1]!]
      assert.ok(locator.locate(point(a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]))))
    }),
    { numRuns: 2_000 },
  )
})

const square = (w: number, s: number, size: number): [number, number][] => [
  [w, s],
  [w + size, s],
  [w + size, s + size],
  [w, s + size],
  [w, s],
]
const tiny = (code: string, area: Area) => ({ code, area })

test('holes belong to the cell that fills them, and a cell may have several parts', () => {
  const withHole: Area = { type: 'Polygon', coordinates: [square(107, 31, 1), square(107.4, 31.4, 0.2)] }
  const island: Area = { type: 'Polygon', coordinates: [square(107.4, 31.4, 0.2)] }
  const parts: Area = { type: 'MultiPolygon', coordinates: [[square(108, 31, 0.5)], [square(109, 31, 0.5)]] }
  const found = buildLocator(
    [tiny('511703001001001', withHole), tiny('511703001001003', island), tiny('511703001001002', parts)],
    [
      { code: '511703001001', name: '新南社区' },
      { code: '511703001', name: '三里坪街道' },
    ],
  )
  const at = (lon: number, lat: number) => found.locate(point(lon, lat))
  assert.equal(at(107.1, 31.1)?.cellCode, '511703001001001')
  assert.equal(at(107.5, 31.5)?.cellCode, '511703001001003')
  assert.equal(at(107.4, 31.5)?.cellCode, '511703001001001')
  assert.equal(at(109.2, 31.2)?.cellCode, '511703001001002')
  assert.equal(at(108.7, 31.2), undefined)
  assert.equal(at(108.2, 31.8), undefined)
  assert.deepEqual(at(107.5, 31.5), {
    cellCode: '511703001001003',
    communityCode: '511703001001',
    communityName: '新南社区',
    streetCode: '511703001',
    streetName: '三里坪街道',
  })
})

test('where one long side meets two short ones no crack opens between them', () => {
  const [w, s] = [107.123456789, 31.987654321]
  const mid: [number, number] = [w + 0.000_31, s + 0.000_17]
  const high: [number, number] = [w + 0.000_93, s + 0.000_51]
  const long: Area = { type: 'Polygon', coordinates: [[[w, s], high, [w, s + 0.001], [w, s]]] }
  const one: Area = { type: 'Polygon', coordinates: [[[w, s], [w + 0.001, s], mid, [w, s]]] }
  const two: Area = { type: 'Polygon', coordinates: [[mid, [w + 0.001, s], high, mid]] }
  const found = buildLocator(
    [tiny('511703001001001', one), tiny('511703001001002', two), tiny('511703001001003', long)],
    [],
  )
  for (let i = 0; i <= 1_000; i++)
    assert.ok(found.locate(point(w + (0.000_93 * i) / 1_000, s + (0.000_51 * i) / 1_000)), `crack at ${i}`)
})

test('a district without cells locates nothing', () => {
  assert.equal(buildLocator([], []).locate(point(107.5, 31.2)), undefined)
})
