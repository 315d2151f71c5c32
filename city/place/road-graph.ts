import Flatbush from 'flatbush'
import { boxAround, distanceMetres, nearestOnSegment } from './distance.ts'
import { type Point, point } from './frame.ts'
import { type Line, type Position, partsOf } from './shape.ts'

/** The roads of a district as a net: how far it is along them from one place to others. */
export type RoadGraph = {
  /** Metres along the roads to each place, ways to and from the road included; null where no road leads there. */
  metresTo(from: Point, places: readonly Point[]): readonly (number | null)[]
}

/** From further away nobody says that a place lies at a road. */
const REACH_METRES = 250
/** Corners this near (about 1 m) are one: lines of a survey meet no better. */
const SNAP_DEGREES = 1e-5

type Segment = { readonly a: number; readonly b: number }

/** Joins lines to a net wherever they meet or cross. Every road is taken to lead both ways. */
export function buildRoadGraph(lines: readonly Line[]): RoadGraph {
  const net = netOf(lines)
  const { nodes, segments, index, next } = net
  if (segments.length === 0) return { metresTo: (_, places) => places.map(() => null) }
  const reach = (place: Point) => reachRoad(place, nodes, segments, index)
  return {
    metresTo(from, places) {
      const start = reach(from)
      if (!start) return places.map(() => null)
      const far = distancesFrom(start, net)
      return places.map((place) => {
        const end = reach(place)
        if (!end) return null
        const along = Math.min(far[end.a]! + end.toA, far[end.b]! + end.toB)
        const within = start.segment === end.segment ? Math.abs(start.toA - end.toA) : Number.POSITIVE_INFINITY
        const metres = start.off + Math.min(along, within) + end.off
        return Number.isFinite(metres) ? metres : null
      })
    },
  }

  function distancesFrom(start: Reached, { nodes: all }: typeof net): Float64Array {
    const far = new Float64Array(all.length).fill(Number.POSITIVE_INFINITY)
    const queue = makeQueue()
    const offer = (node: number, metres: number) => {
      if (metres >= far[node]!) return
      far[node] = metres
      queue.push(node, metres)
    }
    offer(start.a, start.toA)
    offer(start.b, start.toB)
    for (let nearest = queue.pop(); nearest; nearest = queue.pop()) {
      if (nearest.metres > far[nearest.node]!) continue
      for (const [node, metres] of next[nearest.node]!) offer(node, nearest.metres + metres)
    }
    return far
  }
}

/** Where a place comes to the road: the segment, how far off, and how far from there to each of its ends. */
type Reached = { segment: number; a: number; b: number; off: number; toA: number; toB: number }

function reachRoad(
  place: Point,
  nodes: readonly Point[],
  segments: readonly Segment[],
  index: Flatbush,
): Reached | undefined {
  const box = boxAround(place, REACH_METRES)
  let best: Reached | undefined
  for (const at of index.search(box.west, box.south, box.east, box.north)) {
    const { a, b } = segments[at]!
    const found = nearestOnSegment(place, nodes[a]!, nodes[b]!)
    if (found.metres > (best?.off ?? REACH_METRES)) continue
    const [toA, toB] = [distanceMetres(found.at, nodes[a]!), distanceMetres(found.at, nodes[b]!)]
    best = { segment: at, a, b, off: found.metres, toA, toB }
  }
  return best
}

function netOf(lines: readonly Line[]) {
  const nodes: Point[] = []
  const known = new Map<string, number>()
  const nodeOf = ([lon, lat]: Position): number => {
    const [column, row] = [Math.floor(lon / SNAP_DEGREES), Math.floor(lat / SNAP_DEGREES)]
    for (let x = column - 1; x <= column + 1; x++)
      for (let y = row - 1; y <= row + 1; y++) {
        const found = known.get(`${x} ${y}`)
        if (found !== undefined) return found
      }
    const made = nodes.push(point(lon, lat)) - 1
    known.set(`${column} ${row}`, made)
    return made
  }
  const raw: [Position, Position][] = lines.flatMap((line) =>
    partsOf(line).flatMap((part) => part.slice(1).map((to, at): [Position, Position] => [part[at]!, to])),
  )
  const segments = raw.length > 0 ? cutAtCrossings(raw, nodeOf) : []
  const next: [node: number, metres: number][][] = nodes.map(() => [])
  const index = new Flatbush(Math.max(1, segments.length))
  if (segments.length === 0) index.add(0, 0, 0, 0)
  for (const { a, b } of segments) {
    const [p, q] = [nodes[a]!, nodes[b]!]
    const metres = distanceMetres(p, q)
    next[a]!.push([b, metres])
    next[b]!.push([a, metres])
    index.add(Math.min(p.lon, q.lon), Math.min(p.lat, q.lat), Math.max(p.lon, q.lon), Math.max(p.lat, q.lat))
  }
  index.finish()
  return { nodes, segments, index, next }
}

function cutAtCrossings(raw: readonly [Position, Position][], nodeOf: (at: Position) => number): Segment[] {
  const index = new Flatbush(raw.length)
  for (const [[ax, ay], [bx, by]] of raw)
    index.add(
      Math.min(ax, bx) - SNAP_DEGREES,
      Math.min(ay, by) - SNAP_DEGREES,
      Math.max(ax, bx) + SNAP_DEGREES,
      Math.max(ay, by) + SNAP_DEGREES,
    )
  index.finish()
  const segments: Segment[] = []
  for (const [a, b] of raw) {
    const near = index.search(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]))
    const cuts = near.flatMap((at) => meetings([a, b], raw[at]!)).sort((p, q) => p - q)
    const nodes = [0, ...cuts, 1].map((t) => nodeOf([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]))
    for (let i = 1; i < nodes.length; i++)
      if (nodes[i - 1] !== nodes[i]) segments.push({ a: nodes[i - 1]!, b: nodes[i]! })
  }
  return segments
}

/** The shares of the first segment at which the second crosses it or ends on it. */
function meetings([a, b]: readonly [Position, Position], [c, d]: readonly [Position, Position]): number[] {
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

/** A binary heap of nodes by metres, the nearest first. */
function makeQueue() {
  const heap: { node: number; metres: number }[] = []
  const swap = (i: number, j: number) => {
    const held = heap[i]!
    heap[i] = heap[j]!
    heap[j] = held
  }
  return {
    push(node: number, metres: number): void {
      heap.push({ node, metres })
      for (let at = heap.length - 1; at > 0; ) {
        const above = (at - 1) >> 1
        if (heap[above]!.metres <= heap[at]!.metres) return
        swap(at, above)
        at = above
      }
    },
    pop(): { node: number; metres: number } | undefined {
      const first = heap[0]
      const last = heap.pop()
      if (!first || heap.length === 0) return first
      heap[0] = last!
      for (let at = 0; ; ) {
        const [left, right] = [2 * at + 1, 2 * at + 2]
        let least = at
        if (left < heap.length && heap[left]!.metres < heap[least]!.metres) least = left
        if (right < heap.length && heap[right]!.metres < heap[least]!.metres) least = right
        if (least === at) return first
        swap(at, least)
        at = least
      }
    },
  }
}
