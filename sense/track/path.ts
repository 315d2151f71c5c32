import { distanceMetres } from '#city/place/distance.ts'
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
  return points
}
