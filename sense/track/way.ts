import type { Point } from '#city/place/frame.ts'
import { point } from '#city/place/frame.ts'
import { makeQueue } from '#city/place/nearest-first.ts'
import type { RoadNet } from '#city/place/road-net.ts'
import type { Driven } from './match.ts'

/** A place on a net: a segment, and metres from its corner `a`. */
export type OnRoad = { readonly segment: number; readonly along: number }

/** Metres along the net from one place to each of others; infinite where it is farther than `most`. */
export function waysFrom(net: RoadNet, from: OnRoad, to: readonly OnRoad[], most: number): number[] {
  const { far } = spread(net, from, most)
  return to.map((one) => {
    const { a, b, metres } = net.segments[one.segment]!
    const byA = (far.get(a)?.metres ?? Number.POSITIVE_INFINITY) + one.along
    const byB = (far.get(b)?.metres ?? Number.POSITIVE_INFINITY) + metres - one.along
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
  const { far } = spread(net, from, Number.POSITIVE_INFINITY, [a, b])
  const [byA, byB] = [far.get(a), far.get(b)]
  const [metresA, metresB] = [
    (byA?.metres ?? Number.POSITIVE_INFINITY) + to.along,
    (byB?.metres ?? Number.POSITIVE_INFINITY) + metres - to.along,
  ]
  const least = Math.min(metresA, metresB)
  if (!Number.isFinite(least)) return undefined
  const isByA = metresA <= metresB
  const driven: Driven[] = [{ segment: to.segment, from: isByA ? 0 : metres, to: to.along }]
  for (let node = isByA ? a : b; ; ) {
    const { by, start } = far.get(node)!
    const { a: head, metres: length } = net.segments[by]!
    const end = node === head ? 0 : length
    if (start === undefined) {
      driven.unshift({ segment: by, from: from.along, to: end })
      break
    }
    driven.unshift({ segment: by, from: start === head ? 0 : length, to: end })
    node = start
  }
  return drivenAlong(net, driven, least)
}

/** How far a corner is, over which segment it was reached, and from which corner; undefined from the beginning itself. */
type Reached = { readonly metres: number; readonly by: number; readonly start: number | undefined }

function spread(net: RoadNet, from: OnRoad, most: number, wanted?: readonly number[]): { far: Map<number, Reached> } {
  const far = new Map<number, Reached>()
  const queue = makeQueue()
  const left = new Set(wanted)
  const offer = (node: number, reached: Reached) => {
    if (reached.metres > most || reached.metres >= (far.get(node)?.metres ?? Number.POSITIVE_INFINITY)) return
    far.set(node, reached)
    queue.push(node, reached.metres)
  }
  const { a, b, metres } = net.segments[from.segment]!
  offer(a, { metres: from.along, by: from.segment, start: undefined })
  offer(b, { metres: metres - from.along, by: from.segment, start: undefined })
  for (let nearest = queue.pop(); nearest; nearest = queue.pop()) {
    if (nearest.metres > far.get(nearest.node)!.metres) continue
    if (left.delete(nearest.node) && left.size === 0) break
    for (const [node, length, by] of net.next[nearest.node]!)
      offer(node, { metres: nearest.metres + length, by, start: nearest.node })
  }
  return { far }
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
