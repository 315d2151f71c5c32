import { measureBetween } from '#city/calendar/arithmetic.ts'
import type { CompiledCalendar } from '#city/calendar/compile.ts'
import { type Limit, type Quantity, quantityOf } from '#city/calendar/unit.ts'
import { type Consumption, consume, portionsOf, type Run, shareOf, weightOf } from './consume.ts'
import { type ClockEntry, type ClockName, clockNames } from './entry.ts'
import { type ClockState, type Stretch, type Timeline, timelineOf } from './timeline.ts'

export type { ClockAct, ClockEntry, ClockName } from './entry.ts'
export type { ClockState } from './timeline.ts'

/** A stretch of the clock's life; `consumed` is what it took from the budget, empty unless it ran. */
export type Segment = {
  readonly state: Stretch['state']
  readonly round: number
  readonly from: Date
  readonly to?: Date
  readonly opened: ClockEntry
  readonly within: readonly ClockEntry[]
  readonly consumed: readonly Quantity[]
}

/**
 * A clock as computed at `asOf`; nothing of it is stored as truth.
 * `dueBy`: running, the deadline; stopped, the deadline it had; paused, absent (see `remaining`) unless already past.
 * `metInTime`: false as soon as it is late; true once stopped in time; otherwise not yet known.
 * `lateBy`: what ran on after the deadline, in the budget's last measure and as wall time.
 * `share`: consumed part of the budget, above 1 when overrun; unlike measures are weighed by an ordinary working day.
 */
export type Clock = {
  readonly name: ClockName
  readonly party?: string
  readonly state: ClockState
  readonly round: number
  readonly asOf: Date
  readonly calendar: CompiledCalendar
  readonly budget: { readonly limits: readonly Limit[]; readonly portions: readonly Quantity[] }
  readonly segments: readonly Segment[]
  readonly consumed: readonly Quantity[]
  readonly remaining: readonly Quantity[]
  readonly share: number
  readonly dueBy?: Date
  readonly metInTime?: boolean
  readonly lateBy?: { readonly working: Quantity; readonly wallMs: number }
}

/**
 * One calendar, or a choice by version: a stopped clock asks for the version it was stopped under (`undefined` when
 * that was not recorded), an open one asks for `undefined`, the version in force.
 */
export type CalendarSource = CompiledCalendar | ((version: number | undefined) => CompiledCalendar)

/**
 * Computes one clock from its entries (of one `clock` name; others are an error of the caller). Pure: the same entries,
 * calendar and instant always give the same clock. Throws `clock_entry_impossible`, `clock_limit_missing`.
 */
export function computeClock(entries: readonly ClockEntry[], calendarFor: CalendarSource, now: Date): Clock {
  const timeline = timelineOf(entries)
  const calendar = calendarOf(timeline, calendarFor)
  const asOfMs = Math.max(now.getTime(), timeline.stretches.at(-1)?.fromMs ?? Number.NEGATIVE_INFINITY)
  const portions = portionsOf(timeline.limits)
  const runs = runsOf(timeline, asOfMs)
  const past = consume(calendar, portions, runs)
  const dueMs = past.exhaustedMs ?? projected(calendar, portions, runs, timeline.state)
  return {
    name: entries[0]?.clock ?? 'overall',
    ...(timeline.party === undefined ? {} : { party: timeline.party }),
    state: timeline.state,
    round: timeline.round,
    asOf: new Date(asOfMs),
    calendar,
    budget: { limits: timeline.limits, portions },
    segments: segmentsOf(calendar, timeline, portions, runs),
    consumed: portions.map(({ measure }, i) => ({ measure, amount: past.used[i]! })),
    remaining: portions.map(({ measure, amount }, i) => ({ measure, amount: amount - past.used[i]! })),
    share: consumedShare(calendar, portions, past),
    ...(dueMs === undefined ? {} : { dueBy: new Date(dueMs) }),
    ...verdict(timeline.state, past, runs),
  }
}

/** All clocks of a case's ledger, in the order of the stages, then those of helping units. */
export function computeClocks(entries: readonly ClockEntry[], calendarFor: CalendarSource, now: Date): Clock[] {
  return clocksIn(entries).map(([, own]) => computeClock(own, calendarFor, now))
}

const inOrder = new Map(Object.keys(clockNames).map((name, at) => [name, at]))

/** The entries of each clock, in the order of the stages, then those of helping units. */
export const clocksIn = (entries: readonly ClockEntry[]): [ClockName, ClockEntry[]][] =>
  [...Map.groupBy(entries, (entry) => entry.clock)].sort(
    ([a], [b]) => (inOrder.get(a) ?? inOrder.size) - (inOrder.get(b) ?? inOrder.size) || (a < b ? -1 : 1),
  )

/** The instant at which `share` of the budget is consumed (0.8: the yellow light); undefined while a pause hides it. */
export function warnAt(clock: Clock, share: number): Date | undefined {
  return reached(clock, shareOf(clock.calendar, clock.budget.portions, share))
}

