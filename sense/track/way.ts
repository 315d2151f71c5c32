import type { Point } from '#city/place/frame.ts'
import { point } from '#city/place/frame.ts'
import { makeQueue } from '#city/place/nearest-first.ts'
import type { RoadNet } from '#city/place/road-net.ts'
import type { Driven } from './match.ts'

/** A place on a net: a segment, and metres from its corner `a`. */
export type OnRoad = { readonly segment: number; readonly along: number }

/** Metres along the net from one place to each of others; infinite where it is farther than `most`. */
export function waysFrom(net: RoadNet, from: OnRoad, to: readonly OnRoad[], most: number): number[] {
  const ends = to.flatMap(({ segment }) => [net.segments[segment]!.a, net.segments[segment]!.b])
  const { far } = spread(net, from, most, ends)
  return to.map((one) => {
    const { a, b, metres } = net.segments[one.segment]!
    const byA = far[a]! + one.along
    const byB = far[b]! + metres - one.along
    const within = one.segment === from.segment ? Math.abs(one.along - from.along) : Number.POSITIVE_INFINITY
    const least = Math.min(byA, byB, within)
    return least > most ? Number.POSITIVE_INFINITY : least
  })
}

/** The shortest way from one place to another: its line, its length and the stretches of segments it goes over. */
export function wayBetween(
  net: RoadNet,
  from: OnRoad,
  to: OnRoad,
): { line: Point[]; metres: number; driven: Driven[] } | undefined {
  const { a, b, metres } = net.segments[to.segment]!
  if (from.segment === to.segment) {
    const within = Math.abs(to.along - from.along)
    return drivenAlong(net, [{ segment: to.segment, from: from.along, to: to.along }], within)
  }
  const { far, by, start } = spread(net, from, Number.POSITIVE_INFINITY, [a, b])
  const [metresA, metresB] = [far[a]! + to.along, far[b]! + metres - to.along]
  const least = Math.min(metresA, metresB)
  if (!Number.isFinite(least)) return undefined
  const isByA = metresA <= metresB
  const driven: Driven[] = [{ segment: to.segment, from: isByA ? 0 : metres, to: to.along }]
  for (let node = isByA ? a : b; ; ) {
    const over = by[node]!
    const before = start[node]!
    const { a: head, metres: length } = net.segments[over]!
    const end = node === head ? 0 : length
    if (before === none) {
      driven.unshift({ segment: over, from: from.along, to: end })
      break
    }
    driven.unshift({ segment: over, from: before === head ? 0 : length, to: end })
    node = before
  }
  return drivenAlong(net, driven, least)
}

/**
 * What is known of each corner while ways from one place are looked for: how far it is, over which segment it was reached, and from
 * which corner (none from the place itself). One for each net, cleaned after use, since a day asks for thousands of ways.
 */
type Spread = { readonly far: Float64Array; readonly by: Int32Array; readonly start: Int32Array; touched: number[] }

const none = -1
const spreads = new WeakMap<RoadNet, Spread>()

function cleanSpread(net: RoadNet): Spread {
  const known = spreads.get(net)
  if (known) {
    for (const node of known.touched) known.far[node] = Number.POSITIVE_INFINITY
    known.touched = []
    return known
  }
  const count = net.nodes.length
  const far = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
  const made = { far, by: new Int32Array(count), start: new Int32Array(count), touched: [] }
  spreads.set(net, made)
  return made
}

/** Looks for ways until every wanted corner is reached, or nothing nearer than `most` is left. */
function spread(net: RoadNet, from: OnRoad, most: number, wanted: Iterable<number>): Spread {
  const found = cleanSpread(net)
  const { far, by, start, touched } = found
  const queue = makeQueue()
  const left = new Set(wanted)
  const offer = (node: number, metres: number, over: number, before: number) => {
    if (metres > most || metres >= far[node]!) return
    if (far[node] === Number.POSITIVE_INFINITY) touched.push(node)
    far[node] = metres
    by[node] = over
    start[node] = before
    queue.push(node, metres)
  }
  const { a, b, metres } = net.segments[from.segment]!
  offer(a, from.along, from.segment, none)
  offer(b, metres - from.along, from.segment, none)
  for (let nearest = queue.pop(); nearest; nearest = queue.pop()) {
    if (nearest.metres > far[nearest.node]!) continue
    if (left.delete(nearest.node) && left.size === 0) break
    for (const [node, length, over] of net.next[nearest.node]!) offer(node, nearest.metres + length, over, nearest.node)
  }
  return found
}

function drivenAlong(net: RoadNet, driven: readonly Driven[], metres: number) {
  const line = [placeOn(net, driven[0]!.segment, driven[0]!.from)]
  for (const { segment, to } of driven) line.push(placeOn(net, segment, to))
  return { line, metres, driven: driven.filter(({ from, to }) => from !== to) }
}

/** Where a place on the net is. */
export function placeOn(net: RoadNet, segment: number, along: number): Point {
  const { a, b, metres } = net.segments[segment]!
  const [p, q] = [net.nodes[a]!, net.nodes[b]!]
  const share = metres > 0 ? along / metres : 0
  return point(p.lon + share * (q.lon - p.lon), p.lat + share * (q.lat - p.lat))
}
