import { distanceMetres } from '#city/place/distance.ts'
import { type Point, point } from '#city/place/frame.ts'
import type { TrackRules } from '../track/rules.ts'
import { type CleanSegment, metresOf } from './segments.ts'

/** That a vehicle drove over a stretch of a road; in milliseconds and metres along one part of its line. */
export type RoadPass = {
  readonly deviceId: string
  readonly roadId: string
  readonly linePart: number
  readonly fromMetre: number
  readonly toMetre: number
  readonly from: number
  readonly to: number
  readonly isWork: boolean
  /** Whether the vehicle said so, or its speed. */
  readonly bySign: boolean
  /** Along the line or against it; null where that was not kept. */
  readonly isForward: boolean | null
}

/** A time in which nothing is known of a vehicle, and where it was before and behind it, as far as that is known. */
export type Silence = {
  readonly deviceId: string
  readonly from: number
  readonly to: number
  readonly before: Point | undefined
  readonly after: Point | undefined
}

/**
 * What became of a stretch: cleaned as often as planned over enough of its length, over some of it, not at all; not known, since a
 * vehicle that may have been there was silent; or still ahead.
 */
export const coverStates = ['covered', 'partly', 'missed', 'unknown', 'ahead'] as const
export type CoverState = (typeof coverStates)[number]

/** Why a pass does not count. */
export type PassCount = 'counts' | 'outside_hours' | 'too_fast' | 'not_working'

export type Covered = {
  readonly state: CoverState
  /** The share of the length that was cleaned as often as planned, and at least once. */
  readonly share: number
  readonly once: number
  /** As `once`, of either side of a road where each is to be cleaned. */
  readonly sides?: { readonly forward: number; readonly back: number }
  readonly passes: readonly (RoadPass & { readonly count: PassCount })[]
  /** Who was silent while they may have been there. */
  readonly silent: readonly Silence[]
}

export type Judging = {
  readonly windows: readonly (readonly [from: number, to: number])[]
  readonly times: number
  /** Whether each side of a road is to be cleaned: traffic keeps right, so the way of driving is the side. */
  readonly sides: 'one' | 'both'
  readonly now: number
  readonly rules: Pick<TrackRules, 'coveredShare' | 'reachKmh' | 'workToKmh'>
}

/** A pass so soon after another one of the same stretch is the same cleaning. */
const againMs = 10 * 60_000
const sampleMetres = 5

/** Judges one stretch of a plan on a day by who passed and who was silent. */
export function judgeSegment(
  segment: CleanSegment,
  passes: readonly RoadPass[],
  silences: readonly Silence[],
  judging: Judging,
): Covered {
  const { windows, now, rules } = judging
  const mine = passes
    .filter((pass) => isOn(segment, pass))
    .map((pass) => ({ ...pass, count: countOf(pass, windows) }))
    .sort((a, b) => a.from - b.from)
  const { share, once, sides } = cleaned(
    segment,
    mine.filter(({ count }) => count === 'counts'),
    judging,
  )
  const told = { share, once, ...(sides && { sides }), passes: mine, silent: [] }
  if (share >= rules.coveredShare) return { ...told, state: 'covered' }
  if (now < (windows.at(-1)?.[1] ?? 0)) return { ...told, state: 'ahead' }
  const silent = silences.filter((silence) => mayHaveCleaned(segment, silence, judging))
  if (silent.length > 0) return { ...told, silent, state: 'unknown' }
  return { ...told, state: once > 0 ? 'partly' : 'missed' }
}

type Shares = Pick<Covered, 'share' | 'once' | 'sides'>

/** What shares of a stretch were cleaned as often as planned, and at least once. Of two sides one alone is half. */
function cleaned(segment: CleanSegment, passes: readonly RoadPass[], { times, sides }: Judging): Shares {
  const sharesOf = (some: readonly RoadPass[]) => {
    const depths = depthsOf(segment, some)
    const shareOf = (least: number) => depths.filter((depth) => depth >= least).length / depths.length
    return { share: shareOf(times), once: shareOf(1) }
  }
  if (sides === 'one') return sharesOf(passes)
  // Where it was not kept which way was driven, a pass is not held against either side.
  const forward = sharesOf(passes.filter(({ isForward }) => isForward !== false))
  const back = sharesOf(passes.filter(({ isForward }) => isForward !== true))
  return {
    share: (forward.share + back.share) / 2,
    once: (forward.once + back.once) / 2,
    sides: { forward: forward.once, back: back.once },
  }
}

const isOn = ({ roadId, linePart, fromMetre, toMetre }: CleanSegment, pass: RoadPass): boolean =>
  pass.roadId === roadId && pass.linePart === linePart && pass.fromMetre < toMetre && pass.toMetre > fromMetre

function countOf({ isWork, bySign, from, to }: RoadPass, windows: Judging['windows']): PassCount {
  if (!windows.some(([begin, end]) => from < end && to > begin)) return 'outside_hours'
  if (isWork) return 'counts'
  return bySign ? 'not_working' : 'too_fast'
}

/** How often each few metres of a stretch were cleaned, passes that follow at once counted as one. */
function depthsOf({ fromMetre, toMetre }: CleanSegment, passes: readonly RoadPass[]): number[] {
  const count = Math.max(1, Math.round((toMetre - fromMetre) / sampleMetres))
  const depths: number[] = Array.from({ length: count }, () => 0)
  const last: number[] = Array.from({ length: count }, () => Number.NEGATIVE_INFINITY)
  for (const pass of passes) {
    for (let n = 0; n < count; n++) {
      const at = fromMetre + ((n + 0.5) * (toMetre - fromMetre)) / count
      if (at < pass.fromMetre || at > pass.toMetre) continue
      if (pass.from - last[n]! >= againMs) depths[n]!++
      last[n] = pass.to
    }
  }
  return depths
}

/** Whether a silent vehicle could have gone there, cleaned it within the hours, and been where it was next heard. */
function mayHaveCleaned(segment: CleanSegment, silence: Silence, { windows, rules }: Judging): boolean {
  const middle = segment.line[segment.line.length >> 1]!
  const at = point(middle[0], middle[1])
  const hours = (from: Point | undefined) => (from ? distanceMetres(from, at) / 1_000 / rules.reachKmh : 0)
  const cleanMs = (metresOf(segment) / 1_000 / rules.workToKmh) * 3_600_000
  const earliest = silence.from + hours(silence.before) * 3_600_000
  const latest = silence.to - hours(silence.after) * 3_600_000
  return windows.some(([from, to]) => Math.min(latest, to) - Math.max(earliest, from) >= cleanMs)
}
