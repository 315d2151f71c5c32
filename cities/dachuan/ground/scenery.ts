import type { Area, Position, Stream, Surroundings } from '../model.ts'
import { wooded } from './land-use.ts'
import { areaOfRing, insideRing, signedArea, toDegrees, type XY } from './plane.ts'
import { noise } from './random.ts'
import { beyond, type Skeleton } from './skeleton.ts'

/** A frame of surroundings: how far it reaches from the origin and how finely it is drawn, metres. */
export type Frame = { east: number; north: number; step: number }
/** What is seen when standing close, and the wide frame that only small scales show. */
export const NEAR: Frame = { east: 9600, north: 7400, step: 80 }
export const FAR: Frame = { east: 30_000, north: 23_000, step: 240 }

export const closed = (ring: readonly XY[]): Position[] => {
  const degrees = ring.map(toDegrees)
  return [...degrees, degrees[0]!]
}

/** Woods on the hills, inside the district and around it, as smooth contours of the same field that keeps houses out. */
export function woodland({ east, north, step }: Frame): Area[] {
  const columns = Math.ceil((2 * east) / step)
  const rows = Math.ceil((2 * north) / step)
  const field = (i: number, j: number) => {
    if (i <= 0 || j <= 0 || i >= columns || j >= rows) return -1
    const at: XY = [i * step - east, j * step - north]
    // Woods thin out towards the edge of the drawing, so that it has no visible frame.
    return wooded(...at) - 1.6 * Math.max(0, Math.hypot(at[0] / FAR.east, at[1] / FAR.north) - 0.62)
  }
  const rings = contours(field, columns, rows)
    .map((ring) => ring.map(([i, j]): XY => [i * step - east, j * step - north]))
    .map(rounded)
    .filter((ring) => areaOfRing(ring) > 1.4 * step * step)
  const outer = rings.filter((ring) => signedArea(ring) > 0)
  const holes = rings.filter((ring) => signedArea(ring) < 0)
  return outer.map((ring) => ({
    type: 'Polygon' as const,
    coordinates: [closed(ring), ...holes.filter((h) => insideRing(h[0]![0], h[0]![1], ring)).map(closed)],
  }))
}

/** Zero contours of a grid, inside on the left; the field is negative on the border, so every contour closes. */
function contours(field: (i: number, j: number) => number, columns: number, rows: number): XY[][] {
  const values = Array.from({ length: columns + 1 }, (_, i) => Array.from({ length: rows + 1 }, (_, j) => field(i, j)))
  const onward = new Map<string, { to: string; at: XY }>()
  for (let i = 0; i < columns; i++)
    for (let j = 0; j < rows; j++) {
      const square: [XY, number][] = (
        [
          [i, j],
          [i + 1, j],
          [i + 1, j + 1],
          [i, j + 1],
        ] as XY[]
      ).map((p) => [p, values[p[0]]![p[1]]!])
      const hits: { key: string; at: XY; leaving: boolean }[] = []
      square.forEach(([p, a], k) => {
        const [q, b] = square[(k + 1) % 4]!
        if (a > 0 === b > 0) return
        const t = a / (a - b)
        const key = p[0] + p[1] < q[0] + q[1] ? `${p}|${q}` : `${q}|${p}`
        hits.push({ key, at: [p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t], leaving: a > 0 })
      })
      for (let k = 0; k < hits.length; k++) {
        const hit = hits[k]!
        // Walking the square counter-clockwise, the contour leaves the inside where the value falls below zero.
        if (hit.leaving) onward.set(hit.key, { to: hits[(k + 1) % hits.length]!.key, at: hit.at })
      }
    }
  return followed(onward)
}

function followed(onward: Map<string, { to: string; at: XY }>): XY[][] {
  const rings: XY[][] = []
  for (const start of [...onward.keys()]) {
    const ring: XY[] = []
    for (let key = start; onward.has(key); ) {
      const step = onward.get(key)!
      onward.delete(key)
      ring.push(step.at)
      key = step.to
    }
    if (ring.length > 3) rings.push(ring)
  }
  return rings
}

/** One round of corner cutting. */
function rounded(ring: readonly XY[]): XY[] {
  return ring.flatMap((b, i): XY[] => {
    const a = ring[(i || ring.length) - 1]!
    return [
      [a[0] * 0.75 + b[0] * 0.25, a[1] * 0.75 + b[1] * 0.25],
      [a[0] * 0.25 + b[0] * 0.75, a[1] * 0.25 + b[1] * 0.75],
    ]
  })
}

/** What lies beyond the outline within a frame; its first and last stretch of river join the district's own. */
export function surroundings(skeleton: Skeleton, frame: Frame): Surroundings {
  const { outline, river, banks, arterials } = skeleton
  const within = ([x, y]: XY) => Math.abs(x) < frame.east && Math.abs(y) < frame.north
  const kept = river.map((p) => within(p))
  const outside = river.map(([x, y]) => !insideRing(x, y, outline))
  const stretch = (from: number, to: number) => [
    closed([...banks[0].slice(from, to), ...banks[1].slice(from, to).reverse()]),
  ]
  const upper = stretch(kept.indexOf(true), outside.indexOf(false) + 2)
  const lower = stretch(outside.lastIndexOf(false) - 1, kept.lastIndexOf(true) + 1)
  return {
    river: { type: 'MultiPolygon', coordinates: [upper, lower] },
    riverLine: { type: 'LineString', coordinates: river.filter(within).reverse().map(toDegrees) },
    roads: arterials.flatMap((a) =>
      beyond(a.course.filter(within), outline).map((line) => ({
        name: a.name,
        roadClass: a.roadClass,
        line: { type: 'LineString' as const, coordinates: line.map(toDegrees) },
      })),
    ),
    woodland: woodland(frame),
  }
}

export function streams(skeleton: Skeleton): Stream[] {
  return skeleton.streams.map(({ name, line }) => ({
    name,
    widthM: 14,
    line: { type: 'LineString', coordinates: line.map(toDegrees) },
  }))
}

/** A pond of about the given radius. */
export function pond(at: XY, radius: number, seed: number): XY[] {
  return Array.from({ length: 36 }, (_, k): XY => {
    const angle = (k / 36) * 2 * Math.PI
    const [c, s] = [Math.cos(angle), Math.sin(angle)]
    const r = radius * (1 + 0.32 * noise(c * 1.4 + 9, s * 1.4, seed))
    return [at[0] + c * r * 1.25, at[1] + s * r * 0.85]
  })
}
