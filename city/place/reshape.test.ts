import assert from 'node:assert/strict'
import { test } from 'node:test'
import { point } from './frame.ts'
import { findGaps } from './gaps.ts'
import { buildLocator } from './locator.ts'
import { mergeAreas, moveBorder, sharedBorder, splitArea } from './reshape.ts'
import { sampleDistrict } from './sample-cells.ts'
import { type Area, boxOf, labelPoint, type Position, type Ring, ringsOf, squareMetres } from './shape.ts'
import { findOverlaps } from './topology.ts'

const square: Area = {
  type: 'Polygon',
  coordinates: [
    [
      [107.5, 31.2],
      [107.501, 31.2],
      [107.501, 31.201],
      [107.5, 31.201],
      [107.5, 31.2],
    ],
  ],
}
const east: Area = {
  type: 'Polygon',
  coordinates: [
    [
      [107.501, 31.2],
      [107.502, 31.2],
      [107.502, 31.201],
      [107.501, 31.201],
      [107.501, 31.2],
    ],
  ],
}

test('a line right through a cell makes two that share the ground without rest', () => {
  const pieces = splitArea(square, [
    [107.4999, 31.2004],
    [107.5004, 31.2007],
    [107.5011, 31.2005],
  ])
  assert.ok(Array.isArray(pieces), String(pieces))
  const [a, b] = pieces as readonly [Area, Area]
  assert.ok(Math.abs(squareMetres(a) + squareMetres(b) - squareMetres(square)) < 0.1)
  assert.equal(findOverlaps([a, b], 0.01).length, 0)
})

test('a line from corner to corner cuts at the corners, and one that stops just short reaches the border', () => {
  const diagonal = splitArea(square, [
    [107.5, 31.2],
    [107.501, 31.201],
  ]) as readonly [Area, Area]
  assert.deepEqual(
    diagonal.map((area) => ringsOf(area)[0]!.length),
    [4, 4],
  )
  const short = splitArea(square, [
    [107.5005, 31.20005],
    [107.5005, 31.20095],
  ])
  assert.ok(Array.isArray(short), String(short))
})

test('lines that cannot cut a cell in two are told apart', () => {
  const cut = (line: Ring) => splitArea(square, line)
  assert.equal(cut([[107.5005, 31.1]]), 'line_too_short')
  assert.equal(
    cut([
      [107.4999, 31.2005],
      [107.5005, 31.2005],
    ]),
    'line_ends_inside',
  )
  assert.equal(
    cut([
      [107.4, 31.1],
      [107.41, 31.1],
    ]),
    'line_cuts_not_twice',
  )
  assert.equal(
    cut([
      [107.4999, 31.2002],
      [107.5012, 31.2004],
      [107.5012, 31.2006],
      [107.4999, 31.2008],
    ]),
    'line_cuts_not_twice',
  )
  assert.equal(
    cut([
      [107.4999, 31.200005],
      [107.5011, 31.200005],
    ]),
    'piece_too_small',
  )
})

test('neighbours become one; cells that only touch at a corner, or not at all, do not', () => {
  const merged = mergeAreas([square, east]) as Area
  assert.ok(Math.abs(squareMetres(merged) - squareMetres(square) - squareMetres(east)) < 0.1)
  const { cells } = sampleDistrict({ columns: 3, rows: 3 })
  assert.equal(mergeAreas([cells[0]!.area, cells[4]!.area]), 'not_neighbours')
  assert.equal(mergeAreas([cells[0]!.area, cells[2]!.area]), 'not_neighbours')
  assert.equal(mergeAreas([0, 1, 2, 3, 5, 6, 7, 8].map((at) => cells[at]!.area)), 'encloses')
})

test('a border between neighbours is moved with its ends held; over another border it is refused', () => {
  const border = sharedBorder(square, east)
  assert.ok(typeof border !== 'string')
  const [start, end] = [border.line[0]!, border.line.at(-1)!]
  const bent: Ring = [start, [107.5013, 31.2005], end]
  const [west, rest] = moveBorder(square, east, bent) as readonly [Area, Area]
  assert.ok(squareMetres(west) > squareMetres(square))
  assert.ok(Math.abs(squareMetres(west) + squareMetres(rest) - squareMetres(square) - squareMetres(east)) < 0.1)
  assert.equal(moveBorder(square, east, [start, [107.503, 31.2005], end]), 'line_crosses')
  assert.equal(moveBorder(square, east, [start, [107.499, 31.2005], end]), 'line_crosses')
  assert.equal(moveBorder(square, east, [[107.5011, 31.2], end]), 'border_ends_moved')
})

