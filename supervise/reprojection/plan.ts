import { z } from 'zod'
import type { CompiledCalendar } from '#city/calendar/compile.ts'
import { LimitShape } from '#city/calendar/contract.ts'
import type { Limit } from '#city/calendar/unit.ts'
import { ledgerOf } from '#city/case/clocks.ts'
import { sourceOf } from '#city/case/engine.ts'
import type { CaseEvent, EventBodies } from '#city/case/event.ts'
import { type Clock, type ClockEntry, type ClockName, computeClock, computeClocks } from '#city/case/ledger/clock.ts'
import type { CaseState } from '#city/case/state.ts'

const Conditions = z.array(z.object({ conditionId: z.string(), areaClass: z.string(), limit: LimitShape }))

/** What is to be computed anew, as it is kept beside the progress. */
export const Plan = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('calendar'), from: z.int(), to: z.int() }),
  z.object({ kind: z.literal('limits'), stages: z.record(z.string(), LimitShape), conditions: Conditions }),
])
export type Plan = z.output<typeof Plan>

export type Cause = EventBodies['clock_moved']['cause']

/** A clock that moved: the deadlines before and after, absent while it stands still, and its new budget if it got one. */
export type Move = {
  readonly clock: ClockName
  readonly before: Date | undefined
  readonly after: Date | undefined
  readonly limit?: Limit
}

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
  return plan.kind === 'calendar'
    ? calendarMoves(plan, entries, history, calendars, now)
    : limitMoves(plan, entries, state, calendars.now, now)
}

function calendarMoves(
  { from, to }: Extract<Plan, { kind: 'calendar' }>,
  entries: readonly ClockEntry[],
  history: readonly CaseEvent[],
  calendars: Calendars,
  now: Date,
): Move[] {
  const [old, fresh] = [calendars.byVersion(from), calendars.byVersion(to)]
  if (!old || !fresh) return []
  return computeClocks(entries, sourceOf(old), now)
    .filter((clock) => clock.state === 'running' && beganUnder(clock, history) < to)
    .flatMap((clock) => {
      const after = computeClock(entriesOf(entries, clock.name), sourceOf(fresh), now).dueBy
      return moved(clock.dueBy, after) ? [{ clock: clock.name, before: clock.dueBy, after }] : []
    })
}

/** The calendar in force when the present round of a clock began: it was never counted by an older one. */
function beganUnder({ segments, round }: Clock, history: readonly CaseEvent[]): number {
  const seq = segments.find((segment) => segment.round === round)?.opened.seq
  return history.find((event) => event.seq === seq)?.calendarVersion ?? 0
}

function limitMoves(
  plan: Extract<Plan, { kind: 'limits' }>,
  entries: readonly ClockEntry[],
  state: CaseState,
  calendar: CompiledCalendar,
  now: Date,
): Move[] {
  const source = sourceOf(calendar)
  return computeClocks(entries, source, now).flatMap((clock) => {
    const limit = limitFor(plan, clock.name, state)
    if (!limit || !isOpen(clock) || !mayChange(clock, limit)) return []
    const last = entries.at(-1)?.seq ?? 0
    const own = entriesOf(entries, clock.name)
    const reason = { zh: '时限调整', en: 'the limit was changed' }
    const relimit: ClockEntry = { clock: clock.name, act: 'relimit', at: now, seq: last + 1, reason, limit }
    return [
      { clock: clock.name, before: clock.dueBy, after: computeClock([...own, relimit], source, now).dueBy, limit },
    ]
  })
}

function limitFor(plan: Extract<Plan, { kind: 'limits' }>, clock: ClockName, { clause }: CaseState): Limit | undefined {
  if (clock !== 'handle' && !clock.startsWith('co:')) return plan.stages[clock]
  return plan.conditions.find(
    (each) =>
      each.conditionId === clause?.conditionId && (each.areaClass === '*' || each.areaClass === clause.areaClass),
  )?.limit
}

const isOpen = ({ state }: Clock): boolean => state === 'running' || state === 'paused'

/** An approved extension is a decision about one case and stands whatever the rule becomes. */
const mayChange = ({ budget: { limits } }: Clock, { value, unit }: Limit): boolean =>
  limits.length === 1 && (limits[0]?.value !== value || limits[0].unit !== unit)

const entriesOf = (entries: readonly ClockEntry[], clock: ClockName) => entries.filter((each) => each.clock === clock)

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
