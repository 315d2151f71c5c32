import type { CompiledCalendar } from '#city/calendar/compile.ts'
import { dayNumberOf, instantOf } from '#city/calendar/zone.ts'
import type { CaseEvent } from './event.ts'
import type { ClockName } from './ledger/entry.ts'
import type { RunningClock } from './ledger/running.ts'
import type { CaseState } from './state.ts'

/** Who is told when a rung is reached: whoever the clock runs against, the duty chief, the supervisor or the leader. */
export type RungAudience = 'party' | 'duty_chief' | 'supervisor' | 'leader'

/** A rung of the escalation ladder: the share of the budget at which it is reached; 1 is the deadline. */
export type Rung = {
  readonly id: string
  readonly share: number
  readonly tell: readonly RungAudience[]
  /** `working`: reached at night, told when the office opens; an urgent case is told at once all the same. */
  readonly hours?: 'any' | 'working'
  /** Whether reaching it urges the case in its history as well. */
  readonly urges?: boolean
}

/** The ladder of a district that has set none: yellow at 80 % [S11], then due, late and a last escalation [M-]. */
export const usualLadder: readonly Rung[] = [
  { id: 'warning', share: 0.8, tell: ['party'] },
  { id: 'due', share: 1, tell: ['party'] },
  { id: 'late', share: 1.2, tell: ['party', 'duty_chief'] },
  { id: 'escalation', share: 2, tell: ['duty_chief', 'supervisor', 'leader'] },
]

/**
 * A rung of one running clock with its instant. `epoch` is the event that last gave the clock its budget or moved it, so that a
 * rung reached before an extension is another one than the same rung after it.
 */
export type DueRung = {
  readonly clock: ClockName
  readonly party: string | null
  readonly epoch: number
  readonly rung: string
  readonly tell: readonly RungAudience[]
  readonly at: Date
  readonly dueBy: Date | null
}

/** The rungs of a case's running clocks that have been reached, soonest first, and when the next one will be. */
export type Rungs = { readonly due: readonly DueRung[]; readonly next: Date | null }

/** Climbs the ladder of each running clock until `now`; `moves` says which event last computed a clock anew. */
export function rungsOf(
  running: readonly RunningClock[],
  ladder: readonly Rung[],
  now: Date,
  moves: ReadonlyMap<string, number> = new Map(),
): Rungs {
  const due: DueRung[] = []
  let nextMs = Number.POSITIVE_INFINITY
  for (const clock of running) {
    const epoch = Math.max(clock.budgetSeq, moves.get(clock.name) ?? 0)
    // The shares of a ladder rise, so whatever follows the first rung to come is later.
    for (const { id, share, tell } of ladder) {
      const at = clock.reaches(share)
      if (!at) break
      if (at > now) {
        nextMs = Math.min(nextMs, at.getTime())
        break
      }
      due.push({ clock: clock.name, party: clock.party, epoch, rung: id, tell, at, dueBy: clock.dueBy })
    }
  }
  return {
    due: due.sort((a, b) => a.at.getTime() - b.at.getTime()),
    next: Number.isFinite(nextMs) ? new Date(nextMs) : null,
  }
}

/** The last event that computed each clock anew. */
export const movesOf = (history: readonly CaseEvent[]): Map<string, number> =>
  new Map(history.flatMap((event) => (event.kind === 'clock_moved' ? [[event.body.clock, event.seq] as const] : [])))

/** When a suspended case goes on by itself: at the end of its last day where the district is. */
export const resumesAt = ({ suspendedUntil }: Pick<CaseState, 'suspendedUntil'>, zone: string): Date | undefined =>
  suspendedUntil === null ? undefined : new Date(instantOf(zone, dayNumberOf(suspendedUntil), 1440))

/**
 * When the deadline watch must look at a case next: the first rung after `now`, or the end of a suspension; null when nothing is
 * to come. What had fallen due before `now` and was not looked at yet is kept by the store, not here.
 */
export function watchAtOf({ next }: Rungs, state: CaseState, calendar: CompiledCalendar): Date | null {
  const resume = resumesAt(state, calendar.definition.timeZone)
  return next && resume ? new Date(Math.min(next.getTime(), resume.getTime())) : (next ?? resume ?? null)
}
