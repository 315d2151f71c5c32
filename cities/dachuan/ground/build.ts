import type { LandUse } from '../model.ts'
import type { Carved } from './carve.ts'
import { type Uses, wooded } from './land-use.ts'
import { edgeBetween } from './planar.ts'
import { centroid, type XY } from './plane.ts'
import type { Random } from './random.ts'
import { ROAD_WIDTHS } from './road-network.ts'
import { type Box, type Front, frontsOf, onFront, type Site, tryPlace } from './site.ts'

/** A building on the plane; `front` is the draft road it faces, if any. */
export type Block = { plot: number; box: Box; storeys: number; use: LandUse; front?: number; door?: XY }

/** Ground fittings that come with a use: a school's pitch and track. */
export type Fitting = { kind: 'pitch' | 'track'; ring: XY[] }

type Style = { width: [number, number]; depth: [number, number]; gap: [number, number]; storeys: [number, number] }

/** Buildings along the street: frontage, depth, gap in metres and storeys, by use. */
const STREET_STYLES: Partial<Record<LandUse, Style & { chance: number }>> = {
  commercial: { width: [16, 40], depth: [14, 22], gap: [3, 9], storeys: [4, 16], chance: 0.93 },
  'old-quarter': { width: [8, 19], depth: [9, 14], gap: [1.2, 4], storeys: [2, 7], chance: 0.94 },
  residential: { width: [16, 38], depth: [10, 13], gap: [3.5, 9], storeys: [5, 9], chance: 0.9 },
  office: { width: [30, 56], depth: [16, 24], gap: [16, 30], storeys: [5, 14], chance: 0.8 },
  industrial: { width: [26, 60], depth: [16, 26], gap: [10, 20], storeys: [1, 3], chance: 0.7 },
  village: { width: [9, 14], depth: [8, 11], gap: [3, 16], storeys: [1, 3], chance: 0.72 },
  farmland: { width: [9, 13], depth: [8, 10], gap: [14, 60], storeys: [1, 3], chance: 0.22 },
}

/** Rows inside the block: length, depth, gap between ends, storeys; `row` is the distance between rows. */
const ROW_STYLES: Partial<Record<LandUse, Style & { row: [number, number]; chance: number }>> = {
  commercial: { width: [22, 38], depth: [16, 22], gap: [12, 18], storeys: [8, 26], row: [40, 50], chance: 0.7 },
  'old-quarter': { width: [9, 22], depth: [8, 11], gap: [2.5, 6], storeys: [2, 6], row: [14, 18], chance: 0.8 },
  residential: { width: [24, 46], depth: [10.5, 13], gap: [6, 10], storeys: [6, 18], row: [23, 29], chance: 0.96 },
  office: { width: [34, 56], depth: [18, 24], gap: [20, 26], storeys: [6, 18], row: [48, 60], chance: 0.6 },
  industrial: { width: [40, 78], depth: [20, 30], gap: [12, 16], storeys: [1, 2], row: [38, 46], chance: 0.9 },
  school: { width: [40, 62], depth: [11, 15], gap: [14, 18], storeys: [4, 6], row: [32, 38], chance: 0.6 },
  hospital: { width: [40, 60], depth: [17, 22], gap: [16, 20], storeys: [5, 16], row: [44, 50], chance: 0.75 },
  market: { width: [44, 64], depth: [30, 42], gap: [10, 12], storeys: [1, 2], row: [50, 60], chance: 1 },
  station: { width: [60, 80], depth: [22, 28], gap: [24, 30], storeys: [2, 3], row: [60, 80], chance: 0.5 },
  village: { width: [9, 14], depth: [8, 11], gap: [12, 34], storeys: [1, 3], row: [26, 42], chance: 0.2 },
}

const TOWER: Style = { width: [23, 29], depth: [21, 26], gap: [24, 30], storeys: [20, 33] }

/** Builds on every plot: first along its streets, then in rows behind. */
export function build(carved: Carved, { use, unit }: Uses, random: Random): { blocks: Block[]; fittings: Fitting[] } {
  const blocks: Block[] = []
  const fittings: Fitting[] = []
  const grounds = new Set<string>()
  const temper = new Map<string, { axis: XY; tower: boolean }>()
  carved.plots.forEach((_, plot) => {
    const kind = use[plot]!
    const { site, fronts } = siteOf(carved, plot)
    const key = unit[plot]!
    const mood = temper.get(key) ?? { axis: axisOf(fronts, random), tower: random.chance(0.3) }
    temper.set(key, mood)
    if (kind === 'school' && !grounds.has(key)) {
      const made = playground(site, mood.axis)
      if (made.length > 0) grounds.add(key)
      fittings.push(...made)
    }
    const add = (box: Box, style: Style, front?: Front) => {
      if ((kind === 'village' || kind === 'farmland') && wooded(...box.centre) > 0.03) return
      const [low, high] = style.storeys
      const storeys = Math.round(low + (high - low) * random.next() ** 1.7)
      const found: Block = { plot, box, storeys, use: kind }
      if (front && front.road >= 0) Object.assign(found, { front: front.road, door: doorOf(box) })
      blocks.push(found)
    }
    alongStreets(site, fronts, kind, random, add)
    inRows(site, kind, mood, random, add)
  })
  return { blocks, fittings }
}

const doorOf = ({ centre, heading, depth }: Box): XY => [
  centre[0] + heading[1] * (depth / 2 + 1),
  centre[1] - heading[0] * (depth / 2 + 1),
]

