import type { CaseFacts } from './facts.ts'
import {
  columnsOf,
  type Definition,
  figuresRule,
  type Grouping,
  groupingIds,
  type Measure,
  measureIds,
  measures,
  type Rate,
  rateIds,
  rates,
  type TimeName,
  timeIds,
  times,
} from './measure.ts'
import { type Period, type PeriodKind, stepsOfPeriod } from './period.ts'

/** A figure with those of the period before (环比) and of the year before (同比); null where there is nothing to compare. */
export type Compared<T> = { readonly now: T; readonly before: T | null; readonly yearAgo: T | null }
export type Ratio = { readonly over: number; readonly under: number }
/** `median` and `p90` are hours; null where nothing was measured. */
export type Spread = { readonly count: number; readonly median: number | null; readonly p90: number | null }

export type GroupRow = {
  readonly key: string
  readonly name: string
  readonly counts: Readonly<Partial<Record<Measure, number>>>
  readonly onTime: Ratio
}
export type CaseLine = {
  readonly caseId: string
  readonly number: string
  readonly categoryName: string | null
  readonly placeText: string
  readonly unitName: string | null
  readonly reportedAt: string
  readonly dueAt: string | null
  /** Hours of wall time past the deadline, or since the report where there is none. */
  readonly hours: number
}
export type Bounces = { readonly key: string; readonly name: string; readonly cases: number; readonly times: number }
export type Spot = { readonly key: string; readonly name: string; readonly cases: number; readonly mostly: string }
/** One line of the period's scores, as the score run printed them. */
export type ScoreLine = { readonly name: string; readonly kind: string; readonly score: string; readonly rank: string }

/** All that a report says, in the order in which it is printed. Its text is frozen and hashed. */
export type Figures = {
  readonly rule: string
  readonly kind: PeriodKind
  readonly district: string
  readonly zone: string
  readonly starts: string
  readonly ends: string
  readonly from: string
  readonly to: string
  readonly counts: Readonly<Record<Measure, Compared<number>>>
  readonly rates: Readonly<Record<Rate, Compared<Ratio>>>
  readonly times: Readonly<Record<TimeName, Compared<Spread>>>
  readonly series: readonly { label: string; reported: number; filed: number; closed: number }[]
  readonly groups: Readonly<Record<Grouping, readonly GroupRow[]>>
  readonly bounces: readonly Bounces[]
  readonly latest: readonly CaseLine[]
  readonly longest: readonly CaseLine[]
  readonly spots: readonly Spot[]
  readonly scores: { readonly period: string; readonly rule: string; readonly lines: readonly ScoreLine[] } | null
  readonly definitions: Readonly<Record<string, Definition>>
}

/** Names of what facts only have codes for, as they were when the report was made. */
export type Names = {
  readonly district: string
  readonly source: (key: string) => string
  readonly stage: (key: string) => string
  readonly division: (code: string) => string
  readonly unit: (unitId: string) => string
}

/** What a report is made of. `before` and `yearAgo` are null where the district's records do not cover that period. */
export type Gathered = {
  readonly period: Period
  readonly facts: readonly CaseFacts[]
  readonly before: readonly CaseFacts[] | null
  readonly yearAgo: readonly CaseFacts[] | null
  readonly scores: Figures['scores']
  readonly names: Names
}

const LISTED = 10

/** The figures of a report. Pure: the same facts always give the same figures, in the same order. */
export function figuresOf(gathered: Gathered): Figures {
  const { period, facts, before, yearAgo, scores, names } = gathered
  const compare = <T>(figure: (facts: readonly CaseFacts[]) => T): Compared<T> => ({
    now: figure(facts),
    before: before && figure(before),
    yearAgo: yearAgo && figure(yearAgo),
  })
  return {
    rule: figuresRule,
    kind: period.kind,
    district: names.district,
    zone: period.zone,
    starts: period.starts,
    ends: period.ends,
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    counts: record(measureIds, (id) => compare((all) => countOf(all, id))),
    rates: record(rateIds, (id) => compare((all) => ratioOf(all, id))),
    times: record(timeIds, (id) => compare((all) => spreadOf(all, id))),
    series: seriesOf(facts, period),
    groups: record(groupingIds, (by) => groupsOf(facts, by, names)),
    bounces: bouncesOf(facts, names),
    latest: linesOf(facts, 'openLate', period.to, names),
    longest: linesOf(facts, 'open', period.to, names),
    spots: spotsOf(facts, names),
    scores,
    definitions: definitionsOf(),
  }
}

const record = <K extends string, T>(keys: readonly K[], of: (key: K) => T): Record<K, T> =>
  Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, T>

const countOf = (facts: readonly CaseFacts[], id: Measure): number =>
  facts.reduce((sum, { marks }) => sum + (marks.includes(id) ? 1 : 0), 0)

export function ratioOf(facts: readonly CaseFacts[], id: Rate): Ratio {
  const { over, under, less } = rates[id]
  const sum = (ids: readonly Measure[]) => ids.reduce((total, each) => total + countOf(facts, each), 0)
  return { over: sum(over), under: sum(under) - sum(less) }
}

function spreadOf(facts: readonly CaseFacts[], id: TimeName): Spread {
  const hours = facts.flatMap((each) => each.hours[id] ?? []).sort((a, b) => a - b)
  return { count: hours.length, median: nearestRank(hours, 0.5), p90: nearestRank(hours, 0.9) }
}

