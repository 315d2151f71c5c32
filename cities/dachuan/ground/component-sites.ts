import Flatbush from 'flatbush'
import type { Point } from '#city/place/frame.ts'
import type { ComponentKind, Siting } from '../component-kinds.ts'
import type { Cell, Geography, LandUse, PlaceKind, RoadClass } from '../model.ts'
import { distanceToSegment, insideRing, toPlane, toPoint, type XY } from './plane.ts'
import { along, lengthOf } from './polyline.ts'
import type { Random } from './random.ts'

/** Where one component stands; `words` when the place has a name of its own. */
export type Site = { at: Point; road?: string | undefined; words?: string }

type Stretch = { line: XY[]; length: number; half: number; roadClass: RoadClass; name: string | undefined }
type Ground = { geography: Geography; stretches: Stretch[]; junctions: Junction[]; onRoad: (p: XY) => boolean }
type Junction = { at: XY; heading: XY; halves: [number, number]; classes: Set<RoadClass>; names: string[] }

/** A function that gives a kind its sites, exactly as many as the kind counts. */
export function siteFinder(geography: Geography): (kind: ComponentKind, random: Random) => Iterable<Site> {
  const stretches = stretchesOf(geography)
  const ground: Ground = { geography, stretches, junctions: junctionsOf(stretches), onRoad: carriagewayTest(stretches) }
  return (kind, random) => {
    if (kind.siting === 'crossing') return atCrossings(kind, ground, random)
    return kind.roads ? alongRoads(kind, ground, random) : inBlocks(kind, ground, random)
  }
}

function stretchesOf({ roads }: Geography): Stretch[] {
  return roads.flatMap((road) =>
    road.lines.map(({ coordinates }) => {
      const line = coordinates.map(([lon, lat]) => toPlane(lon, lat))
      return { line, length: lengthOf(line), half: road.widthM / 2, roadClass: road.roadClass, name: road.name }
    }),
  )
}

/** True where a carriageway runs, so that poles and trees are not put on it. */
function carriagewayTest(stretches: readonly Stretch[]): (p: XY) => boolean {
  const sides = stretches.flatMap((s) => s.line.slice(1).map((b, i) => ({ a: s.line[i]!, b, half: s.half })))
  const index = new Flatbush(sides.length)
  for (const { a, b, half } of sides)
    index.add(
      Math.min(a[0], b[0]) - half,
      Math.min(a[1], b[1]) - half,
      Math.max(a[0], b[0]) + half,
      Math.max(a[1], b[1]) + half,
    )
  index.finish()
  return (p) =>
    index
      .search(p[0], p[1], p[0], p[1])
      .some((i) => distanceToSegment(p, sides[i]!.a, sides[i]!.b) < sides[i]!.half - 0.05)
}

/** Evenly spaced over all roads of the wanted classes together; poles stand on both sides of wide roads. */
function* alongRoads(kind: ComponentKind, { stretches, onRoad, geography }: Ground, random: Random): Iterable<Site> {
  const wanted = stretches.filter((s) => kind.roads!.includes(s.roadClass) && s.length > 12)
  const total = wanted.reduce((sum, s) => sum + s.length, 0)
  const spacing = total / kind.count
  let next = spacing / 2
  let before = 0
  let count = 0
  for (const stretch of wanted) {
    for (; next < before + stretch.length && count < kind.count; next += spacing) {
      const side = count % 2 === 0 ? 1 : -1
      yield { at: beside(stretch, next - before, side, kind.siting, random, onRoad, geography), road: stretch.name }
      count++
    }
    before += stretch.length
  }
  const last = wanted[wanted.length - 1]!
  for (; count < kind.count; count++)
    yield { at: beside(last, last.length / 2, 1, kind.siting, random, onRoad, geography), road: last.name }
}

function beside(
  stretch: Stretch,
  metres: number,
  side: number,
  siting: Siting,
  random: Random,
  onRoad: (p: XY) => boolean,
  geography: Geography,
): Point {
  const away = side * sideways(siting, stretch, random)
  let fallback: Point | undefined
  for (const shift of [0, 6, -6, 12, -12, 20, -20, 30, -30]) {
    const { at, heading } = along(stretch.line, Math.max(0.5, Math.min(stretch.length - 0.5, metres + shift)))
    const p: XY = [at[0] - heading[1] * away, at[1] + heading[0] * away]
    const point = toPoint(p)
    if (!geography.cellAt(point)) continue
    if (siting === 'carriageway' || siting === 'median' || !onRoad(p)) return point
    fallback ??= point
  }
  return fallback ?? inwards(stretch, geography)
}

