import { boxAround, distanceMetres, nearestOnSegment } from '#city/place/distance.ts'
import type { Point } from '#city/place/frame.ts'
import type { RoadNet } from '#city/place/road-net.ts'
import type { TrackRules } from './rules.ts'
import { type OnRoad, wayBetween, waysFrom } from './way.ts'

/** A position to be put on a road. */
export type Fix = { readonly at: number; readonly place: Point }

/** A stretch of one segment that was driven; `from` to `to` in metres from its corner `a`, in the way it was driven. */
export type Driven = { readonly segment: number; readonly from: number; readonly to: number }

/** From one position to the next: along roads, or straight where there is none to follow. */
export type Leg = {
  readonly from: number
  readonly to: number
  readonly line: readonly Point[]
  readonly metres: number
  /** Null off the road. */
  readonly driven: readonly Driven[] | null
}

type MatchRules = Pick<TrackRules, 'reachMetres' | 'noiseMetres' | 'detourMetres'>

/** Where a position may be on the net. `score` is the logarithm of how likely the best way to it is. */
type State = OnRoad & { readonly off: number; score: number; back: State | undefined }

const mostCandidates = 6

/**
 * Puts positions on roads: the way along the net that best explains all of them together, after Newson and Krumm (2009). Positions lie
 * about the road by the noise; the way between two is about as long as the straight line. Where no road is near, or no road leads
 * on, the match begins anew behind it.
 */
export function matchRun(net: RoadNet, fixes: readonly Fix[], rules: MatchRules): Leg[] {
  const used = thinned(fixes, rules)
  const states = viterbi(net, used, rules)
  return used.slice(1).map((fix, n) => legBetween(net, used[n]!, fix, states[n], states[n + 1]))
}

/** Positions that are nearer to one another than the noise say nothing of the way; the last one stays. */
function thinned(fixes: readonly Fix[], { noiseMetres }: MatchRules): Fix[] {
  const used: Fix[] = []
  for (const fix of fixes) {
    const last = used.at(-1)
    if (!last || distanceMetres(last.place, fix.place) >= 1.5 * noiseMetres) used.push(fix)
  }
  const end = fixes.at(-1)
  if (end && used.at(-1) !== end) {
    if (used.length > 1) used.pop()
    used.push(end)
  }
  return used
}

/** The state each position has on the best way, undefined off the road. */
function viterbi(net: RoadNet, fixes: readonly Fix[], rules: MatchRules): (State | undefined)[] {
  const chosen: (State | undefined)[] = fixes.map(() => undefined)
  let layer: State[] = []
  const settle = (last: number) => {
    let state: State | undefined = bestOf(layer)
    for (let n = last; state; n--) {
      chosen[n] = state
      state = state.back
    }
  }
  for (const [n, fix] of fixes.entries()) {
    const candidates = candidatesOf(net, fix.place, rules)
    const before = fixes[n - 1]
    const reached = before ? step(net, layer, candidates, distanceMetres(before.place, fix.place), rules) : []
    if (reached.length > 0) {
      layer = reached
      continue
    }
    settle(n - 1)
    layer = candidates
  }
  settle(fixes.length - 1)
  return chosen
}

const bestOf = (layer: readonly State[]): State | undefined =>
  layer.reduce<State | undefined>((best, one) => (best && best.score >= one.score ? best : one), undefined)

function candidatesOf(net: RoadNet, place: Point, { reachMetres, noiseMetres }: MatchRules): State[] {
  if (net.segments.length === 0) return []
  const box = boxAround(place, reachMetres)
  const found: State[] = []
  for (const segment of net.index.search(box.west, box.south, box.east, box.north)) {
    const { a, b, metres } = net.segments[segment]!
    const near = nearestOnSegment(place, net.nodes[a]!, net.nodes[b]!)
    if (near.metres > reachMetres) continue
    const along = Math.min(metres, distanceMetres(net.nodes[a]!, near.at))
    const score = -0.5 * (near.metres / noiseMetres) ** 2
    found.push({ segment, along, off: near.metres, score, back: undefined })
  }
  return found.sort((p, q) => p.off - q.off).slice(0, mostCandidates)
}

/** The candidates that a way leads to, each with the best state it may come from. */
function step(
  net: RoadNet,
  layer: readonly State[],
  candidates: readonly State[],
  straight: number,
  { detourMetres }: MatchRules,
): State[] {
  const best = candidates.map(() => ({ score: Number.NEGATIVE_INFINITY, back: undefined as State | undefined }))
  const most = 2 * straight + 150
  for (const from of layer) {
    const metres = waysFrom(net, from, candidates, most)
    for (const [n, way] of metres.entries()) {
      if (way > most) continue
      const score = from.score - Math.abs(way - straight) / detourMetres
      if (score > best[n]!.score) best[n] = { score, back: from }
    }
  }
  return candidates.flatMap((one, n) => {
    const { score, back } = best[n]!
    return back ? [{ ...one, score: one.score + score, back }] : []
  })
}

function legBetween(net: RoadNet, a: Fix, b: Fix, from: State | undefined, to: State | undefined): Leg {
  const span = { from: a.at, to: b.at }
  // Both ends on roads, and one way that led to both.
  const way = from && to && to.back === from ? wayBetween(net, from, to) : undefined
  if (way) return { ...span, ...way }
  return { ...span, line: [a.place, b.place], metres: distanceMetres(a.place, b.place), driven: null }
}
