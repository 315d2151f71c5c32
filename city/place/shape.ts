import { type Box, metresPerDegree } from './distance.ts'
import { type Point, point } from './frame.ts'

/** GeoJSON positions of a ring, CGCS2000 degrees [lon, lat]; first equals last. */
export type Position = readonly [lon: number, lat: number, ...rest: number[]]
export type Ring = readonly Position[]

/** A GeoJSON surface in CGCS2000: rings of one or several polygons, the first ring of each the outer one. */
export type Area =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }

/** A GeoJSON line in CGCS2000. */
export type Line =
  | { readonly type: 'LineString'; readonly coordinates: Ring }
  | { readonly type: 'MultiLineString'; readonly coordinates: readonly Ring[] }

export type ShapeFault =
  | 'not_a_surface'
  | 'ring_open'
  | 'ring_too_short'
  | 'ring_not_numeric'
  | 'ring_without_area'
  | 'ring_crosses_itself'
  | 'hole_outside'

export const polygonsOf = (area: Area): readonly (readonly Ring[])[] =>
  area.type === 'Polygon' ? [area.coordinates] : area.coordinates

export const ringsOf = (area: Area): readonly Ring[] => polygonsOf(area).flat()

export const partsOf = (line: Line): readonly Ring[] =>
  line.type === 'LineString' ? [line.coordinates] : line.coordinates

/** The smallest box about the positions. */
export function boxOf(rings: readonly Ring[]): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of rings)
    for (const [lon, lat] of ring) {
      if (lon < west) west = lon
      if (lon > east) east = lon
      if (lat < south) south = lat
      if (lat > north) north = lat
    }
  return { west, south, east, north }
}

/** Twice the signed area of a ring in square degrees; positive when it runs counter-clockwise. */
export function signedArea2(ring: Ring): number {
  const [originLon, originLat] = ring[0] ?? [0, 0]
  let sum = 0
  for (let at = 1; at < ring.length; at++) {
    const [ax, ay] = ring[at - 1]!
    const [bx, by] = ring[at]!
    sum += (ax - originLon) * (by - originLat) - (bx - originLon) * (ay - originLat)
  }
  return sum
}

/** Square metres of a surface, holes taken off; good to 1 in 10 000 for anything up to a district. */
export function squareMetres(area: Area): number {
  const box = boxOf(ringsOf(area))
  const scale = metresPerDegree((box.south + box.north) / 2)
  let twice = 0
  for (const polygon of polygonsOf(area))
    polygon.forEach((ring, at) => {
      twice += (at === 0 ? 1 : -1) * Math.abs(signedArea2(ring))
    })
  return (twice / 2) * scale.x * scale.y
}

/** Even-odd test against all rings; a point on a border may fall on either side (exactness is the area index's work). */
export function ringsHold(rings: readonly Ring[], lon: number, lat: number): boolean {
  let inside = false
  for (const ring of rings)
    for (let at = 1; at < ring.length; at++) {
      const [ax, ay] = ring[at - 1]!
      const [bx, by] = ring[at]!
      if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside
    }
  return inside
}

/** A point surely inside: the middle of the widest stretch of the surface at half its height. */
export function labelPoint(area: Area): Point {
  const rings = ringsOf(area)
  const box = boxOf(rings)
  // Just off the exact middle, so that a vertex lying there is not met.
  const lat = box.south + (box.north - box.south) * 0.500_137
  const crossings = crossingsAt(rings, lat)
  let best = { lon: (box.west + box.east) / 2, width: -1 }
  for (let at = 1; at < crossings.length; at += 2) {
    const width = crossings[at]! - crossings[at - 1]!
    if (width > best.width) best = { lon: (crossings[at]! + crossings[at - 1]!) / 2, width }
  }
  return point(best.lon, lat)
}

function crossingsAt(rings: readonly Ring[], lat: number): number[] {
  const found: number[] = []
  for (const ring of rings)
    for (let at = 1; at < ring.length; at++) {
      const [ax, ay] = ring[at - 1]!
      const [bx, by] = ring[at]!
      if (ay > lat !== by > lat) found.push(((bx - ax) * (lat - ay)) / (by - ay) + ax)
    }
  return found.sort((a, b) => a - b)
}