/** Near the district's edge a pole may fall outside; the road's own middle then is the place. */
function inwards(stretch: Stretch, geography: Geography): Point {
  for (let share = 0.5; share < 1; share += 0.07) {
    const { at, heading } = along(stretch.line, stretch.length * share)
    const point = toPoint([at[0] - heading[1] * 0.7, at[1] + heading[0] * 0.7])
    if (geography.cellAt(point)) return point
  }
  throw new Error('a road lies outside the district')
}

function sideways(siting: Siting, { half, roadClass }: Stretch, random: Random): number {
  if (siting === 'carriageway') return random.between(0.6, Math.max(0.9, half - 0.9))
  if (siting === 'kerb') return half + 0.35
  if (siting === 'median') return random.between(0.15, 0.7)
  return half + (roadClass === 'lane' ? random.between(0.5, 1.4) : random.between(1.2, 3.6))
}

function junctionsOf(stretches: readonly Stretch[]): Junction[] {
  const at = new Map<string, { p: XY; arms: { stretch: Stretch; heading: XY }[] }>()
  for (const stretch of stretches)
    stretch.line.forEach((p, i) => {
      const q = stretch.line[i + 1] ?? stretch.line[i - 1]!
      const length = Math.hypot(q[0] - p[0], q[1] - p[1]) || 1
      const key = `${p[0].toFixed(2)},${p[1].toFixed(2)}`
      const entry = at.get(key) ?? { p, arms: [] }
      entry.arms.push({ stretch, heading: [(q[0] - p[0]) / length, (q[1] - p[1]) / length] })
      at.set(key, entry)
    })
  return [...at.values()]
    .filter(({ arms }) => arms.length > 1 && arms.some((a) => a.stretch.name !== arms[0]!.stretch.name))
    .map(({ p, arms }) => {
      arms.sort((a, b) => b.stretch.half - a.stretch.half)
      const names = [...new Set(arms.flatMap((a) => a.stretch.name ?? []))]
      const halves: [number, number] = [arms[0]!.stretch.half, arms[1]!.stretch.half]
      return { at: p, heading: arms[0]!.heading, halves, classes: new Set(arms.map((a) => a.stretch.roadClass)), names }
    })
}

/** On the corners of crossings: wide roads first get all four corners, then one after another. */
function* atCrossings(kind: ComponentKind, { junctions, geography, onRoad }: Ground, random: Random): Iterable<Site> {
  const fitting = junctions.filter((j) => kind.roads!.some((c) => j.classes.has(c)))
  const start = random.int(0, fitting.length - 1)
  let count = 0
  for (let step = 0; count < kind.count; step++) {
    const junction = fitting[(start + step * 7) % fitting.length]!
    for (const corner of step < fitting.length ? [step % 4, (step + 2) % 4] : [step % 4]) {
      if (count === kind.count) return
      const at = cornerOf(junction, corner, random, onRoad)
      if (!geography.cellAt(at)) continue
      const [one, two] = junction.names
      yield two ? { at, words: `${one}与${two}交叉口` } : { at, road: one }
      count++
    }
  }
}

function cornerOf(
  { at, heading: [c, s], halves }: Junction,
  corner: number,
  random: Random,
  onRoad: (p: XY) => boolean,
): Point {
  const [u, v] = [corner & 1 ? 1 : -1, corner & 2 ? 1 : -1]
  let p: XY = at
  for (const more of [0, 3, 6, 10]) {
    const x = u * (halves[1] + random.between(1.2, 3.5) + more)
    const y = v * (halves[0] + random.between(1.2, 3) + more / 2)
    p = [at[0] + x * c - y * s, at[1] + x * s + y * c]
    if (!onRoad(p)) break
  }
  return toPoint(p)
}

