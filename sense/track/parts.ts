import { distanceMetres, metresPerDegree } from '#city/place/distance.ts'
import { type Point, point } from '#city/place/frame.ts'
import type { TrackRules } from './rules.ts'
import type { GoodFix } from './verdict.ts'

/**
 * What a vehicle did between two instants: it drove, it stood, or nothing is known of it. A gap is never a stop: a vehicle that is
 * silent may have been anywhere. `first` and `last` are numbers of positions; parts that follow one another share one.
 */
export type Part = {
  readonly kind: 'trip' | 'stop' | 'gap'
  readonly from: number
  readonly to: number
  readonly first: number
  readonly last: number
  /** Why a gap is one: nothing came, or what came contradicted itself. */
  readonly why?: 'silent' | 'jump'
}

export const placeOf = ({ lon, lat }: { lon: number; lat: number }): Point => point(lon, lat)

/** Cuts good positions into trips, stops and gaps. Together they are the time from the first position to the last, without overlap. */
export function cutParts(fixes: readonly GoodFix[], rules: TrackRules): Part[] {
  const parts: Part[] = []
  for (const [first, last] of stretchesOf(fixes, rules)) {
    const before = parts.at(-1)
    if (before || first > 0) addGap(parts, fixes, before ? before.last : first - 1, first)
    if (last > first) parts.push(...mergeMoves(fixes, cutStretch(fixes, first, last, rules), rules))
  }
  return parts
}

/** Numbers of first and last positions between which nothing is missing. */
function stretchesOf(fixes: readonly GoodFix[], { gapSeconds }: TrackRules): [number, number][] {
  const found: [number, number][] = []
  for (const [n, { at, run }] of fixes.entries()) {
    const before = fixes[n - 1]
    if (before && before.run === run && at - before.at <= gapSeconds * 1000) found.at(-1)![1] = n
    else found.push([n, n])
  }
  return found
}

function addGap(parts: Part[], fixes: readonly GoodFix[], first: number, last: number): void {
  const before = parts.at(-1)
  const [a, b] = [fixes[first]!, fixes[last]!]
  const why = a.run === b.run ? 'silent' : 'jump'
  // One position between two gaps tells of nothing that was done there.
  if (before?.kind === 'gap') parts.splice(-1, 1, { ...before, to: b.at, last })
  else parts.push({ kind: 'gap', from: a.at, to: b.at, first, last, why })
}

/**
 * Stops of one stretch and the trips between them. Whether a position stands is told by the few minutes about it alone, so that the
 * same stops are found wherever one begins to look.
 */
function cutStretch(fixes: readonly GoodFix[], first: number, last: number, rules: TrackRules): Part[] {
  const parts: Part[] = []
  const add = (kind: 'trip' | 'stop', from: number, to: number) => {
    if (to > from) parts.push({ kind, from: fixes[from]!.at, to: fixes[to]!.at, first: from, last: to })
  }
  let moved = first
  for (const [begin, end] of standings(fixes, first, last, rules)) {
    add('trip', moved, begin)
    add('stop', begin, end)
    moved = end
  }
  add('trip', moved, last)
  return parts
}

/** Numbers of the first and last positions of each stop. */
function standings(
  fixes: readonly GoodFix[],
  first: number,
  last: number,
  { stopMetres, stopSeconds }: TrackRules,
): [number, number][] {
  const found: [number, number][] = []
  for (let n = first; n <= last; n++) {
    const end = standsUntil(fixes, n, last, { stopMetres, stopSeconds })
    if (end === undefined) continue
    const before = found.at(-1)
    // Between two places near to each other it has not gone anywhere.
    const isSame = before && (n <= before[1] || (n === before[1] + 1 && near(fixes, before[1], n, 2 * stopMetres)))
    if (isSame) before[1] = Math.max(before[1], end)
    else found.push([n, end])
  }
  return found.filter(([begin, end]) => end > begin)
}

/** The position at which one has stood long enough, seen from the one it begins at. */
function standsUntil(
  fixes: readonly GoodFix[],
  begin: number,
  last: number,
  { stopMetres, stopSeconds }: Pick<TrackRules, 'stopMetres' | 'stopSeconds'>,
): number | undefined {
  const from = fixes[begin]!
  // Asked of each position for minutes on end: the scale of its own latitude does for all that are near.
  const { x, y } = metresPerDegree(from.lat)
  const [farthest, until] = [stopMetres * stopMetres, from.at + stopSeconds * 1000]
  for (let end = begin + 1; end <= last; end++) {
    const to = fixes[end]!
    const [east, north] = [(to.lon - from.lon) * x, (to.lat - from.lat) * y]
    if (east * east + north * north > farthest) return undefined
    if (to.at >= until) return end
  }
  return undefined
}

const near = (fixes: readonly GoodFix[], a: number, b: number, metres: number): boolean =>
  distanceMetres(placeOf(fixes[a]!), placeOf(fixes[b]!)) <= metres

/** A move that goes nowhere is no trip: it belongs to the stop before it, or is one. */
function mergeMoves(fixes: readonly GoodFix[], parts: readonly Part[], rules: TrackRules): Part[] {
  const merged: Part[] = []
  for (const part of parts) {
    const before = merged.at(-1)
    const isMove = part.kind === 'trip' && isNowhere(fixes, part, rules)
    const kind = isMove ? 'stop' : part.kind
    if (before?.kind === 'stop' && kind === 'stop') merged.splice(-1, 1, { ...before, to: part.to, last: part.last })
    else merged.push({ ...part, kind })
  }
  return merged
}

function isNowhere(fixes: readonly GoodFix[], { first, last }: Part, { tripMetres, stopMetres }: TrackRules): boolean {
  const start = placeOf(fixes[first]!)
  let metres = 0
  for (let n = first + 1; n <= last; n++) {
    metres += distanceMetres(placeOf(fixes[n - 1]!), placeOf(fixes[n]!))
    if (metres >= tripMetres || distanceMetres(start, placeOf(fixes[n]!)) > 2 * stopMetres) return false
  }
  return true
}
