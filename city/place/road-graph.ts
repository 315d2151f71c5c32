import type Flatbush from 'flatbush'
import { boxAround, distanceMetres, nearestOnSegment } from './distance.ts'
import type { Point } from './frame.ts'
import { makeQueue } from './nearest-first.ts'
import { buildRoadNet, type RoadNet, type RoadSegment } from './road-net.ts'
import type { Line } from './shape.ts'

/** The roads of a district as a net: how far it is along them from one place to others. */
export type RoadGraph = {
  /** Metres along the roads to each place, ways to and from the road included; null where no road leads there. */
  metresTo(from: Point, places: readonly Point[]): readonly (number | null)[]
}

/** From further away nobody says that a place lies at a road. */
const REACH_METRES = 250

/** Joins lines to a net wherever they meet or cross. Every road is taken to lead both ways. */
export const buildRoadGraph = (lines: readonly Line[]): RoadGraph => roadGraphOf(buildRoadNet(lines))

/** How far it is over a net. */
export function roadGraphOf(net: RoadNet): RoadGraph {
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

  function distancesFrom(start: Reached, { nodes: all }: RoadNet): Float64Array {
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
  segments: readonly RoadSegment[],
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