/** Every fault of something that claims to be a GeoJSON surface; empty when rings are closed, simple and holes lie inside. */
export function shapeFaults(given: unknown): readonly ShapeFault[] {
  if (!isSurface(given)) return ['not_a_surface']
  const faults = new Set<ShapeFault>()
  for (const polygon of polygonsOf(given)) {
    for (const ring of polygon) for (const fault of ringFaults(ring)) faults.add(fault)
    if (faults.size > 0) continue
    const [outer, ...holes] = polygon
    for (const hole of holes) if (!holeLiesIn(hole, outer!)) faults.add('hole_outside')
  }
  return [...faults]
}

// A hole may touch the outer ring, so most of its corners must lie inside rather than any one.
function holeLiesIn(hole: Ring, outer: Ring): boolean {
  const inside = hole.filter(([lon, lat]) => ringsHold([outer], lon, lat)).length
  return inside * 2 > hole.length
}

function isSurface(given: unknown): given is Area {
  if (typeof given !== 'object' || given === null) return false
  const { type, coordinates } = given as { type?: unknown; coordinates?: unknown }
  const depth = type === 'Polygon' ? 2 : type === 'MultiPolygon' ? 3 : 0
  return depth > 0 && isNested(coordinates, depth)
}

const isNested = (value: unknown, depth: number): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((part) => (depth === 1 ? Array.isArray(part) && part.length >= 2 : isNested(part, depth - 1)))

function ringFaults(ring: Ring): ShapeFault[] {
  if (ring.some(([lon, lat]) => !Number.isFinite(lon) || !Number.isFinite(lat))) return ['ring_not_numeric']
  if (ring.length < 4) return ['ring_too_short']
  const [first, last] = [ring[0]!, ring.at(-1)!]
  if (first[0] !== last[0] || first[1] !== last[1]) return ['ring_open']
  if (signedArea2(ring) === 0) return ['ring_without_area']
  return crossesItself(ring) ? ['ring_crosses_itself'] : []
}

type Segment = { ax: number; ay: number; bx: number; by: number; left: number; right: number; order: number }

/** Whether two sides of a closed ring that are not neighbours touch; sides are swept from west to east. */
function crossesItself(ring: Ring): boolean {
  const sides = sidesOf(ring)
  const last = sides.length - 1
  const sorted = [...sides].sort((a, b) => a.left - b.left)
  let open: Segment[] = []
  for (const side of sorted) {
    open = open.filter((other) => other.right >= side.left)
    for (const other of open) {
      const apart = Math.abs(other.order - side.order)
      if (apart === 1 || apart === last ? foldsBack(other, side, apart === 1, last) : touches(other, side)) return true
    }
    open.push(side)
  }
  return false
}

function sidesOf(ring: Ring): Segment[] {
  const sides: Segment[] = []
  for (let at = 1; at < ring.length; at++) {
    const [ax, ay] = ring[at - 1]!
    const [bx, by] = ring[at]!
    if (ax === bx && ay === by) continue
    sides.push({ ax, ay, bx, by, left: Math.min(ax, bx), right: Math.max(ax, bx), order: sides.length })
  }
  return sides
}

// Neighbours always share a corner; they are at fault only when the second runs back along the first.
function foldsBack(a: Segment, b: Segment, adjacent: boolean, last: number): boolean {
  if (last < 2) return true
  const inOrder = adjacent ? a.order < b.order : a.order === last
  const [one, two] = inOrder ? [a, b] : [b, a]
  const [ux, uy, vx, vy] = [one.bx - one.ax, one.by - one.ay, two.bx - two.ax, two.by - two.ay]
  return ux * vy - uy * vx === 0 && ux * vx + uy * vy < 0
}

const side = (s: Segment, x: number, y: number): number => (s.bx - s.ax) * (y - s.ay) - (s.by - s.ay) * (x - s.ax)

const within = (s: Segment, x: number, y: number): boolean =>
  x >= s.left && x <= s.right && y >= Math.min(s.ay, s.by) && y <= Math.max(s.ay, s.by)

function touches(a: Segment, b: Segment): boolean {
  const [a1, a2] = [side(a, b.ax, b.ay), side(a, b.bx, b.by)]
  const [b1, b2] = [side(b, a.ax, a.ay), side(b, a.bx, a.by)]
  if (a1 * a2 < 0 && b1 * b2 < 0) return true
  if (a1 === 0 && within(a, b.ax, b.ay)) return true
  if (a2 === 0 && within(a, b.bx, b.by)) return true
  if (b1 === 0 && within(b, a.ax, a.ay)) return true
  return b2 === 0 && within(b, a.bx, a.by)
}