function siteOf(carved: Carved, plot: number): { site: Site; fronts: Front[] } {
  const { ring } = carved.plots[plot]!
  const shape = ring.map((n) => carved.drawing.nodes[n]!)
  const marks = ring.map((n, i) => edgeBetween(carved.drawing, n, ring[(i + 1) % ring.length]!))
  const setbacks = marks.map((m) =>
    m.road >= 0 ? ROAD_WIDTHS[carved.roads[m.road]!.roadClass].toBuildings : m.kind === 'bank' ? 12 : 2.6,
  )
  return {
    site: { shape, setbacks, built: [] },
    fronts: frontsOf(
      shape,
      marks.map((m) => m.road),
      setbacks,
    ),
  }
}

/** Long sides face south where the streets allow it. */
function axisOf(fronts: readonly Front[], random: Random): XY {
  const main = fronts.reduce((best, f) => (f.length > best.length ? f : best))
  const [a, b] = [main.line[0]!, main.line[main.line.length - 1]!]
  let angle = Math.atan2(b[1] - a[1], b[0] - a[0])
  while (angle > Math.PI / 4) angle -= Math.PI / 2
  while (angle <= -Math.PI / 4) angle += Math.PI / 2
  angle += random.between(-0.02, 0.02)
  return [Math.cos(angle), Math.sin(angle)]
}

type Add = (box: Box, style: Style, front?: Front) => void

function alongStreets(site: Site, fronts: readonly Front[], kind: LandUse, random: Random, add: Add): void {
  const style = STREET_STYLES[kind]
  if (!style) return
  for (const front of fronts) {
    if (front.road < 0) continue
    let at = front.setback * 0.5 + random.between(0, 6)
    while (at < front.length) {
      const width = random.between(...style.width)
      const depth = random.between(...style.depth)
      const wanted = random.chance(style.chance)
      const box = onFront(front, at + width / 2, width, depth, random.between(0, 1.5))
      const placed = wanted && at + width < front.length && tryPlace(site, box, style.gap[0])
      if (placed) add(box, style, front)
      at += placed || !wanted ? width + random.between(...style.gap) : 5
    }
  }
}

function inRows(site: Site, kind: LandUse, mood: { axis: XY; tower: boolean }, random: Random, add: Add): void {
  const rows = ROW_STYLES[kind]
  if (!rows) return
  const towers = kind === 'residential' && mood.tower
  const style = towers ? TOWER : rows
  const pitch = towers ? random.between(46, 54) : random.between(...rows.row)
  const [cx, cy] = centroid(site.shape)
  const [c, s] = mood.axis
  const spread = site.shape.map((p): XY => [(p[0] - cx) * c + (p[1] - cy) * s, -(p[0] - cx) * s + (p[1] - cy) * c])
  const [u0, u1] = [Math.min(...spread.map((p) => p[0])), Math.max(...spread.map((p) => p[0]))]
  const [v0, v1] = [Math.min(...spread.map((p) => p[1])), Math.max(...spread.map((p) => p[1]))]
  const depth = random.between(...style.depth)
  for (let v = v0 + depth / 2 + 4; v < v1; v += pitch / 4) {
    let placedInRow = false
    for (let u = u0; u < u1; ) {
      const width = random.between(...style.width)
      const wanted = random.chance(rows.chance)
      const box = wanted && fitAt(site, [cx, cy], mood.axis, u, v, width, depth, style)
      if (box) {
        add(box, style)
        placedInRow = true
        u += box.width + random.between(...style.gap)
      } else u += wanted ? 6 : width
    }
    if (placedInRow) v += (pitch * 3) / 4
  }
}

/** The longest of three lengths that still fits, starting at u. */
function fitAt(
  site: Site,
  origin: XY,
  axis: XY,
  u: number,
  v: number,
  width: number,
  depth: number,
  style: Style,
): Box | undefined {
  for (const share of [1, 0.72, 0.5]) {
    const w = Math.max(width * share, Math.min(width, style.depth[0]))
    const [x, y] = [u + w / 2, v]
    const centre: XY = [origin[0] + x * axis[0] - y * axis[1], origin[1] + x * axis[1] + y * axis[0]]
    const box = { centre, heading: axis, width: w, depth }
    if (tryPlace(site, box, Math.min(style.gap[0], 8))) return box
  }
  return undefined
}

/** A running track with its pitch, when the plot is large enough for one. */
function playground(site: Site, axis: XY): Fitting[] {
  const centre = centroid(site.shape)
  for (const [length, width] of [
    [104, 58],
    [84, 46],
    [62, 34],
  ] as const)
    for (const heading of [axis, [-axis[1], axis[0]] as XY]) {
      const box = { centre, heading, width: length, depth: width }
      if (!tryPlace(site, box, 3)) continue
      return [
        { kind: 'track', ring: stadium(box, 0) },
        { kind: 'pitch', ring: stadium(box, 6) },
      ]
    }
  return []
}

function stadium({ centre, heading: [c, s], width, depth }: Box, inset: number): XY[] {
  const radius = depth / 2 - inset
  const half = width / 2 - depth / 2
  const ring: XY[] = []
  for (const [side, from] of [
    [1, -Math.PI / 2],
    [-1, Math.PI / 2],
  ] as const)
    for (let k = 0; k <= 10; k++) {
      const angle = from + (k / 10) * Math.PI
      const [u, v] = [side * half + Math.cos(angle) * radius, Math.sin(angle) * radius]
      ring.push([centre[0] + u * c - v * s, centre[1] + u * s + v * c])
    }
  return ring
}
