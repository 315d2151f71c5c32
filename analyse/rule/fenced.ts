import { distanceMetres, nearestOnSegment } from '#city/place/distance.ts'
import { type Point, point } from '#city/place/frame.ts'
import { ringsHold } from '#city/place/shape.ts'
import type { Fenced } from './condition.ts'

/** Whether a point lies inside a fence, and how far from its border. Made once for a fence, asked for each position. */
export type Measure = (at: Point) => { isInside: boolean; metres: number }

export function measureOf(area: Fenced): Measure {
  if (area.shape === 'circle') {
    const centre = point(...area.centre)
    return (at) => beyond(distanceMetres(at, centre), area.metres)
  }
  if (area.shape === 'corridor') {
    const line = area.line.map((one) => point(...one))
    return (at) => beyond(metresFrom(line, at), area.metres)
  }
  const border = closed(area.ring).map(([lon, lat]) => point(lon, lat))
  const ring = [border.map(({ lon, lat }) => [lon, lat] as const)]
  return (at) => ({ isInside: ringsHold(ring, at.lon, at.lat), metres: metresFrom(border, at) })
}

const beyond = (metres: number, border: number) => ({ isInside: metres <= border, metres: Math.abs(metres - border) })

function closed(ring: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const [first, last] = [ring[0], ring.at(-1)]
  return first && last && (first[0] !== last[0] || first[1] !== last[1]) ? [...ring, first] : ring
}

function metresFrom(line: readonly Point[], at: Point): number {
  let least = Number.POSITIVE_INFINITY
  for (let n = 1; n < line.length; n++) least = Math.min(least, nearestOnSegment(at, line[n - 1]!, line[n]!).metres)
  return least
}
