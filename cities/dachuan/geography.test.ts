import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { cellCodeFaults, divisionCodeFaults } from '#city/place/code.ts'
import { baseMapLayers } from './base-map.ts'
import { generateGeography } from './geography.ts'
import { areaOfDegrees, insideRing } from './ground/plane.ts'
import type { Geography, Position } from './model.ts'

const geography = generateGeography()
const hash = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')

test('the same seed draws the same district to the last digit', () => {
  assert.equal(hash(generateGeography()), hash(geography))
})

test('the demo district has the size that the plan of the demo asks for', () => {
  assert.ok(Math.abs(geography.district.areaM2 - 35e6) < 50_000)
  assert.ok(geography.cells.length > 2300 && geography.cells.length < 2800, String(geography.cells.length))
  assert.equal(geography.divisions.filter((d) => d.level === 'street').length, 6)
  assert.equal(geography.divisions.filter((d) => d.level === 'community').length, 45)
  assert.ok(geography.buildings.length >= 15_000, String(geography.buildings.length))
  assert.ok(geography.doors.length >= 5000)
  assert.ok(geography.bridges.length >= 3)
})

const sideKeys = (ring: readonly Position[]) => ring.slice(1).map((b, i) => [`${ring[i]}`, `${b}`] as const)

function assertSeamless({ cells, district, divisions }: Geography) {
  const outline = new Set(
    district.polygon.coordinates
      .flat(district.polygon.type === 'Polygon' ? 0 : 1)
      .flatMap((ring) => sideKeys(ring as Position[]).map((s) => s.join('>'))),
  )
  const sides = new Map<string, number>()
  for (const cell of cells)
    for (const [a, b] of sideKeys(cell.polygon.coordinates[0]!))
      sides.set(`${a}>${b}`, (sides.get(`${a}>${b}`) ?? 0) + 1)
  for (const [side, count] of sides) {
    const [a, b] = side.split('>')
    assert.equal(count, 1, `two cells lie on the same hand of ${side}`)
    assert.ok(sides.has(`${b}>${a}`) !== outline.has(side), `${side} is neither shared once nor on the outline`)
  }
  for (const division of divisions) {
    const own = cells.filter((c) => c.code.startsWith(division.code))
    const sum = own.reduce((total, c) => total + areaOfDegrees(c.polygon.coordinates[0]!), 0)
    assert.ok(Math.abs(sum / division.areaM2 - 1) < 1e-6, division.code)
  }
}

test('cells meet their neighbours side by side, without gap or overlap, and fill their community exactly', () => {
  assertSeamless(geography)
})

test('another seed is another district, as seamless as the first', () => {
  const other = generateGeography(7)
  assert.notEqual(hash(other.cells), hash(geography.cells))
  assertSeamless(other)
})

test('cell outlines are simple: no corner is passed twice and every cell is counter-clockwise', () => {
  for (const cell of geography.cells) {
    const corners = cell.polygon.coordinates[0]!.slice(1).map(String)
    assert.equal(new Set(corners).size, corners.length, cell.code)
    assert.ok(areaOfDegrees(cell.polygon.coordinates[0]!) > 2000, cell.code)
  }
})

test('urban cells are near 10 000 m²', () => {
  const urban = geography.cells
    .filter((c) => c.zone === 'urban')
    .map((c) => c.areaM2)
    .sort((a, b) => a - b)
  const middle = urban[urban.length >> 1]!
  assert.ok(middle > 8000 && middle < 11_500, String(middle))
})

test('codes are well formed, unique and numbered without gaps inside each community', () => {
  const { cells, divisions } = geography
  assert.equal(new Set(cells.map((c) => c.code)).size, cells.length)
  for (const cell of cells) assert.deepEqual(cellCodeFaults(cell.code, '511703', '2013'), [])
  for (const division of divisions) assert.deepEqual(divisionCodeFaults(division.code, '511703'), [])
  for (const { code } of divisions.filter((d) => d.level === 'community')) {
    const numbers = cells
      .filter((c) => c.community === code)
      .map((c) => Number(c.code.slice(12)))
      .sort((a, b) => a - b)
    assert.deepEqual(
      numbers,
      numbers.map((_, i) => i + 1),
    )
  }
})

test('numbers run from north to south: the first cell of a community lies north of its last', () => {
  for (const { code } of geography.divisions.filter((d) => d.level === 'community')) {
    const own = geography.cells.filter((c) => c.community === code).sort((a, b) => a.code.localeCompare(b.code))
    assert.ok(own[0]!.labelAt.lat > own[own.length - 1]!.labelAt.lat, code)
  }
})

test('every label point, place and door is found in the cell it names', () => {
  const { cells, places, doors } = geography
  for (const cell of cells) assert.equal(geography.cellAt(cell.labelAt)?.code, cell.code)
  for (const place of places) assert.equal(geography.cellAt(place.at)?.code, place.cell, place.name)
  const strayed = doors.filter((d) => geography.cellAt(d.at)?.code !== d.cell)
  assert.deepEqual(strayed, [])
})

test('buildings stand wholly inside their cell', () => {
  const byCode = new Map(geography.cells.map((c) => [c.code, c.polygon.coordinates[0]!]))
  for (const b of geography.buildings)
    for (const [lon, lat] of b.polygon.coordinates[0]!)
      assert.ok(insideRing(lon, lat, byCode.get(b.cell)!), String(b.id))
})

test('door numbers are unique on their road, odd on one side and even on the other', () => {
  const seen = new Set(geography.doors.map((d) => `${d.roadId}:${d.number}`))
  assert.equal(seen.size, geography.doors.length)
})

test('a point outside the district is in no cell', () => {
  assert.equal(geography.cellAt({ frame: 'CGCS2000', lon: 107.3, lat: 31.2 }), undefined)
})

test('the base map has every layer, and each feature has a shape', () => {
  const layers = baseMapLayers(geography)
  for (const layer of layers) assert.ok(layer.features.length > 0, layer.name)
  for (const wanted of [
    'land',
    'water',
    'parks',
    'roads',
    'bridges',
    'buildings',
    'boundaries',
    'cells',
    'cell_labels',
    'division_labels',
    'pois',
  ])
    assert.ok(
      layers.some((l) => l.name === wanted),
      wanted,
    )
})
