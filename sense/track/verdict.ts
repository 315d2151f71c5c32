import { distanceMetres } from '#city/place/distance.ts'
import { point, pointFault } from '#city/place/frame.ts'
import type { TrackRules } from './rules.ts'

/** A position as it was kept: `at` in milliseconds, CGCS2000 degrees, km/h; speed is null where the device says none. */
export type RawFix = {
  readonly at: number
  readonly lon: number
  readonly lat: number
  readonly speed: number | null
  readonly fixed: boolean
}

/** Why a position is not relied on. */
export const whys = ['clock', 'repeated', 'place', 'unfixed', 'frozen', 'jump', 'drift'] as const
export type Why = (typeof whys)[number]

/**
 * How good a position is. `bad` contradicts the others, `unknown` cannot be told yet or says nothing. Between two good ones of
 * different runs the way is not known: the vehicle was believed to be somewhere else.
 */
export type Judged = RawFix &
  ({ readonly verdict: 'ok'; readonly run: number } | { readonly verdict: 'bad' | 'unknown'; readonly why: Why })
export type GoodFix = Extract<Judged, { verdict: 'ok' }>

const minuteMs = 60_000

/**
 * Judges the positions of one device, in the order of its own time. A position that contradicts what is believed waits for others
 * that bear it out: enough of them over long enough begin a new run, otherwise they were wrong.
 */
export function judgeFixes(fixes: readonly RawFix[], rules: TrackRules, now: number): Judged[] {
  const ordered = fixes.toSorted((a, b) => a.at - b.at)
  const judged: Judged[] = []
  const belief = new Belief(rules, judged, tellsSpeed(ordered, rules))
  let last: RawFix | undefined
  for (const fix of ordered) {
    const why = faultAlone(fix, last, { rules, now })
    if (why) judged.push({ ...fix, verdict: why === 'unfixed' || why === 'frozen' ? 'unknown' : 'bad', why })
    else belief.hear(fix)
    if (why !== 'clock' && why !== 'repeated') last = fix
  }
  belief.end()
  return judged.toSorted((a, b) => a.at - b.at)
}

// A device whose speed is always nought says nothing by it.
const tellsSpeed = (fixes: readonly RawFix[], { stillKmh }: TrackRules): boolean =>
  fixes.some(({ speed }) => speed !== null && speed >= stillKmh)

function faultAlone(
  fix: RawFix,
  last: RawFix | undefined,
  { rules, now }: { rules: TrackRules; now: number },
): Why | undefined {
  if (fix.at > now + 5 * minuteMs) return 'clock'
  if (last?.at === fix.at) return 'repeated'
  if (pointFault(fix.lon, fix.lat)) return 'place'
  if (!fix.fixed) return 'unfixed'
  const isSame = last?.fixed && last.lon === fix.lon && last.lat === fix.lat
  const isMoving = fix.speed !== null && fix.speed > rules.frozenAboveKmh && (last?.speed ?? 0) > rules.frozenAboveKmh
  return isSame && isMoving ? 'frozen' : undefined
}

const metresFrom = (from: RawFix | undefined, to: RawFix): number =>
  from ? distanceMetres(point(from.lon, from.lat), point(to.lon, to.lat)) : Number.POSITIVE_INFINITY

/** What is believed of where a vehicle is, and the positions that contradict it. */
class Belief {
  readonly #rules: TrackRules
  readonly #judged: Judged[]
  readonly #tellsSpeed: boolean
  #run: { number: number; fixes: RawFix[] } = { number: 0, fixes: [] }
  #suspects: { why: Why; fixes: RawFix[] } | undefined

  constructor(rules: TrackRules, judged: Judged[], tells: boolean) {
    this.#rules = rules
    this.#judged = judged
    this.#tellsSpeed = tells
  }

  hear(fix: RawFix): void {
    const last = this.#run.fixes.at(-1)
    const other = this.#suspects?.fixes.at(-1)
    const why = last && this.#contradiction(last, fix)
    const isOther = other && !this.#contradiction(other, fix) && (why || metresFrom(other, fix) < metresFrom(last, fix))
    if (!why && !isOther) {
      this.#dismiss('bad')
      this.#run.fixes.push(fix)
      return
    }
    if (other && !isOther) this.#dismiss('bad')
    this.#suspects ??= { why: why ?? 'jump', fixes: [] }
    this.#suspects.fixes.push(fix)
    if (this.#isBorneOut(this.#suspects.fixes)) this.#believe(this.#suspects.fixes)
  }

  /** What contradicts the rest and was not decided stays unknown. */
  end(): void {
    this.#dismiss('unknown')
    this.#keep()
  }

  #contradiction(from: RawFix, to: RawFix): Why | undefined {
    const { mostKmh, jumpMetres, stillKmh, driftMetres, gapSeconds } = this.#rules
    const metres = metresFrom(from, to)
    const seconds = (to.at - from.at) / 1000
    if (metres > jumpMetres && metres * 3.6 > mostKmh * seconds) return 'jump'
    const isStill = from.speed !== null && to.speed !== null && from.speed < stillKmh && to.speed < stillKmh
    // What creeps is not called standing: so far it may have come at a speed that counts as none.
    const most = driftMetres + (stillKmh / 3.6) * seconds
    return this.#tellsSpeed && isStill && metres > most && seconds <= gapSeconds ? 'drift' : undefined
  }

  #isBorneOut(fixes: readonly RawFix[]): boolean {
    const { confirmPoints, confirmSeconds } = this.#rules
    return fixes.length >= confirmPoints && fixes.at(-1)!.at - fixes[0]!.at >= confirmSeconds * 1000
  }

  #believe(fixes: RawFix[]): void {
    this.#keep()
    this.#run = { number: this.#run.number + 1, fixes }
    this.#suspects = undefined
  }

  // A beginning of fewer positions than what contradicted it was itself the mistake.
  #keep(): void {
    const { number, fixes } = this.#run
    const isMistake = this.#suspects !== undefined && !this.#isBorneOut(fixes)
    for (const fix of fixes)
      this.#judged.push(isMistake ? { ...fix, verdict: 'bad', why: 'jump' } : { ...fix, verdict: 'ok', run: number })
  }

  #dismiss(verdict: 'bad' | 'unknown'): void {
    const { why = 'jump', fixes = [] } = this.#suspects ?? {}
    for (const fix of fixes) this.#judged.push({ ...fix, verdict, why })
    this.#suspects = undefined
  }
}
