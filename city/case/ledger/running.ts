import { type CalendarSource, calendarOf, clocksIn, runsOf } from './clock.ts'
import { consume, portionsOf, shareOf } from './consume.ts'
import type { ClockEntry, ClockName } from './entry.ts'
import { type Timeline, timelineOf } from './timeline.ts'

/**
 * A clock that runs, with as much as its next instants need; `computeClock` tells its whole life and takes many times as long.
 * `roundSeq` is the event that began its present round, `budgetSeq` the one that last gave it a budget.
 */
export type RunningClock = {
  readonly name: ClockName
  readonly party: string | null
  readonly roundSeq: number
  readonly budgetSeq: number
  readonly dueBy: Date | null
  /** The instant at which a share of the budget is consumed; 1 is the deadline. */
  readonly reaches: (share: number) => Date | null
}

/** The running clocks of a case's ledger in the order of `computeClocks`, each due when that says it is. Throws what that throws. */
export const runningClocks = (entries: readonly ClockEntry[], calendarFor: CalendarSource): RunningClock[] =>
  clocksIn(entries).flatMap(([name, own]) => {
    const timeline = timelineOf(own)
    return timeline.state === 'running' ? [runningClock(name, own, timeline, calendarFor)] : []
  })

function runningClock(
  name: ClockName,
  own: readonly ClockEntry[],
  timeline: Timeline,
  calendarFor: CalendarSource,
): RunningClock {
  const calendar = calendarOf(timeline, calendarFor)
  const portions = portionsOf(timeline.limits)
  // As if it ran on for ever.
  const runs = runsOf(timeline, Number.POSITIVE_INFINITY)
  const usedUp = (part: typeof portions): Date | null => {
    const { exhaustedMs } = consume(calendar, part, runs)
    return exhaustedMs === undefined ? null : new Date(exhaustedMs)
  }
  return {
    name,
    party: timeline.party ?? null,
    roundSeq: timeline.stretches.find(({ round }) => round === timeline.round)?.opened.seq ?? 0,
    budgetSeq: own.reduce((last, { act, seq }) => (budgetActs.has(act) ? Math.max(last, seq) : last), 0),
    dueBy: usedUp(portions),
    reaches: (share) => usedUp(shareOf(calendar, portions, share)),
  }
}

const budgetActs: ReadonlySet<ClockEntry['act']> = new Set(['start', 'restart', 'extend', 'relimit'])
