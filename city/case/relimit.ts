import type { Limit } from '#city/calendar/unit.ts'
import {
  type CalendarSource,
  type Clock,
  type ClockEntry,
  type ClockName,
  computeClock,
  computeClocks,
} from './ledger/clock.ts'

/** A clock that moved: the deadlines before and after, absent while it stands still, and its new budget if it got one. */
export type Move = {
  readonly clock: ClockName
  readonly before: Date | undefined
  readonly after: Date | undefined
  readonly limit?: Limit
}

/** The limit a clock is to have now; `evenClosed` where one that is over takes it for its next round. */
export type LimitFor = (clock: ClockName) => { readonly limit: Limit; readonly evenClosed?: boolean } | undefined

/** The clocks that get another limit at an instant, and what becomes of their deadlines. Pure. */
export function limitMoves(
  limitFor: LimitFor,
  entries: readonly ClockEntry[],
  source: CalendarSource,
  now: Date,
): Move[] {
  return computeClocks(entries, source, now).flatMap((clock) => {
    const { limit, evenClosed = false } = limitFor(clock.name) ?? {}
    if (!limit || !mayChange(clock, limit)) return []
    // A clock that is over begins its next round by its last limit, so that has to go back as well.
    if (!isOpen(clock)) return evenClosed ? [{ clock: clock.name, before: undefined, after: undefined, limit }] : []
    const last = entries.at(-1)?.seq ?? 0
    const reason = { zh: '时限调整', en: 'the limit was changed' }
    const relimit: ClockEntry = { clock: clock.name, act: 'relimit', at: now, seq: last + 1, reason, limit }
    const after = computeClock([...entriesOf(entries, clock.name), relimit], source, now).dueBy
    return [{ clock: clock.name, before: clock.dueBy, after, limit }]
  })
}

/** Whether a clock counts the handling of the case, by its own unit or a helping one. */
export const isHandling = (clock: ClockName): boolean => clock === 'handle' || clock.startsWith('co:')

/** The entries of one clock. */
export const entriesOf = (entries: readonly ClockEntry[], clock: ClockName): ClockEntry[] =>
  entries.filter((each) => each.clock === clock)

const isOpen = ({ state }: Clock): boolean => state === 'running' || state === 'paused'

/** An approved extension is a decision about one case and stands whatever the rule becomes. */
const mayChange = ({ budget: { limits } }: Clock, { value, unit }: Limit): boolean =>
  limits.length === 1 && (limits[0]?.value !== value || limits[0].unit !== unit)
