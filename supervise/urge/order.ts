import type { CompiledCalendar } from '#city/calendar/compile.ts'
import type { Limit } from '#city/calendar/unit.ts'
import { type CalendarSource, type Clock, type ClockEntry, computeClock } from '#city/case/ledger/clock.ts'
import { type Actor, may } from '#kernel/auth/actor.ts'
import type { Problem } from '#kernel/problem.ts'
import { urgeProblems } from './problems.ts'

export type { CompiledCalendar }

/** What may happen to an order, and what is said with it. */
export type UrgeBodies = {
  issued: { limit: Limit }
  answered: { text: string; files: readonly string[] }
  sent_back: { reason: string }
  accepted: { note: string }
  /** The deadline passed without an answer; whoever is above was told. */
  escalated: { dueBy: string }
  archived: { note: string }
}
export type UrgeKind = keyof UrgeBodies

export type UrgeEvent = {
  [K in UrgeKind]: {
    readonly seq: number
    readonly kind: K
    readonly at: Date
    readonly byId: string
    readonly byName: string
    readonly calendarVersion: number | null
    readonly body: UrgeBodies[K]
  }
}[UrgeKind]

export type UrgeStateName = 'open' | 'answered' | 'accepted' | 'archived'

/** All that the history of an order says about it now. */
export type UrgeState = {
  readonly version: number
  readonly state: UrgeStateName
  readonly sentBack: number
  /** Since it was last given to the unit, its lateness was told. */
  readonly isEscalated: boolean
}

const leadsTo: Readonly<Record<UrgeKind, UrgeStateName | undefined>> = {
  issued: 'open',
  answered: 'answered',
  sent_back: 'open',
  accepted: 'accepted',
  escalated: undefined,
  archived: 'archived',
}

const nothing: UrgeState = { version: 0, state: 'open', sentBack: 0, isEscalated: false }

export const foldUrge = (events: readonly UrgeEvent[]): UrgeState =>
  events.reduce(
    (before, { seq, kind }) => ({
      version: seq,
      state: leadsTo[kind] ?? before.state,
      sentBack: before.sentBack + (kind === 'sent_back' ? 1 : 0),
      isEscalated: kind === 'escalated' || (before.isEscalated && kind !== 'sent_back'),
    }),
    nothing,
  )

const words = {
  issued: { zh: '下达督办', en: 'ordered' },
  answered: { zh: '单位答复，停表待审', en: 'answered, standing still while it is judged' },
  sentBack: { zh: '答复退回，续算', en: 'answer sent back, goes on' },
  accepted: { zh: '答复通过', en: 'answer accepted' },
} as const

/** The order's clock in the case ledger's own terms: it runs while the unit owes an answer. */
export function urgeLedger(events: readonly UrgeEvent[]): ClockEntry[] {
  return events.flatMap((event): ClockEntry[] => {
    const { at, seq } = event
    const head = { clock: 'urge', at, seq } as const
    switch (event.kind) {
      case 'issued':
        return [{ ...head, act: 'start', reason: words.issued, limit: event.body.limit }]
      case 'answered':
        return [{ ...head, act: 'pause', reason: words.answered, pauseKey: 'answered' }]
      case 'sent_back':
        return [{ ...head, act: 'resume', reason: words.sentBack, pauseKey: 'answered' }]
      case 'accepted': {
        const version = event.calendarVersion
        return [
          { ...head, act: 'stop', reason: words.accepted, ...(version === null ? {} : { calendarVersion: version }) },
        ]
      }
      default:
        return []
    }
  })
}

export const urgeClock = (events: readonly UrgeEvent[], calendar: CalendarSource, now: Date): Clock =>
  computeClock(urgeLedger(events), calendar, now)

/** Who an order concerns. */
export type UrgeParties = { readonly unitId: string; readonly issuedBy: string }

/** Why this person may not do this to the order now, or undefined when nothing speaks against it. */
export function urgeRefusal(
  kind: Exclude<UrgeKind, 'issued' | 'escalated'>,
  { state }: UrgeState,
  { unitId, issuedBy }: UrgeParties,
  actor: Actor,
): Problem | undefined {
  if (state === 'archived') return urgeProblems.urge_archived()
  if (kind === 'answered') {
    if (!may(actor, 'case.urge.answer') || !actor.unitIds.includes(unitId)) return urgeProblems.urge_not_your_unit()
    return state === 'open' ? undefined : urgeProblems.urge_answered_already()
  }
  if (issuedBy !== actor.personId && !may(actor, 'urge.oversee')) return urgeProblems.urge_not_yours()
  if (kind === 'archived') return state === 'accepted' ? undefined : urgeProblems.urge_not_accepted()
  return state === 'answered' ? undefined : urgeProblems.urge_not_answered()
}
