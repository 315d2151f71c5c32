import { distanceMetres } from '#city/place/distance.ts'
import type { Point } from '#city/place/frame.ts'
import { chanceOfAtLeast, wilsonLower } from './binomial.ts'
import type { FindingKind, Thresholds } from './kinds.ts'

/** Whose doing is looked at. */
export type Subject = { readonly id: string; readonly name: string }
type Act = { readonly caseId: string; readonly number: string; readonly at: Date; readonly by: Subject }

/** A handling in time; `share` is what of its limit it had used. */
export type Handling = Act & { readonly share: number }
export type Verification = Act & { readonly passed: boolean; readonly point: Point | null }
export type Rating = Act & { readonly score: number }
export type Acts = {
  readonly handlings: readonly Handling[]
  readonly verifications: readonly Verification[]
  readonly ratings: readonly Rating[]
}

export type EvidenceCase = {
  readonly caseId: string
  readonly number: string
  readonly at: string
  readonly note: string
}
/**
 * A pattern with what it rests on: `hits` of `sample`, how many were to be expected by the `base` rate of everybody else, and how
 * likely so many would be by chance. Null where a kind has no such number.
 */
export type Finding = {
  readonly kind: FindingKind
  readonly subject: Subject
  readonly hits: number
  readonly sample: number
  readonly base: number | null
  readonly expected: number | null
  readonly lowerBound: number | null
  readonly chance: number | null
  readonly cases: readonly EvidenceCase[]
}

/** Sure to 2.576 standard deviations, two-sided 99 %. */
const Z = 2.576
const SHOWN = 200

/** Everything found in a window of acts, in a fixed order. Pure. */
export function findAll(acts: Acts, thresholds: Thresholds): Finding[] {
  return [
    ...lastMinutes(acts.handlings, thresholds.last_minute),
    ...batches(acts.verifications, thresholds.batch),
    ...perfects(acts.verifications, thresholds.perfect),
    ...ratingBursts(acts.ratings, thresholds.rating_burst),
  ]
}

/** Units that report in the last part of the limit far more often than all others together. */
export function lastMinutes(handlings: readonly Handling[], t: Thresholds['last_minute']): Finding[] {
  const isLast = ({ share }: Handling) => share > 1 - t.lastShare
  const tested = bySubject(handlings).filter(({ own }) => own.length >= t.minSample)
  return tested.flatMap(({ subject, own }) => {
    const hits = own.filter(isLast)
    const others = handlings.length - own.length
    // One hit more than seen: a district in which nobody else ever did it does not make one case a certainty.
    const base = (handlings.filter(isLast).length - hits.length + 1) / (others + 1 / t.lastShare)
    const chance = chanceOfAtLeast(hits.length, own.length, base)
    const lowerBound = wilsonLower(hits.length, own.length, Z)
    if (chance >= t.chance / tested.length || lowerBound <= base || hits.length < t.excess * base * own.length)
      return []
    const cases = hits.map((each) => evidence(each, `用去时限的 ${(each.share * 100).toFixed(1)}%`))
    const numbers = { hits: hits.length, sample: own.length, base, expected: base * own.length, lowerBound, chance }
    return [{ kind: 'last_minute', subject, ...numbers, cases: cases.slice(0, SHOWN) }]
  })
}

/** Runs of verifications that need more time than they took, what each takes and the way between them counted. */
export function batches(verifications: readonly Verification[], t: Thresholds['batch']): Finding[] {
  return bySubject(verifications).flatMap(({ subject, own }) => {
    const runs = burstsOf(own, t.minutes, t.least, (run) => secondsNeeded(run, t) > secondsTaken(run))
    if (runs.length === 0) return []
    const cases = runs.flatMap((run) => run.map((each, at) => evidence(each, wayTo(run[at - 1], each))))
    return [{ kind: 'batch', subject, ...noRates(cases.length, own.length), cases: cases.slice(0, SHOWN) }]
  })
}

/** Verifiers of whose many verifications none failed, where by the rate of the others some should have. */
export function perfects(verifications: readonly Verification[], t: Thresholds['perfect']): Finding[] {
  const tested = bySubject(verifications).filter(({ own }) => own.length >= t.minSample)
  return tested.flatMap(({ subject, own }) => {
    if (own.some(({ passed }) => !passed)) return []
    const others = verifications.length - own.length
    if (others === 0) return []
    const base = verifications.filter(({ passed }) => !passed).length / others
    const chance = (1 - base) ** own.length
    if (chance >= t.chance / tested.length) return []
    const numbers = { hits: 0, sample: own.length, base, expected: base * own.length, lowerBound: null, chance }
    return [{ kind: 'perfect', subject, ...numbers, cases: own.slice(-SHOWN).map((each) => evidence(each, '通过')) }]
  })
}

/** Phones whose reports were rated well one after the other within a short while. */
export function ratingBursts(ratings: readonly Rating[], t: Thresholds['rating_burst']): Finding[] {
  const good = ratings.filter(({ score }) => score >= 4)
  return bySubject(good).flatMap(({ subject, own }) => {
    const runs = burstsOf(own, t.minutes, t.least, () => true)
    if (runs.length === 0) return []
    const cases = runs.flat().map((each) => evidence(each, `评 ${each.score} 分`))
    return [{ kind: 'rating_burst', subject, ...noRates(cases.length, own.length), cases: cases.slice(0, SHOWN) }]
  })
}

const noRates = (hits: number, sample: number) => ({
  hits,
  sample,
  base: null,
  expected: null,
  lowerBound: null,
  chance: null,
})

const evidence = ({ caseId, number, at }: Act, note: string): EvidenceCase => ({
  caseId,
  number,
  at: at.toISOString(),
  note,
})

function bySubject<T extends Act>(acts: readonly T[]): { subject: Subject; own: T[] }[] {
  const inTime = acts.toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.number < b.number ? -1 : 1))
  return [...Map.groupBy(inTime, ({ by }) => by.id)]
    .map(([, own]) => ({ subject: own[0]!.by, own }))
    .sort((a, b) => (a.subject.id < b.subject.id ? -1 : 1))
}

/** The longest runs of at least so many acts within so many minutes for which `isOdd` holds; none overlap. */
function burstsOf<T extends Act>(
  own: readonly T[],
  minutes: number,
  least: number,
  isOdd: (run: readonly T[]) => boolean,
) {
  const runs: (readonly T[])[] = []
  for (let from = 0; from + least <= own.length; from++) {
    const end = own[from]!.at.getTime() + minutes * 60_000
    let to = from
    while (to < own.length && own[to]!.at.getTime() <= end) to++
    while (to - from >= least && !isOdd(own.slice(from, to))) to--
    if (to - from < least) continue
    runs.push(own.slice(from, to))
    from = to - 1
  }
  return runs
}

const secondsTaken = (run: readonly Act[]): number => (run.at(-1)!.at.getTime() - run[0]!.at.getTime()) / 1000

function secondsNeeded(run: readonly Verification[], { secondsEach, kmPerHour }: Thresholds['batch']): number {
  const metres = run.reduce((sum, each, at) => sum + metresBetween(run[at - 1], each), 0)
  return (run.length - 1) * secondsEach + metres / (kmPerHour / 3.6)
}

const metresBetween = (from: Verification | undefined, to: Verification): number =>
  from?.point && to.point ? distanceMetres(from.point, to.point) : 0

function wayTo(from: Verification | undefined, to: Verification): string {
  if (!from) return '起点'
  const seconds = Math.round((to.at.getTime() - from.at.getTime()) / 1000)
  return `隔 ${seconds} 秒，距上一件 ${Math.round(metresBetween(from, to))} 米`
}