/**
 * The instant that lies `limit` before the deadline, measured over the stretches in which the clock runs, so that a pause
 * or a weekend in between is not counted as notice. Undefined without a deadline, or when the clock began later.
 */
export function warnBefore(clock: Clock, limit: Limit): Date | undefined {
  if (!clock.dueBy) return undefined
  const { measure, amount } = quantityOf(limit)
  const dueMs = clock.dueBy.getTime()
  const runs = projectionOf(clock).map((run) => ({ fromMs: run.fromMs, toMs: Math.min(run.toMs, dueMs) }))
  const whole = runs.reduce((sum, { fromMs, toMs }) => {
    return toMs > fromMs ? sum + measureBetween(clock.calendar, fromMs, toMs, measure) : sum
  }, 0)
  if (whole < amount) return undefined
  return reached(clock, [{ measure, amount: whole - amount }])
}

/** Green to 80 % of the budget, yellow to 100 %, red beyond (standards.md 3.5 [S11]). */
export function lightOf({ share, metInTime }: Clock): 'green' | 'yellow' | 'red' {
  if (metInTime === false) return 'red'
  return share > 0.8 ? 'yellow' : 'green'
}

/** The calendar a clock counts by. */
export function calendarOf({ state, stretches }: Timeline, source: CalendarSource): CompiledCalendar {
  if (typeof source !== 'function') return source
  return source(state === 'stopped' ? stretches.at(-1)?.opened.calendarVersion : undefined)
}

/** The stretches in which a clock ran in its present round, the last one up to `asOfMs`. */
export function runsOf({ round, stretches }: Timeline, asOfMs: number): Run[] {
  return stretches
    .filter((s) => s.state === 'running' && s.round === round)
    .map(({ fromMs, toMs = asOfMs }) => ({ fromMs, toMs }))
}

/** The last run without its end: what would be if the clock ran on. */
const endless = (runs: readonly Run[]): Run[] =>
  runs.map((run, i) => (i === runs.length - 1 ? { ...run, toMs: Number.POSITIVE_INFINITY } : run))

function projected(calendar: CompiledCalendar, portions: readonly Quantity[], runs: Run[], state: ClockState) {
  if (state !== 'running' && state !== 'stopped') return undefined
  return consume(calendar, portions, endless(runs)).exhaustedMs
}

function projectionOf({ segments, round, state, asOf }: Clock): Run[] {
  const runs = segments
    .filter((s) => s.state === 'running' && s.round === round)
    .map(({ from, to = asOf }) => ({ fromMs: from.getTime(), toMs: to.getTime() }))
  return state === 'paused' ? runs : endless(runs)
}

function reached(clock: Clock, portions: readonly Quantity[]): Date | undefined {
  const ms = consume(clock.calendar, portions, projectionOf(clock)).exhaustedMs
  return ms === undefined ? undefined : new Date(ms)
}

function segmentsOf(
  calendar: CompiledCalendar,
  { stretches, round }: Timeline,
  portions: readonly Quantity[],
  runs: readonly Run[],
): Segment[] {
  let run = 0
  let sofar: readonly Quantity[] = portions.map(({ measure }) => ({ measure, amount: 0 }))
  return stretches.map((s) => {
    const counts = s.state === 'running' && s.round === round
    const before = sofar
    if (counts) sofar = withOverrun(portions, consume(calendar, portions, runs.slice(0, ++run)))
    return {
      state: s.state,
      round: s.round,
      from: new Date(s.fromMs),
      ...(s.toMs === undefined ? {} : { to: new Date(s.toMs) }),
      opened: s.opened,
      within: s.within,
      consumed: counts ? sofar.map((q, i) => ({ ...q, amount: q.amount - before[i]!.amount })) : [],
    }
  })
}

/** What each portion gave, the last one also what ran on after it. */
const withOverrun = (portions: readonly Quantity[], { used, overrun }: Consumption): Quantity[] =>
  portions.map(({ measure }, i) => ({
    measure,
    amount: used[i]! + (i === portions.length - 1 ? (overrun?.amount ?? 0) : 0),
  }))

function consumedShare(calendar: CompiledCalendar, portions: readonly Quantity[], past: Consumption): number {
  const weigh = (list: readonly Quantity[]) => list.reduce((sum, q) => sum + weightOf(calendar, q), 0)
  const total = weigh(portions)
  return total === 0 ? 0 : weigh(withOverrun(portions, past)) / total
}

function verdict(state: ClockState, past: Consumption, runs: readonly Run[]): Pick<Clock, 'metInTime' | 'lateBy'> {
  const endMs = runs.at(-1)?.toMs ?? Number.NEGATIVE_INFINITY
  if (past.exhaustedMs !== undefined && endMs > past.exhaustedMs) {
    const wallMs = runs.reduce((sum, r) => sum + Math.max(0, r.toMs - Math.max(r.fromMs, past.exhaustedMs!)), 0)
    return { metInTime: false, lateBy: { working: past.overrun!, wallMs } }
  }
  return state === 'stopped' ? { metInTime: true } : {}
}