const IN_COURTS: ReadonlySet<LandUse> = new Set<LandUse>([
  'residential',
  'old-quarter',
  'commercial',
  'office',
  'village',
])
const PLACE_KINDS: Readonly<Record<string, PlaceKind>> = { '03001': 'toilet', '05003': 'fuel' }

function* inBlocks(kind: ComponentKind, { geography, onRoad }: Ground, random: Random): Iterable<Site> {
  const { places, doors, buildings, cells, bridges } = geography
  const named = places.filter((p) => p.kind === PLACE_KINDS[kind.code])
  for (let n = 0; n < kind.count; n++) {
    if (n < named.length) yield { at: named[n]!.at, words: named[n]!.address ?? named[n]!.name }
    else if (kind.siting === 'bridge')
      yield { at: bridges[n % bridges.length]!.at, words: bridges[n % bridges.length]!.name }
    else if (kind.siting === 'door') {
      const door = doors[Math.floor(((n + 0.5) * doors.length) / kind.count)]!
      yield { at: nudge(door.at, 0.9, random), words: door.name }
    } else if (kind.siting === 'building' || kind.siting === 'courtyard') {
      const from = Math.floor(((n + 0.5) * buildings.length) / kind.count)
      const building = buildings.slice(from, from + 60).find((b) => IN_COURTS.has(b.use)) ?? buildings[from]!
      yield { at: outside(building.polygon.coordinates[0]!, kind.siting === 'building' ? 1.1 : 3.2, random, geography) }
    } else yield { at: somewhereIn(cellsFor(kind, cells), n, kind.count, random, onRoad) }
  }
}

const nudge = ({ lon, lat }: Point, metres: number, random: Random): Point => {
  const [x, y] = toPlane(lon, lat)
  return toPoint([x + random.between(-metres, metres), y + random.between(-metres, metres)])
}

/** A little way off a corner of a building, away from its middle. */
function outside(ring: readonly (readonly number[])[], metres: number, random: Random, geography: Geography): Point {
  const shape = ring.slice(0, 4).map((p) => toPlane(p[0]!, p[1]!))
  const x = shape.reduce((sum, p) => sum + p[0], 0) / 4
  const y = shape.reduce((sum, p) => sum + p[1], 0) / 4
  const corner = random.pick(shape)
  const length = Math.hypot(corner[0] - x, corner[1] - y)
  const at = (by: number) =>
    toPoint([corner[0] + ((corner[0] - x) / length) * by, corner[1] + ((corner[1] - y) / length) * by])
  return geography.cellAt(at(metres)) ? at(metres) : at(0.3)
}

const USES: Partial<Record<Siting, (cell: Cell) => boolean>> = {
  park: (c) => c.landUse === 'park' || c.landUse === 'riverside',
  riverside: (c) => c.zone === 'bank',
  water: (c) => c.zone === 'river',
  square: (c) => c.landUse === 'square' || c.landUse === 'market' || c.landUse === 'office',
  place: (c) => c.landUse === 'village' || c.landUse === 'park' || c.landUse === 'farmland',
}

const chosen = new WeakMap<readonly Cell[], Map<Siting, Cell[]>>()

function cellsFor(kind: ComponentKind, cells: readonly Cell[]): Cell[] {
  const known = chosen.get(cells) ?? new Map<Siting, Cell[]>()
  chosen.set(cells, known)
  const list = known.get(kind.siting) ?? cells.filter(USES[kind.siting] ?? (() => true))
  known.set(kind.siting, list)
  return list
}

function somewhereIn(
  cells: readonly Cell[],
  n: number,
  count: number,
  random: Random,
  onRoad: (p: XY) => boolean,
): Point {
  const cell = cells[Math.floor(((n + random.next()) * cells.length) / count) % cells.length]!
  const ring = cell.polygon.coordinates[0]!
  const lons = ring.map((p) => p[0])
  const lats = ring.map((p) => p[1])
  for (let attempt = 0; attempt < 60; attempt++) {
    const lon = random.between(Math.min(...lons), Math.max(...lons))
    const lat = random.between(Math.min(...lats), Math.max(...lats))
    const plane = toPlane(lon, lat)
    const point = toPoint(plane)
    if (insideRing(point.lon, point.lat, ring) && !onRoad(plane)) return point
  }
  return cell.labelAt
}
