import { nextOpening } from '#city/calendar/arithmetic.ts'
import type { CompiledCalendar } from '#city/calendar/compile.ts'
import { ledgerOf } from '#city/case/clocks.ts'
import { sourceOf } from '#city/case/engine.ts'
import type { CaseEvent } from '#city/case/event.ts'
import { runningClocks } from '#city/case/ledger/running.ts'
import { type Held, partyOf } from '#city/case/party.ts'
import type { CaseState } from '#city/case/state.ts'
import { type DueRung, movesOf, type Rung, resumesAt, rungsOf, watchAtOf } from '#city/case/watch.ts'
import type { Address } from '#city/notice/wanted.ts'

/** A rung that has been reached, with what is to become of it. */
export type Reached = DueRung & {
  readonly share: number
  readonly urges: boolean
  readonly outcome: 'told' | 'superseded' | 'waiting'
  /** When a rung reached outside working hours is told. */
  readonly tellAt: Date | null
}

/** What the watch finds when it looks at a case. */
export type Look =
  /** A suspension is over: handling goes on from that instant, whenever it was noticed. */
  | { readonly resumeAt: Date }
  /** Every rung reached by now, and when to look again. */
  | { readonly reached: readonly Reached[]; readonly watchAt: Date | null }

/** Looks at one case. Pure: the same history, calendar, ladder and instant find the same. */
export function lookAt(
  history: readonly CaseEvent[],
  state: CaseState,
  calendar: CompiledCalendar,
  ladder: readonly Rung[],
  now: Date,
): Look {
  const resumeAt = resumesAt(state, calendar.definition.timeZone)
  if (state.stage === 'suspended' && resumeAt && resumeAt <= now)
    return { resumeAt: new Date(Math.max(resumeAt.getTime(), state.last.at.getTime())) }
  const running = runningClocks(ledgerOf(history), sourceOf(calendar))
  const rungs = rungsOf(running, ladder, now, movesOf(history))
  return { reached: judged(rungs.due, ladder, state, calendar, now), watchAt: watchAtOf(rungs, state, calendar) }
}

function judged(
  due: readonly DueRung[],
  ladder: readonly Rung[],
  { urgency }: CaseState,
  calendar: CompiledCalendar,
  now: Date,
): Reached[] {
  return due.map((rung) => {
    const { share = 1, urges = false, hours = 'any' } = ladder.find(({ id }) => id === rung.rung) ?? {}
    const isHighest = !due.some((other) => other.clock === rung.clock && shareOf(ladder, other) > share)
    const opens = hours === 'working' && urgency === 'normal' ? opening(calendar, rung.at, now) : now.getTime()
    if (!isHighest) return { ...rung, share, urges, outcome: 'superseded', tellAt: null }
    if (opens <= now.getTime()) return { ...rung, share, urges, outcome: 'told', tellAt: null }
    return { ...rung, share, urges, outcome: 'waiting', tellAt: new Date(opens) }
  })
}

const A_MOMENT_MS = 15 * 60_000

/** When somebody may be told who is told in working hours: the last instant before the office closes still belongs to them. */
function opening(calendar: CompiledCalendar, at: Date, now: Date): number {
  const endsWithOffice = nextOpening(calendar, at.getTime() - 1) < at.getTime()
  const isFresh = now.getTime() - at.getTime() < A_MOMENT_MS
  return endsWithOffice && isFresh ? now.getTime() : nextOpening(calendar, now.getTime())
}

const shareOf = (ladder: readonly Rung[], { rung }: DueRung): number => ladder.find(({ id }) => id === rung)?.share ?? 0

/** Whom a rung is told to, without repeating anybody. */
export function addressesOf({ tell, clock }: Pick<DueRung, 'tell' | 'clock'>, held: Held): Address[] {
  const all = tell.map((who): Address => (who === 'party' ? partyOf(clock, held) : { post: who }))
  return [...new Map(all.map((address) => [JSON.stringify(address), address])).values()]
}

/** The words a rung is told in: a warning before the deadline, due at it, late after it, escalated when the leader is told. */
export function templateOf({ share, tell }: Pick<Reached, 'share' | 'tell'>): string {
  if (share < 1) return 'clock.warning'
  if (share === 1) return 'clock.due'
  return tell.includes('leader') ? 'clock.escalated' : 'clock.late'
}
