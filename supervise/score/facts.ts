import type { CaseEvent } from '#city/case/event.ts'
import type { CalendarSource } from '#city/case/ledger/clock.ts'
import { tellDesk } from './facts-desk.ts'
import { tellHandling } from './facts-unit.ts'
import { type Fact, Teller } from './teller.ts'

export type { Fact, FactKind } from './teller.ts'

/**
 * What a case counts for, from its history and nothing else: the same events and calendars always give the same facts. A
 * deadline that lies ahead is told with its day, so that nothing has to be counted anew when it passes. A clock that still
 * runs is counted by the calendar of the last event, since a later calendar reaches it by an event of its own.
 */
export function factsOf(history: readonly CaseEvent[], calendarOf: CalendarOf): readonly Fact[] {
  const last = history.at(-1)?.calendarVersion ?? undefined
  const source: CalendarSource = (version) => calendarOf(version ?? last ?? firstVersion)
  const teller = new Teller(history, source)
  tellDesk(teller)
  tellHandling(teller)
  return merged(teller.facts)
}

/** The calendar of a version. */
export type CalendarOf = (
  version: number,
) => ReturnType<Extract<CalendarSource, (version: number | undefined) => unknown>>

const firstVersion = 1

/** One fact for each subject, count and instant, in an order of their own, so that equal facts are equal bytes. */
function merged(facts: readonly Fact[]): readonly Fact[] {
  const byKey = new Map<string, Fact>()
  for (const fact of facts) {
    const key = `${fact.kind}|${fact.subject}|${fact.count}|${fact.at.getTime()}`
    const known = byKey.get(key)
    byKey.set(key, known ? { ...known, amount: known.amount + fact.amount } : fact)
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fact]) => fact)
}
