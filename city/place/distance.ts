import type { Point } from './frame.ts'

/** A rectangle of CGCS2000 degrees. */
export type Box = { readonly west: number; readonly south: number; readonly east: number; readonly north: number }

const RADIANS = Math.PI / 180

/** Metres in one degree of longitude (`x`) and latitude (`y`) at a latitude, on the GRS80 ellipsoid. */
export function metresPerDegree(lat: number): { readonly x: number; readonly y: number } {
  const a = lat * RADIANS
  return {
    x: 111_412.876 * Math.cos(a) - 93.504 * Math.cos(3 * a) + 0.118 * Math.cos(5 * a),
    y: 111_132.952 - 559.848 * Math.cos(2 * a) + 1.175 * Math.cos(4 * a) - 0.0023 * Math.cos(6 * a),
  }
}

/** Metres between two points of one district: within a millimetre and one part in a million up to 7 km. */
export function distanceMetres(a: Point, b: Point): number {
  const scale = metresPerDegree((a.lat + b.lat) / 2)
  return Math.hypot((a.lon - b.lon) * scale.x, (a.lat - b.lat) * scale.y)
}

/** Degrees clockwise from north, 0–360, from `a` to `b`. */
export function bearingDegrees(a: Point, b: Point): number {
  const scale = metresPerDegree((a.lat + b.lat) / 2)
  const angle = Math.atan2((b.lon - a.lon) * scale.x, (b.lat - a.lat) * scale.y) / RADIANS
  return (angle + 360) % 360
}

const compass = ['北', '东北', '东', '东南', '南', '西南', '西', '西北'] as const

/** The bearing in words of eight winds, for a person. */
export const bearingZh = (degrees: number): string => compass[Math.round(degrees / 45) % 8] ?? '北'

/** The smallest box that holds the circle of `metres` about `p`. */
export function boxAround(p: Point, metres: number): Box {
  const scale = metresPerDegree(p.lat)
  const [dx, dy] = [metres / scale.x, metres / scale.y]
  return { west: p.lon - dx, south: p.lat - dy, east: p.lon + dx, north: p.lat + dy }
}

export const boxHolds = (box: Box, p: Point): boolean =>
  p.lon >= box.west && p.lon <= box.east && p.lat >= box.south && p.lat <= box.north

export const boxesMeet = (a: Box, b: Box): boolean =>
  a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north

/** The place on the segment `a`–`b` nearest to `p`, and how far it is. */
export function nearestOnSegment(p: Point, a: Point, b: Point): { at: Point; metres: number } {
  const scale = metresPerDegree(p.lat)
  const [ax, ay] = [(a.lon - p.lon) * scale.x, (a.lat - p.lat) * scale.y]
  const [dx, dy] = [(b.lon - a.lon) * scale.x, (b.lat - a.lat) * scale.y]
  const length2 = dx * dx + dy * dy
  const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length2))
  const at: Point = { frame: 'CGCS2000', lon: a.lon + t * (b.lon - a.lon), lat: a.lat + t * (b.lat - a.lat) }
  return { at, metres: Math.hypot(ax + t * dx, ay + t * dy) }
}
