import { z } from 'zod'
import type { CompiledCalendar } from '#city/calendar/compile.ts'
import { LimitShape } from '#city/calendar/contract.ts'
import { ConditionLimits } from '#city/calendar/published.ts'
import type { Limit } from '#city/calendar/unit.ts'
import { ledgerOf } from '#city/case/clocks.ts'
import { sourceOf } from '#city/case/engine.ts'
import type { CaseEvent, EventBodies } from '#city/case/event.ts'
import { type ClockEntry, computeClock } from '#city/case/ledger/clock.ts'
import { runningClocks } from '#city/case/ledger/running.ts'
import { entriesOf, isHandling, type LimitFor, limitMoves, type Move } from '#city/case/relimit.ts'
import type { CaseState } from '#city/case/state.ts'
import { limitOfClause } from '#city/catalogue/condition-limit.ts'
import { limitOfCategory } from '#city/emergency/effects.ts'

const Categories = z
  .array(z.object({ kind: z.enum(['component', 'matter']).nullable(), category: z.string(), limit: LimitShape }))
  .default([])

/** What is to be computed anew, as it is kept beside the progress. */
export const Plan = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('calendar'), from: z.int(), to: z.int() }),
  z.object({
    kind: z.literal('limits'),
    stages: z.record(z.string(), LimitShape),
    conditions: ConditionLimits,
    categories: Categories,
  }),
  /** An emergency is over: what it set goes back to what would have been. */
  z.object({ kind: z.literal('restore'), stages: z.record(z.string(), LimitShape), since: z.iso.datetime() }),
])
export type Plan = z.output<typeof Plan>

export type Cause = EventBodies['clock_moved']['cause']

/** Calendars by which a plan compares. */
export type Calendars = { readonly now: CompiledCalendar; byVersion(version: number): CompiledCalendar | undefined }

/** The open clocks of one case that a plan moves. Pure. */
export function movesOf(
  plan: Plan,
  history: readonly CaseEvent[],
  state: CaseState,
  calendars: Calendars,
  now: Date,
): Move[] {
  const entries = ledgerOf(history)
  if (plan.kind === 'calendar') return calendarMoves(plan, entries, history, calendars)
  const limitFor = plan.kind === 'limits' ? planned(plan, state) : restored(plan, history, state, calendars.now, now)
  return limitMoves(limitFor, entries, sourceOf(calendars.now), now)
}

function calendarMoves(
  { from, to }: Extract<Plan, { kind: 'calendar' }>,
  entries: readonly ClockEntry[],
  history: readonly CaseEvent[],
  calendars: Calendars,
): Move[] {
  const [old, fresh] = [calendars.byVersion(from), calendars.byVersion(to)]
  if (!old || !fresh) return []
  const due = new Map(runningClocks(entries, sourceOf(fresh)).map(({ name, dueBy }) => [name, dueBy ?? undefined]))
  return runningClocks(entries, sourceOf(old)).flatMap(({ name, dueBy, roundSeq }) => {
    const [before, after] = [dueBy ?? undefined, due.get(name)]
    return beganUnder(roundSeq, history) < to && moved(before, after) ? [{ clock: name, before, after }] : []
  })
}

/** The calendar in force when the present round of a clock began: it was never counted by an older one. */
const beganUnder = (roundSeq: number, history: readonly CaseEvent[]): number =>
  history.find(({ seq }) => seq === roundSeq)?.calendarVersion ?? 0

/** What new limits say of a clock: its stage, or the condition or category the case was filed under. */
const planned =
  (plan: Extract<Plan, { kind: 'limits' }>, { clause }: CaseState): LimitFor =>
  (clock) => {
    if (!isHandling(clock)) return asLimit(plan.stages[clock])
    return asLimit(clause ? (limitOfClause(plan.conditions, clause) ?? limitOfCategory(plan, clause)) : undefined)
  }

const asLimit = (limit: Limit | undefined) => (limit ? { limit } : undefined)

/**
 * What a clock would run by without the emergency: where the emergency moved it, the limit its ledger has without those moves;
 * where the case began or was filed under it, the ordinary limit.
 */
function restored(
  { stages, since }: Extract<Plan, { kind: 'restore' }>,
  history: readonly CaseEvent[],
  { clause, reportedAt }: CaseState,
  calendar: CompiledCalendar,
  now: Date,
): LimitFor {
  const isByEmergency = (event: CaseEvent) => event.kind === 'clock_moved' && event.body.cause === 'emergency'
  const without = ledgerOf(history.filter((event) => !isByEmergency(event)))
  const moved = new Set(
    history.flatMap((event) => (isByEmergency(event) ? [(event.body as { clock: string }).clock] : [])),
  )
  return (clock) => {
    if (moved.has(clock)) {
      const own = entriesOf(without, clock)
      const limit = own.length > 0 ? computeClock(own, sourceOf(calendar), now).budget.limits[0] : undefined
      return limit ? { limit, evenClosed: true } : undefined
    }
    if (isHandling(clock)) return asLimit(clause?.ordinaryLimit)
    return reportedAt >= new Date(since) && stages[clock] ? { limit: stages[clock], evenClosed: true } : undefined
  }
}

const moved = (before: Date | undefined, after: Date | undefined): boolean => before?.getTime() !== after?.getTime()

/** A move as the history of its case tells it. */
export const bodyOf = (
  { clock, before, after, limit }: Move,
  cause: Cause,
  reason: string,
): EventBodies['clock_moved'] => ({
  cause,
  clock,
  before: before?.toISOString() ?? null,
  after: after?.toISOString() ?? null,
  reason,
  ...(limit ? { limit } : {}),
})
