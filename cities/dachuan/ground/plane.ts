import type { Point } from '#city/place/frame.ts'

/** A place on the drawing plane: metres east and north of the district's origin. Never leaves `ground/` and its callers. */
export type XY = readonly [east: number, north: number]

/** A GeoJSON ring or line in CGCS2000 degrees. */
export type Degrees = [lon: number, lat: number]

const ORIGIN = { lon: 107.5, lat: 31.2 }
// Length of one degree on the CGCS2000 ellipsoid at the origin's latitude.
const METRES_PER_LON = 95_304
const METRES_PER_LAT = 110_873

/** Plane to degrees, rounded to 1e-7° (about 1 cm), so that a shared corner is the same number in both neighbours. */
export function toDegrees([east, north]: XY): Degrees {
  return [round7(ORIGIN.lon + east / METRES_PER_LON), round7(ORIGIN.lat + north / METRES_PER_LAT)]
}

/** Degrees back to the plane. */
export function toPlane(lon: number, lat: number): XY {
  return [(lon - ORIGIN.lon) * METRES_PER_LON, (lat - ORIGIN.lat) * METRES_PER_LAT]
}

export function toPoint(at: XY): Point {
  const [lon, lat] = toDegrees(at)
  return { frame: 'CGCS2000', lon, lat }
}

/** Square metres of a ring in degrees (positive when counter-clockwise). */
export function areaOfDegrees(ring: readonly (readonly number[])[]): number {
  return signedArea(ring.map((p) => toPlane(p[0]!, p[1]!)))
}

const round7 = (value: number) => Math.round(value * 1e7) / 1e7

export const distance = (a: XY, b: XY) => Math.hypot(b[0] - a[0], b[1] - a[1])
export const between = (a: XY, b: XY, t: number): XY => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]

/** Positive when counter-clockwise. The ring may be open or closed. */
export function signedArea(ring: readonly XY[]): number {
  const [ox, oy] = ring[0]!
  let sum = 0
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[j]!
    const b = ring[i]!
    sum += (a[0] - ox) * (b[1] - oy) - (b[0] - ox) * (a[1] - oy)
  }
  return sum / 2
}

export const areaOfRing = (ring: readonly XY[]) => Math.abs(signedArea(ring))

export function perimeter(ring: readonly XY[]): number {
  let sum = 0
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) sum += distance(ring[j]!, ring[i]!)
  return sum
}

export function centroid(ring: readonly XY[]): XY {
  const [ox, oy] = ring[0]!
  let area = 0
  let x = 0
  let y = 0
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const ax = ring[j]![0] - ox
    const ay = ring[j]![1] - oy
    const bx = ring[i]![0] - ox
    const by = ring[i]![1] - oy
    const f = ax * by - bx * ay
    area += f
    x += (ax + bx) * f
    y += (ay + by) * f
  }
  return area === 0 ? ring[0]! : [ox + x / (3 * area), oy + y / (3 * area)]
}

/** Even-odd test; works in degrees and in metres alike. */
export function insideRing(x: number, y: number, ring: readonly (readonly number[])[]): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const xi = ring[i]![0]!
    const yi = ring[i]![1]!
    const xj = ring[j]![0]!
    const yj = ring[j]![1]!
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside
  }
  return inside
}

export function distanceToSegment(p: XY, a: XY, b: XY): number {
  const dx = b[0] - a[0]
  const dy = b[1] - a[1]
  const length2 = dx * dx + dy * dy
  const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length2))
  return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)
}

export function distanceToLine(p: XY, line: readonly XY[]): number {
  let best = Infinity
  for (let i = 1; i < line.length; i++) best = Math.min(best, distanceToSegment(p, line[i - 1]!, line[i]!))
  return best
}

export function distanceToRing(p: XY, ring: readonly XY[]): number {
  return Math.min(distanceToLine(p, ring), distanceToSegment(p, ring[ring.length - 1]!, ring[0]!))
}

/** Where two segments meet, as the fraction along each; undefined when they do not or are parallel. */
export function crossing(a: XY, b: XY, c: XY, d: XY): { t: number; u: number } | undefined {
  const denominator = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0])
  if (denominator === 0) return undefined
  const t = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / denominator
  const u = ((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])) / denominator
  return t < 0 || t > 1 || u < 0 || u > 1 ? undefined : { t, u }
}
