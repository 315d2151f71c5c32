import Flatbush from 'flatbush'
import { distanceMetres } from './distance.ts'
import { type Point, point } from './frame.ts'
import { type Line, type Position, partsOf } from './shape.ts'

/** Corners this near (about 1 m) are one: lines of a survey meet no better. */
const SNAP_DEGREES = 1e-5

/**
 * A straight piece of road between two corners of the net. `from` and `to` are metres along its part of its line, at the corners `a`
 * and `b`; a piece may be a little longer or shorter than that, since corners that are near are one.
 */
export type RoadSegment = {
  readonly a: number
  readonly b: number
  readonly line: number
  readonly part: number
  readonly from: number
  readonly to: number
  readonly metres: number
}

/** Roads joined wherever they meet or cross; every road is taken to lead both ways. */
export type RoadNet = {
  readonly nodes: readonly Point[]
  readonly segments: readonly RoadSegment[]
  /** From each corner: the corner behind each segment, how far it is, and which segment. */
  readonly next: readonly (readonly [node: number, metres: number, segment: number][])[]
  /** The boxes of the segments, by their number. */
  readonly index: Flatbush
}

/** Joins lines to a net. The number of a segment's line is that of the line given. */
export function buildRoadNet(lines: readonly Line[]): RoadNet {
  const nodes: Point[] = []
  const nodeOf = cornersOf(nodes)
  const raw = lines.flatMap((line, number) => partsOf(line).flatMap((part, at) => piecesOf(part, number, at)))
  const segments = raw.length > 0 ? cutAtCrossings(raw, nodes, nodeOf) : []
  const next: [node: number, metres: number, segment: number][][] = nodes.map(() => [])
  const index = new Flatbush(Math.max(1, segments.length))
  if (segments.length === 0) index.add(0, 0, 0, 0)
  for (const [number, { a, b, metres }] of segments.entries()) {
    const [p, q] = [nodes[a]!, nodes[b]!]
    next[a]!.push([b, metres, number])
    next[b]!.push([a, metres, number])
    index.add(Math.min(p.lon, q.lon), Math.min(p.lat, q.lat), Math.max(p.lon, q.lon), Math.max(p.lat, q.lat))
  }
  index.finish()
  return { nodes, segments, index, next }
}

type Piece = { a: Position; b: Position; line: number; part: number; from: number; to: number }

function piecesOf(part: readonly Position[], line: number, at: number): Piece[] {
  let metres = 0
  return part.slice(1).map((b, n): Piece => {
    const a = part[n]!
    const from = metres
    metres += distanceMetres(point(a[0], a[1]), point(b[0], b[1]))
    return { a, b, line, part: at, from, to: metres }
  })
}

function cornersOf(nodes: Point[]) {
  // A number for each square of the ground; half the world is fewer than twenty million of them from south to north.
  const known = new Map<number, number>()
  return ([lon, lat]: Position): number => {
    const [column, row] = [Math.floor(lon / SNAP_DEGREES), Math.floor(lat / SNAP_DEGREES)]
    for (let x = column - 1; x <= column + 1; x++)
      for (let y = row - 1; y <= row + 1; y++) {
        const found = known.get(x * 2e7 + y)
        if (found !== undefined) return found
      }
    const made = nodes.push(point(lon, lat)) - 1
    known.set(column * 2e7 + row, made)
    return made
  }
}

function cutAtCrossings(
  raw: readonly Piece[],
  nodes: readonly Point[],
  nodeOf: (at: Position) => number,
): RoadSegment[] {
  const index = new Flatbush(raw.length)
  for (const {
    a: [ax, ay],
    b: [bx, by],
  } of raw)
    index.add(
      Math.min(ax, bx) - SNAP_DEGREES,
      Math.min(ay, by) - SNAP_DEGREES,
      Math.max(ax, bx) + SNAP_DEGREES,
      Math.max(ay, by) + SNAP_DEGREES,
    )
  index.finish()
  const segments: RoadSegment[] = []
  for (const piece of raw) {
    const { a, b, line, part, from, to } = piece
    const near = index.search(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]))
    const cuts = near.flatMap((at) => meetings(piece, raw[at]!)).sort((p, q) => p - q)
    const corners = [0, ...cuts, 1].map((t) => ({
      node: nodeOf([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]),
      metres: from + t * (to - from),
    }))
    for (let i = 1; i < corners.length; i++) {
      const [p, q] = [corners[i - 1]!, corners[i]!]
      if (p.node === q.node) continue
      const metres = distanceMetres(nodes[p.node]!, nodes[q.node]!)
      segments.push({ a: p.node, b: q.node, line, part, from: p.metres, to: q.metres, metres })
    }
  }
  return segments
}

/** The shares of the first piece at which the second crosses it or ends on it. */
function meetings({ a, b }: Piece, { a: c, b: d }: Piece): number[] {
  const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]]
  const turn = ux * vy - uy * vx
  const found: number[] = []
  if (turn !== 0) {
    const t = ((c[0] - a[0]) * vy - (c[1] - a[1]) * vx) / turn
    const u = ((c[0] - a[0]) * uy - (c[1] - a[1]) * ux) / turn
    if (t > 0 && t < 1 && u >= 0 && u <= 1) found.push(t)
  }
  const length2 = ux * ux + uy * uy
  for (const end of [c, d]) {
    const t = ((end[0] - a[0]) * ux + (end[1] - a[1]) * uy) / length2
    const off = Math.hypot(a[0] + t * ux - end[0], a[1] + t * uy - end[1])
    if (t > 0 && t < 1 && off <= SNAP_DEGREES) found.push(t)
  }
  return found
}
