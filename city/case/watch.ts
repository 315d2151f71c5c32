import type { CompiledCalendar } from '#city/calendar/compile.ts'
import { dayNumberOf, instantOf } from '#city/calendar/zone.ts'
import type { CaseEvent } from './event.ts'
import {
  type CalendarSource,
  type Clock,
  type ClockEntry,
  type ClockName,
  computeClocks,
  warnAt,
} from './ledger/clock.ts'
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

/** Every rung of every running clock, soonest first; `moves` says which event last computed a clock anew. */
export function rungsOf(
  entries: readonly ClockEntry[],
  calendarFor: CalendarSource,
  ladder: readonly Rung[],
  now: Date,
  moves: ReadonlyMap<string, number> = new Map(),
): DueRung[] {
  const running = computeClocks(entries, calendarFor, now).filter((clock) => clock.state === 'running')
  return running
    .flatMap((clock) => {
      const epoch = Math.max(epochOf(entries, clock.name), moves.get(clock.name) ?? 0)
      return ladder.flatMap((rung) => rungOf(clock, rung, epoch))
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}

function rungOf(clock: Clock, { id, share, tell }: Rung, epoch: number): DueRung[] {
  const at = warnAt(clock, share)
  if (!at) return []
  return [{ clock: clock.name, party: clock.party ?? null, epoch, rung: id, tell, at, dueBy: clock.dueBy ?? null }]
}

const budgetActs: ReadonlySet<ClockEntry['act']> = new Set(['start', 'restart', 'extend', 'relimit'])

const epochOf = (entries: readonly ClockEntry[], clock: ClockName): number =>
  Math.max(0, ...entries.filter((each) => each.clock === clock && budgetActs.has(each.act)).map(({ seq }) => seq))

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
export function watchAtOf(
  entries: readonly ClockEntry[],
  state: CaseState,
  calendar: CompiledCalendar,
  calendarFor: CalendarSource,
  ladder: readonly Rung[],
  now: Date,
): Date | null {
  const rung = rungsOf(entries, calendarFor, ladder, now).find(({ at }) => at > now)?.at
  const resume = resumesAt(state, calendar.definition.timeZone)
  const instants = [rung, resume].filter((at) => at !== undefined)
  return instants.length === 0 ? null : new Date(Math.min(...instants.map((at) => at.getTime())))
}
