import { metresPerDegree } from '#city/place/distance.ts'
import { type Point, point } from '#city/place/frame.ts'

/** A surface looked into on the map: drawn by hand, or a circle. */
export type SelectedArea =
  | { readonly kind: 'ring'; readonly ring: readonly Point[] }
  | { readonly kind: 'circle'; readonly centre: Point; readonly metres: number }

export const MOST_CORNERS = 60
export const MOST_RADIUS_METRES = 5_000
/** A whole district has lists and reports; the map looks into a part of one. */
export const MOST_SQUARE_METRES = 80_000_000

const degrees = ({ lon, lat }: Point): string => `${lon.toFixed(6)},${lat.toFixed(6)}`

/** A surface as it travels, in an address and in a question; six decimals are a tenth of a metre. */
export const areaText = (area: SelectedArea): string =>
  area.kind === 'circle'
    ? `circle:${degrees(area.centre)},${Math.round(area.metres)}`
    : `ring:${area.ring.map(degrees).join(';')}`

/** Reads what `areaText` wrote; undefined where it is malformed, has too many corners or too wide a circle. */
export function readArea(text: string): SelectedArea | undefined {
  const colon = text.indexOf(':')
  const [kind, body] = [text.slice(0, colon), text.slice(colon + 1)]
  if (kind === 'circle') {
    const [lon, lat, metres = Number.NaN] = body.split(',').map(Number)
    const centre = pointOf(lon, lat)
    return centre && metres >= 1 && metres <= MOST_RADIUS_METRES ? { kind, centre, metres } : undefined
  }
  if (kind !== 'ring') return undefined
  const ring = body.split(';').map((pair) => {
    const [lon, lat] = pair.split(',').map(Number)
    return pointOf(lon, lat)
  })
  const isWhole = ring.length >= 3 && ring.length <= MOST_CORNERS && ring.every((corner) => corner !== undefined)
  return isWhole ? { kind, ring: ring as Point[] } : undefined
}

/** A pair of degrees as a place, where it can be one. */
export function pointOf(lon: number | undefined, lat: number | undefined): Point | undefined {
  const isPlace = lon !== undefined && lat !== undefined && Math.abs(lon) <= 180 && Math.abs(lat) <= 85
  return isPlace ? point(lon, lat) : undefined
}

/** Square metres of a ring whose last corner is joined to the first. */
export function ringSquareMetres(ring: readonly Point[]): number {
  const [first] = ring
  if (!first) return 0
  const scale = metresPerDegree(first.lat)
  const corners = ring.map(({ lon, lat }) => [(lon - first.lon) * scale.x, (lat - first.lat) * scale.y] as const)
  const twice = corners.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = corners[(at + 1) % corners.length]!
    return sum + x * nextY - nextX * y
  }, 0)
  return Math.abs(twice) / 2
}

export const squareMetresOf = (area: SelectedArea): number =>
  area.kind === 'circle' ? Math.PI * area.metres ** 2 : ringSquareMetres(area.ring)

/** Metres along a line of points. */
export function lengthMetres(line: readonly Point[]): number {
  return line.slice(1).reduce((sum, to, at) => {
    const from = line[at]!
    const scale = metresPerDegree((from.lat + to.lat) / 2)
    return sum + Math.hypot((to.lon - from.lon) * scale.x, (to.lat - from.lat) * scale.y)
  }, 0)
}

/** A circle as a ring of 64 corners, for drawing. */
export function circleRing(centre: Point, metres: number): Point[] {
  const scale = metresPerDegree(centre.lat)
  return Array.from({ length: 64 }, (_, at) => {
    const angle = (at / 64) * 2 * Math.PI
    return point(centre.lon + (Math.cos(angle) * metres) / scale.x, centre.lat + (Math.sin(angle) * metres) / scale.y)
  })
}

/**
 * A line drawn by hand with at most `most` corners: of neighbouring corners the one that matters least (by the surface it spans
 * with its neighbours) goes first.
 */
export function simplified(ring: readonly Point[], most = MOST_CORNERS): Point[] {
  // A hand draws hundreds of corners, far more than matter; every n-th of them is drawn as well.
  const step = Math.ceil(ring.length / (4 * most))
  const kept = ring.filter((_, at) => at % step === 0)
  while (kept.length > most) {
    let [least, at] = [Number.POSITIVE_INFINITY, 0]
    for (let i = 0; i < kept.length; i++) {
      const size = ringSquareMetres([kept.at(i - 1)!, kept[i]!, kept[(i + 1) % kept.length]!])
      if (size < least) [least, at] = [size, i]
    }
    kept.splice(at, 1)
  }
  return kept
}
