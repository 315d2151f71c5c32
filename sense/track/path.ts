import { distanceMetres } from '#city/place/distance.ts'
import { point } from '#city/place/frame.ts'
import type { Leg } from './match.ts'

/** A place on the way of a trip: when, where, how fast from here on (km/h), and whether it is on a road. */
export type PathPoint = {
  readonly at: number
  readonly lon: number
  readonly lat: number
  readonly kmh: number
  readonly isOnRoad: boolean
}

/** The way of a trip with times; corners between two positions have theirs by how far along they are. */
export function pathOf(legs: readonly Leg[]): PathPoint[] {
  const points: PathPoint[] = []
  for (const [n, { from, to, line, metres, driven }] of legs.entries()) {
    const kmh = to > from ? (metres / (to - from)) * 3_600 : 0
    const isOnRoad = driven !== null
    let along = 0
    for (const [corner, place] of line.entries()) {
      if (corner > 0) along += distanceMetres(line[corner - 1]!, place)
      const isLast = corner === line.length - 1
      // The end of a leg is the beginning of the next one.
      if (isLast && n < legs.length - 1) continue
      const share = isLast ? 1 : metres > 0 ? Math.min(1, along / metres) : 0
      points.push({ at: Math.round(from + share * (to - from)), lon: place.lon, lat: place.lat, kmh, isOnRoad })
    }
  }
  return plain(points)
}

const [offMetres, offKmh, offSeconds] = [1.5, 2, 2]

/** Leaves out points that the ones before and after them tell as well: in line, as fast, and at the time in between. */
function plain(points: readonly PathPoint[]): PathPoint[] {
  const kept = points.slice(0, 1)
  let left: PathPoint[] = []
  for (const next of points.slice(1)) {
    const last = kept.at(-1)!
    if (left.every((one) => isTold(one, last, next))) {
      left.push(next)
      continue
    }
    kept.push(left.at(-1)!)
    left = [next]
  }
  return left.length > 0 ? [...kept, left.at(-1)!] : kept
}

function isTold(one: PathPoint, from: PathPoint, to: PathPoint): boolean {
  if (one.isOnRoad !== from.isOnRoad || Math.abs(one.kmh - from.kmh) > offKmh) return false
  const share = to.at > from.at ? (one.at - from.at) / (to.at - from.at) : 0
  const at = point(from.lon + share * (to.lon - from.lon), from.lat + share * (to.lat - from.lat))
  // So far from the line, or along it so far as is driven in a moment.
  return distanceMetres(at, point(one.lon, one.lat)) <= Math.max(offMetres, (one.kmh / 3.6) * offSeconds * 0.5)
}
