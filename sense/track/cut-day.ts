import { distanceMetres } from '#city/place/distance.ts'
import type { RoadNet } from '#city/place/road-net.ts'
import { type Leg, matchRun } from './match.ts'
import { cutParts, type Part, placeOf } from './parts.ts'
import { type Pass, passesOf } from './passes.ts'
import { type PathPoint, pathOf } from './path.ts'
import type { TrackRules } from './rules.ts'
import { type GoodFix, type Judged, judgeFixes, type RawFix } from './verdict.ts'

/** A trip, stop or gap with what was driven in it. Metres of a stop are none: what moves there is noise. */
export type CutPart = Omit<Part, 'first' | 'last'> & {
  readonly start: readonly [lon: number, lat: number]
  readonly end: readonly [lon: number, lat: number]
  /** Metres by the positions themselves, along the roads, and of those off every road. A gap has the straight line. */
  readonly rawMetres: number
  readonly matchedMetres: number
  readonly offRoadMetres: number
  readonly mostKmh: number
}

/** What the positions of a day come to. */
export type DayCut = {
  readonly fixes: { readonly ok: number; readonly bad: number; readonly unknown: number }
  /** The positions that are not relied on, with why. */
  readonly dropped: readonly Exclude<Judged, GoodFix>[]
  readonly parts: readonly CutPart[]
  /** Where it was, along the roads where there are any: one line for each trip, by the number of its part. */
  readonly paths: readonly { readonly part: number; readonly points: readonly PathPoint[] }[]
  /** Which stretches of which roads it drove over. */
  readonly passes: readonly Pass[]
}

/** Cuts the positions of one device and day. Pure: the same positions, roads and rules give the same day. */
export function cutDay(raw: readonly RawFix[], net: RoadNet, rules: TrackRules, now: number): DayCut {
  const judged = judgeFixes(raw, rules, now)
  const good = judged.filter((one): one is GoodFix => one.verdict === 'ok')
  const dropped = judged.filter((one): one is Exclude<Judged, GoodFix> => one.verdict !== 'ok')
  const parts: CutPart[] = []
  const paths: { part: number; points: PathPoint[] }[] = []
  const passes: Pass[] = []
  for (const [part, cut] of cutParts(good, rules).entries()) {
    const driven = good.slice(cut.first, cut.last + 1)
    const legs = cut.kind === 'trip' ? legsOf(net, driven, rules) : []
    parts.push(measured(cut, driven, legs))
    if (cut.kind !== 'trip') continue
    paths.push({ part, points: pathOf(legs) })
    passes.push(...passesOf(net, legs, rules))
  }
  const bad = dropped.filter(({ verdict }) => verdict === 'bad').length
  return { fixes: { ok: good.length, bad, unknown: dropped.length - bad }, dropped, parts, paths, passes }
}

const legsOf = (net: RoadNet, fixes: readonly GoodFix[], rules: TrackRules): Leg[] =>
  matchRun(
    net,
    fixes.map((fix) => ({ at: fix.at, place: placeOf(fix) })),
    rules,
  )

function measured({ kind, from, to, why }: Part, fixes: readonly GoodFix[], legs: readonly Leg[]): CutPart {
  const [a, b] = [fixes[0]!, fixes.at(-1)!]
  const ends = { start: [a.lon, a.lat] as const, end: [b.lon, b.lat] as const }
  const part = { kind, from, to, ...(why ? { why } : {}), ...ends }
  const straight = distanceMetres(placeOf(a), placeOf(b))
  if (kind === 'gap') return { ...part, rawMetres: straight, matchedMetres: 0, offRoadMetres: 0, mostKmh: 0 }
  if (kind === 'stop') return { ...part, rawMetres: 0, matchedMetres: 0, offRoadMetres: 0, mostKmh: 0 }
  const sum = (some: readonly Leg[]) => some.reduce((metres, leg) => metres + leg.metres, 0)
  return {
    ...part,
    rawMetres: fixes.slice(1).reduce((metres, fix, n) => metres + distanceMetres(placeOf(fixes[n]!), placeOf(fix)), 0),
    matchedMetres: sum(legs.filter(({ driven }) => driven)),
    offRoadMetres: sum(legs.filter(({ driven }) => !driven)),
    mostKmh: Math.max(0, ...fixes.map(({ speed }) => speed ?? 0)),
  }
}