test('a hundred random splits, merges and moves keep the ground whole and leave the rest where it was', () => {
  const random = seeded(20261128)
  const { cells, divisions } = sampleDistrict({ columns: 5, rows: 5, bends: 4 })
  const before = buildLocator(cells, divisions)
  const all = new Map(cells.map(({ code, area }) => [code, area]))
  const touched = new Set<string>()
  const total = sum(all.values())
  const box = boxOf([...all.values()].flatMap((area) => [...ringsOf(area)]))
  const done = { split: 0, merge: 0, move: 0 }
  for (let turn = 0; turn < 100; turn++) {
    const codes = [...all.keys()]
    const code = codes[Math.floor(random() * codes.length)]!
    const area = all.get(code)!
    const other = neighbourOf(all, code, random)
    const kind = (['split', 'merge', 'move'] as const)[Math.floor(random() * 3)]!
    const result =
      kind === 'split'
        ? splitArea(area, randomLine(area, random))
        : change(kind, area, other ? all.get(other) : undefined, random)
    if (typeof result === 'string') continue
    done[kind]++
    touched.add(code.split('+')[0]!)
    all.delete(code)
    if (kind !== 'split' && other) {
      touched.add(other.split('+')[0]!)
      all.delete(other)
    }
    for (const [at, piece] of [result].flat().entries()) all.set(`${code.split('+')[0]}+${turn}${at}`, piece as Area)
  }
  assert.ok(Math.min(done.split, done.merge, done.move) >= 5, JSON.stringify(done))
  assert.ok(Math.abs(sum(all.values()) - total) < total * 1e-6)
  assert.deepEqual(findOverlaps([...all.values()], 0.5), [])
  assert.deepEqual(findGaps([...all.values()], 0.5), [])
  const now = buildLocator(
    [...all].map(([code, area]) => ({ code, area })),
    divisions,
  )
  for (let i = 0; i < 4_000; i++) {
    const p = point(box.west + random() * (box.east - box.west), box.south + random() * (box.north - box.south))
    const [was, is] = [before.locate(p)?.cellCode, now.locate(p)?.cellCode]
    assert.equal(was === undefined, is === undefined)
    if (was && !touched.has(was)) assert.equal(is, was)
  }
})

const sum = (areas: Iterable<Area>): number => [...areas].reduce((all, area) => all + squareMetres(area), 0)

function change(kind: 'merge' | 'move', area: Area, other: Area | undefined, random: () => number) {
  if (!other) return 'not_neighbours'
  if (kind === 'merge') return mergeAreas([area, other])
  const border = sharedBorder(area, other)
  if (typeof border === 'string') return border
  const moved = border.line.map(
    ([lon, lat], at): Position =>
      at === 0 || at === border.line.length - 1
        ? [lon, lat]
        : [lon + (random() - 0.5) * 1e-4, lat + (random() - 0.5) * 1e-4],
  )
  return moveBorder(area, other, moved)
}

function neighbourOf(all: ReadonlyMap<string, Area>, code: string, random: () => number): string | undefined {
  const beside = [...all].filter(
    ([other, area]) => other !== code && typeof sharedBorder(all.get(code)!, area) !== 'string',
  )
  return beside[Math.floor(random() * beside.length)]?.[0]
}

function randomLine(area: Area, random: () => number): Ring {
  const box = boxOf(ringsOf(area))
  const middle = labelPoint(area)
  const angle = random() * Math.PI
  const reach = Math.hypot(box.east - box.west, box.north - box.south)
  const [dx, dy] = [Math.cos(angle) * reach, Math.sin(angle) * reach]
  return [
    [middle.lon - dx, middle.lat - dy],
    [middle.lon, middle.lat],
    [middle.lon + dx + random() * 1e-4, middle.lat + dy],
  ]
}

/** Numbers that come out the same every time. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
