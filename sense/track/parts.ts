import { distanceMetres } from '#city/place/distance.ts'
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

/** Stops of one stretch and the trips between them. */
function cutStretch(fixes: readonly GoodFix[], first: number, last: number, rules: TrackRules): Part[] {
  const parts: Part[] = []
  const add = (kind: 'trip' | 'stop', from: number, to: number) => {
    if (to > from) parts.push({ kind, from: fixes[from]!.at, to: fixes[to]!.at, first: from, last: to })
  }
  let moved = first
  for (let n = first; n <= last; ) {
    const end = standsUntil(fixes, n, last, rules)
    if (end === undefined) {
      n++
      continue
    }
    add('trip', moved, n)
    add('stop', n, end)
    moved = end
    n = end + 1
  }
  add('trip', moved, last)
  return parts
}

/** The last position of a stop that begins at one, if one does. */
function standsUntil(
  fixes: readonly GoodFix[],
  begin: number,
  last: number,
  { stopMetres, stopSeconds }: TrackRules,
): number | undefined {
  const anchor = placeOf(fixes[begin]!)
  let end = begin
  while (end < last && distanceMetres(anchor, placeOf(fixes[end + 1]!)) <= stopMetres) {
    end++
    if (fixes[end]!.at - fixes[begin]!.at >= stopSeconds * 1000) return extended(fixes, begin, end, last, stopMetres)
  }
  return undefined
}

// From here on the middle of the stop counts, not where it happened to begin.
function extended(fixes: readonly GoodFix[], begin: number, from: number, last: number, metres: number): number {
  let [lon, lat] = [0, 0]
  for (let n = begin; n <= from; n++) {
    lon += fixes[n]!.lon
    lat += fixes[n]!.lat
  }
  let end = from
  while (end < last) {
    const count = end - begin + 1
    const next = fixes[end + 1]!
    if (distanceMetres(point(lon / count, lat / count), placeOf(next)) > metres) break
    lon += next.lon
    lat += next.lat
    end++
  }
  return end
}

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
