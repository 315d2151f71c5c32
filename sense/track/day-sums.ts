import { distanceMetres } from '#city/place/distance.ts'
import type { CutPart } from './cut-day.ts'
import type { Leg } from './match.ts'
import { placeOf } from './parts.ts'
import type { Range } from './sight.ts'
import type { GoodFix } from './verdict.ts'

/** What a day comes to by the clock: of a trip over midnight each day has what was driven on it. */
export type DaySums = {
  readonly firstAt: number | null
  readonly lastAt: number | null
  /** Trips that began on the day, stops and gaps on it. */
  readonly trips: number
  readonly stops: number
  readonly gaps: number
  readonly movingSeconds: number
  readonly standingSeconds: number
  readonly silentSeconds: number
  readonly rawMetres: number
  readonly matchedMetres: number
  readonly offRoadMetres: number
  readonly gapMetres: number
  readonly mostKmh: number
}

type Given = {
  readonly parts: readonly CutPart[]
  /** The trips that touch the day, whole. */
  readonly driven: readonly { readonly legs: readonly Leg[]; readonly fixes: readonly GoodFix[] }[]
  readonly own: readonly GoodFix[]
  readonly day: Range
}

/** Adds a day up. Between two positions on either side of midnight metres are shared by the time. */
export function sumsOf({ parts, driven, own, day }: Given): DaySums {
  const of = (kind: CutPart['kind']) => parts.filter((part) => part.kind === kind)
  const seconds = (some: readonly { from: number; to: number }[]) =>
    Math.round(some.reduce((sum, one) => sum + within(one, day), 0) / 1000)
  const metres = (some: readonly { from: number; to: number; metres: number }[]) =>
    some.reduce((sum, one) => sum + one.metres * shareIn(one, day), 0)
  const legs = driven.flatMap((one) => one.legs)
  const steps = driven.flatMap(({ fixes }) =>
    fixes.slice(1).map((fix, n) => {
      const before = fixes[n]!
      return { from: before.at, to: fix.at, metres: distanceMetres(placeOf(before), placeOf(fix)) }
    }),
  )
  const trips = driven.map(({ fixes }) => ({ from: fixes[0]!.at, to: fixes.at(-1)!.at }))
  const fast = driven.flatMap(({ fixes }) => fixes.filter(({ at }) => at >= day.from && at < day.to))
  return {
    ...{ firstAt: own[0]?.at ?? null, lastAt: own.at(-1)?.at ?? null },
    ...{ trips: of('trip').length, stops: of('stop').length, gaps: of('gap').length },
    ...{ movingSeconds: seconds(trips), standingSeconds: seconds(of('stop')), silentSeconds: seconds(of('gap')) },
    rawMetres: metres(steps),
    matchedMetres: metres(legs.filter((leg) => leg.driven)),
    offRoadMetres: metres(legs.filter((leg) => !leg.driven)),
    gapMetres: of('gap').reduce((sum, part) => sum + part.rawMetres, 0),
    mostKmh: fast.reduce((most, { speed }) => Math.max(most, speed ?? 0), 0),
  }
}

const within = ({ from, to }: Range, day: Range): number => Math.max(0, Math.min(to, day.to) - Math.max(from, day.from))

function shareIn(one: Range, day: Range): number {
  if (one.to > one.from) return within(one, day) / (one.to - one.from)
  return one.from >= day.from && one.from < day.to ? 1 : 0
}