/** The smallest value that at least `share` of all do not pass. */
export const nearestRank = (sorted: readonly number[], share: number): number | null =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null

function seriesOf(facts: readonly CaseFacts[], period: Period): Figures['series'] {
  const moments = {
    reported: facts.map((each) => each.reportedAt),
    filed: facts.flatMap((each) => each.filedAt ?? []),
    closed: facts.flatMap((each) => each.closedAt ?? []),
  }
  return stepsOfPeriod(period).map(({ label, from, to }) => {
    const within = (instants: readonly Date[]) => instants.filter((at) => at >= from && at < to).length
    return {
      label,
      reported: within(moments.reported),
      filed: within(moments.filed),
      closed: within(moments.closed),
    }
  })
}

const NONE = ''

/** Which group of a table a case belongs to; the empty one holds what has no such thing. */
export const keyOf = (facts: CaseFacts, by: Grouping): string => facts[by] ?? NONE

function groupsOf(facts: readonly CaseFacts[], by: Grouping, names: Names): GroupRow[] {
  const columns = columnsOf[by]
  const [first] = columns
  return [...Map.groupBy(facts, (each) => keyOf(each, by))]
    .map(([key, own]) => ({
      key,
      name: nameOf(key, by, own, names),
      counts: record(columns, (id) => countOf(own, id)) as GroupRow['counts'],
      onTime: ratioOf(own, 'onTime'),
    }))
    .filter(({ counts }) => Object.values(counts).some((count) => count > 0))
    .sort((a, b) => (b.counts[first as Measure] ?? 0) - (a.counts[first as Measure] ?? 0) || (a.key < b.key ? -1 : 1))
}

function nameOf(key: string, by: Grouping, own: readonly CaseFacts[], names: Names): string {
  if (key === NONE) return '（无）'
  switch (by) {
    case 'source':
      return names.source(key)
    case 'stage':
      return names.stage(key)
    case 'category':
      return newest(own).categoryName ?? key
    case 'unit':
      return names.unit(key)
    default:
      return names.division(key)
  }
}

// A category's name may have been corrected: the last case's is the one in use.
const newest = (own: readonly CaseFacts[]): CaseFacts =>
  own.reduce((last, each) => (each.number > last.number ? each : last))

function bouncesOf(facts: readonly CaseFacts[], names: Names): Bounces[] {
  const times = new Map<string, { cases: number; times: number }>()
  for (const { returnedBy } of facts)
    for (const unit of new Set(returnedBy)) {
      const known = times.get(unit) ?? { cases: 0, times: 0 }
      times.set(unit, {
        cases: known.cases + 1,
        times: known.times + returnedBy.filter((each) => each === unit).length,
      })
    }
  return [...times]
    .map(([key, counts]) => ({ key, name: names.unit(key), ...counts }))
    .sort((a, b) => b.times - a.times || (a.key < b.key ? -1 : 1))
}

const HOUR = 3_600_000

function linesOf(facts: readonly CaseFacts[], of: 'open' | 'openLate', to: Date, names: Names): CaseLine[] {
  const since = (each: CaseFacts) => (of === 'openLate' ? (each.dueAt ?? to) : each.reportedAt)
  return facts
    .filter(({ marks }) => marks.includes(of))
    .sort((a, b) => since(a).getTime() - since(b).getTime() || (a.number < b.number ? -1 : 1))
    .slice(0, LISTED)
    .map((each) => ({
      caseId: each.caseId,
      number: each.number,
      categoryName: each.categoryName,
      placeText: each.placeText,
      unitName: each.unit === null ? null : names.unit(each.unit),
      reportedAt: each.reportedAt.toISOString(),
      dueAt: each.dueAt?.toISOString() ?? null,
      hours: Math.round(((to.getTime() - since(each).getTime()) / HOUR) * 10) / 10,
    }))
}

/** The cells with most reports; one report is no spot. */
function spotsOf(facts: readonly CaseFacts[], names: Names): Spot[] {
  const reported = facts.filter(({ cell, marks }) => cell !== null && marks.includes('reported'))
  return [...Map.groupBy(reported, ({ cell }) => cell ?? NONE)]
    .filter(([, own]) => own.length > 1)
    .map(([key, own]) => ({
      key,
      name: names.division(key.slice(0, 12)),
      cases: own.length,
      mostly: mostOf(own.map(({ categoryName }) => categoryName ?? '（未定类）')),
    }))
    .sort((a, b) => b.cases - a.cases || (a.key < b.key ? -1 : 1))
    .slice(0, LISTED)
}

function mostOf(words: readonly string[]): string {
  const counts = [...Map.groupBy(words, (word) => word)].map(([word, same]) => ({ word, count: same.length }))
  const [top] = counts.sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
  return top ? `${top.word}（${top.count}）` : ''
}

// Written into each report, so that a later rule never puts other words to old numbers.
function definitionsOf(): Figures['definitions'] {
  const entries: (readonly [string, Definition])[] = [
    ...measureIds.map((id) => [id, measures[id]] as const),
    ...rateIds.map((id) => [`rate:${id}`, rates[id]] as const),
    ...timeIds.map((id) => [`time:${id}`, times[id]] as const),
  ]
  return Object.fromEntries(entries.map(([id, { zh, en, definition, mark }]) => [id, { zh, en, definition, mark }]))
}
