import { distanceMetres } from '#city/place/distance.ts'
import type { RoadNet } from '#city/place/road-net.ts'
import { type DaySums, sumsOf } from './day-sums.ts'
import { type Leg, matchRun } from './match.ts'
import { cutParts, type Part, placeOf } from './parts.ts'
import { type Pass, passesOf } from './passes.ts'
import { type PathPoint, pathOf } from './path.ts'
import type { TrackRules } from './rules.ts'
import { firstSight, type Range, widerSight } from './sight.ts'
import { type GoodFix, type Judged, judgeFixes, type RawFix } from './verdict.ts'
import type { SignAt } from './work-sign.ts'

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

/** What the positions of a day come to. A trip belongs to the day it began on, whole; what was driven when, to its own day. */
export type DayCut = {
  readonly fixes: { readonly ok: number; readonly bad: number; readonly unknown: number }
  /** The positions that are not relied on, with why. */
  readonly dropped: readonly Exclude<Judged, GoodFix>[]
  readonly parts: readonly CutPart[]
  readonly sums: DaySums
  /** Where it was, along the roads where there are any: one line for each trip, by the number of its part. */
  readonly paths: readonly { readonly part: number; readonly points: readonly PathPoint[] }[]
  /** Which stretches of which roads it drove over. */
  readonly passes: readonly Pass[]
}

export type Cutter = {
  readonly net: RoadNet
  readonly rules: TrackRules
  readonly now: number
  /** What the vehicle says of its work over a time, where it says anything. */
  readonly readSign?: (sight: Range) => Promise<SignAt | undefined>
}

/**
 * Cuts a day of one device. As much is read around it as is needed to see trips whole that run over its beginning or end, so that
 * where days are cut changes no trip. Gives what was looked at too: whatever comes to that time later may change the day.
 */
export async function cutSeen(
  read: (sight: Range) => Promise<readonly RawFix[]>,
  day: Range,
  cutter: Cutter,
): Promise<{ cut: DayCut; sight: Range }> {
  for (let sight = firstSight(day, cutter.rules); ; ) {
    const judged = judgeFixes(await read(sight), cutter.rules, cutter.now)
    const good = judged.filter(isGood)
    const parts = cutParts(good, cutter.rules)
    const wider = widerSight(parts, sight, day, cutter.rules)
    if (!wider) {
      const signAt = await cutter.readSign?.(sight)
      return { cut: cutJudged(judged, good, parts, day, { ...cutter, signAt }), sight }
    }
    sight = wider
  }
}

const everything: Range = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }

/** Cuts positions as though they were all of one day. Pure: the same positions, roads and rules give the same day. */
export function cutDay(raw: readonly RawFix[], net: RoadNet, rules: TrackRules, now: number): DayCut {
  const judged = judgeFixes(raw, rules, now)
  const good = judged.filter(isGood)
  return cutJudged(judged, good, cutParts(good, rules), everything, { net, rules })
}

const isGood = (one: Judged): one is GoodFix => one.verdict === 'ok'

function cutJudged(
  judged: readonly Judged[],
  good: readonly GoodFix[],
  found: readonly Part[],
  day: Range,
  { net, rules, signAt }: Pick<Cutter, 'net' | 'rules'> & { readonly signAt?: SignAt | undefined },
): DayCut {
  const inDay = ({ at }: { at: number }) => at >= day.from && at < day.to
  const dropped = judged.filter((one): one is Exclude<Judged, GoodFix> => !isGood(one) && inDay(one))
  const parts: CutPart[] = []
  const paths: { part: number; points: PathPoint[] }[] = []
  const passes: Pass[] = []
  const driven: { legs: readonly Leg[]; fixes: readonly GoodFix[] }[] = []
  for (const whole of found) {
    const cut = clipped(whole, good, day)
    const isTouched = whole.kind === 'trip' && whole.to > day.from && whole.from < day.to
    if (!cut && !isTouched) continue
    const fixes = good.slice(whole.first, whole.last + 1)
    const legs = whole.kind === 'trip' ? legsOf(net, fixes, rules) : []
    if (isTouched) driven.push({ legs, fixes })
    if (!cut) continue
    parts.push(measured(cut, good.slice(cut.first, cut.last + 1), legs))
    if (cut.kind !== 'trip') continue
    paths.push({ part: parts.length - 1, points: pathOf(legs) })
    passes.push(...passesOf(net, legs, rules, signAt))
  }
  const bad = dropped.filter(({ verdict }) => verdict === 'bad').length
  const own = good.filter(inDay)
  return {
    ...{ fixes: { ok: own.length, bad, unknown: dropped.length - bad }, dropped, parts, paths, passes },
    sums: sumsOf({ parts, driven, own, day }),
  }
}

/**
 * What of a part belongs to a day: a trip whole where it began, of a stop what lies in the day, a gap where both its ends do. Of the
 * time before the first position of a day and behind the last nothing is said.
 */
function clipped(part: Part, fixes: readonly GoodFix[], day: Range): Part | undefined {
  const begins = part.from >= day.from && part.from < day.to
  if (part.kind === 'trip') return begins ? part : undefined
  if (part.kind === 'gap') return begins && part.to < day.to ? part : undefined
  const [from, to] = [Math.max(part.from, day.from), Math.min(part.to, day.to)]
  if (to <= from) return undefined
  let [first, last] = [part.first, part.last]
  while (first < last && fixes[first + 1]!.at <= from) first++
  while (last > first && fixes[last - 1]!.at >= to) last--
  return { ...part, from, to, first, last }
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
