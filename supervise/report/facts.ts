import type { CompiledCalendar } from '#city/calendar/compile.ts'
import { clockNow, ledgerOf } from '#city/case/clocks.ts'
import { sourceOf } from '#city/case/engine.ts'
import type { CaseEvent, EventKind } from '#city/case/event.ts'
import { computeClock } from '#city/case/ledger/clock.ts'
import { type CaseState, finalStages, foldCase, type Stage } from '#city/case/state.ts'
import type { Measure, TimeName } from './measure.ts'
import type { Period } from './period.ts'

/** What a report knows of one case: where it belongs, what it counts under, and the hours it took. Frozen with the report. */
export type CaseFacts = {
  readonly caseId: string
  readonly number: string
  readonly source: string
  readonly stage: Stage
  readonly category: string | null
  readonly categoryName: string | null
  readonly street: string | null
  readonly community: string | null
  readonly cell: string | null
  readonly placeText: string
  readonly unit: string | null
  readonly marks: readonly Measure[]
  /** Who returned it in the period, once for each time. */
  readonly returnedBy: readonly string[]
  readonly reportedAt: Date
  readonly filedAt: Date | null
  readonly closedAt: Date | null
  readonly dueAt: Date | null
  readonly hours: Readonly<Partial<Record<TimeName, number>>>
}

/**
 * The facts of a case at the end of a period: its history up to there, folded, and the clocks computed from it. Nothing after
 * the end is looked at, so they are the same whenever they are made. Undefined where the case does not concern the period.
 */
export function factsOf(
  caseId: string,
  whole: readonly CaseEvent[],
  period: Pick<Period, 'from' | 'to'>,
  calendar: CompiledCalendar,
): CaseFacts | undefined {
  const history = whole.filter((event) => event.at < period.to)
  if (history[0]?.kind !== 'reported') return undefined
  const state = foldCase(history)
  const within = history.filter((event) => event.at >= period.from)
  const dueAt = dueOf(history, state, calendar, period.to)
  const marks = marksOf({ history, within, state, calendar, dueAt, to: period.to })
  if (marks.length === 0) return undefined
  const { place } = state
  return {
    caseId,
    number: state.number,
    source: state.source,
    stage: state.stage,
    category: state.category?.code ?? null,
    categoryName: state.category?.name ?? null,
    street: place.streetCode,
    community: place.communityCode,
    cell: place.cellCode,
    placeText: place.text,
    unit: state.unitId ?? state.lastUnitId,
    marks,
    returnedBy: returnsOf(history, period.from),
    reportedAt: state.reportedAt,
    filedAt: lastOf(within, 'filed')?.at ?? null,
    closedAt: lastOf(within, 'closed', 'force_closed')?.at ?? null,
    dueAt,
    hours: hoursOf(history, within, state),
  }
}

const marksByKind: Partial<Record<EventKind, readonly Measure[]>> = {
  reported: ['reported'],
  filed: ['filed'],
  refused: ['refused'],
  dispatched: ['dispatched'],
  handled: ['handled'],
  returned: ['returned'],
  reworked: ['reworked'],
  extension_approved: ['extended'],
  suspension_approved: ['suspended'],
  urged: ['urged'],
  closed: ['closed'],
  force_closed: ['closed', 'forced'],
  voided: ['voided'],
  recalled: ['recalled'],
  vetoed: ['vetoed'],
}

type Seen = {
  history: readonly CaseEvent[]
  within: readonly CaseEvent[]
  state: CaseState
  calendar: CompiledCalendar
  dueAt: Date | null
  to: Date
}

function marksOf({ history, within, state, calendar, dueAt, to }: Seen): Measure[] {
  const marks = new Set<Measure>()
  for (const event of within) {
    for (const mark of marksByKind[event.kind] ?? []) marks.add(mark)
    if (event.kind === 'verify_answered' && !event.body.passed) marks.add('failed')
    if (event.kind === 'rated') marks.add('rated')
    if (event.kind === 'rated' && event.body.score >= 4) marks.add('content')
  }
  const handled = lastOf(within, 'handled')
  const verdict = handled && inTimeAt(history, handled, calendar)
  if (verdict === true) marks.add('inTime')
  if (verdict === false) marks.add('late')
  if (verdict === false && state.appealUpheld) marks.add('exempted')
  if (!finalStages.includes(state.stage)) marks.add('open')
  if (marks.has('open') && dueAt && dueAt < to) marks.add('openLate')
  return [...marks].sort()
}

/** Whether the handling clock had time left when the unit answered; undefined where there was no limit. */
function inTimeAt(history: readonly CaseEvent[], handled: CaseEvent, calendar: CompiledCalendar): boolean | undefined {
  const upTo = history.filter(({ seq }) => seq <= handled.seq)
  const entries = ledgerOf(upTo).filter((entry) => entry.clock === 'handle')
  if (entries.length === 0) return undefined
  return computeClock(entries, sourceOf(calendar), handled.at).metInTime !== false
}

/** The deadline of the clock that the case is judged by at an instant, while it runs. */
function dueOf(history: readonly CaseEvent[], state: CaseState, calendar: CompiledCalendar, at: Date): Date | null {
  const name = clockNow(state)
  const entries = name ? ledgerOf(history).filter((entry) => entry.clock === name) : []
  if (entries.length === 0) return null
  const clock = computeClock(entries, sourceOf(calendar), at)
  return clock.state === 'running' ? (clock.dueBy ?? null) : null
}

function returnsOf(history: readonly CaseEvent[], from: Date): string[] {
  let unit: string | undefined
  const units: string[] = []
  for (const event of history) {
    if (event.kind === 'dispatched') unit = event.body.unitId
    if (event.kind === 'returned' && unit && event.at >= from) units.push(unit)
  }
  return units
}

const HOUR = 3_600_000

function hoursOf(
  history: readonly CaseEvent[],
  within: readonly CaseEvent[],
  state: CaseState,
): Partial<Record<TimeName, number>> {
  const between = (from: Date | undefined, to: Date | undefined) =>
    from && to && to >= from ? Math.round(((to.getTime() - from.getTime()) / HOUR) * 100) / 100 : undefined
  const hours = {
    filing: between(state.reportedAt, lastOf(within, 'filed')?.at),
    handling: between(history.find(({ kind }) => kind === 'dispatched')?.at, lastOf(within, 'handled')?.at),
    closing: between(state.reportedAt, lastOf(within, 'closed', 'force_closed')?.at),
  }
  return Object.fromEntries(Object.entries(hours).filter(([, value]) => value !== undefined))
}

const lastOf = (events: readonly CaseEvent[], ...kinds: EventKind[]): CaseEvent | undefined =>
  events.findLast(({ kind }) => kinds.includes(kind))
