import type { CompiledCalendar } from '#city/calendar/compile.ts'
import { type BulkRow, copyRows, rowsAsQuery } from '#kernel/db/bulk.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type NewEvent, outbox } from '#kernel/outbox/outbox.ts'
import { clockCache, toldOf } from './engine.ts'
import type { CaseEvent, EventBodies, EventKind } from './event.ts'
import { refusalOf } from './permitted.ts'
import { caseColumns, caseRow, eventColumns, eventRow } from './rows.ts'
import { type CaseState, next } from './state.ts'
import { type Rung, usualLadder } from './watch.ts'

/** Facts of one kind for a case whose history has been read under its lock. */
export type Append<K extends EventKind> = {
  readonly caseId: string
  readonly history: readonly CaseEvent[]
  /** The fold of the history. */
  readonly state: CaseState
  readonly bodies: readonly EventBodies[K][]
}

/** What cases are computed anew by. Where clocks move, a rung may come to lie behind: `atOnce` has the watch look at it at once. */
export type Using = {
  readonly calendar: CompiledCalendar
  readonly ladder?: readonly Rung[] | undefined
  readonly now: Date
  readonly atOnce?: boolean
}

/** Whether the system itself may append this kind now. */
export const mayAppend = (kind: EventKind, state: CaseState, now: Date): boolean =>
  refusalOf(kind, state, undefined, { now, handleDueAt: undefined, handledLate: false }) === undefined

/**
 * Appends facts of the system itself to many cases at once, with the same fold, ledger and outbox as one step at a time. The
 * caller holds the cases locked and has asked `mayAppend`. A case without bodies only gets its cached row computed anew.
 */
export async function appendToCases<K extends EventKind>(
  tx: Tx,
  districtId: string,
  using: Using,
  kind: K,
  appends: readonly Append<K>[],
): Promise<void> {
  if (appends.length === 0) return
  const done = appends.map((append) => appended(districtId, using, kind, append))
  const events = done.flatMap(({ rows }) => rows)
  const told = done.flatMap((each) => each.told)
  await Promise.all([
    copyRows(tx, 'city.case_event', eventColumns, events),
    updateRows(tx, districtId, done, using.now),
    outbox.addAll(tx, told),
  ])
}

type Appended = {
  readonly rows: readonly BulkRow[]
  readonly told: readonly NewEvent[]
  readonly before: BulkRow
  readonly after: BulkRow
}

function appended<K extends EventKind>(
  districtId: string,
  { calendar, ladder = usualLadder, now, atOnce = false }: Using,
  kind: K,
  { caseId, history, state: before, bodies }: Append<K>,
): Appended {
  const events = bodies.map((body, at) => eventOf(kind, body, before.version + 1 + at, calendar, now))
  const states: CaseState[] = []
  for (const event of events) states.push(next(states.at(-1) ?? before, event))
  const after = states.at(-1) ?? before
  const clocks = clockCache([...history, ...events], after, calendar, now, ladder)
  const cached = atOnce && clocks.isReached ? { ...clocks, watchAt: now } : clocks
  return {
    rows: events.map((event) => eventRow(districtId, caseId, event)),
    told: events.map((event, at) => toldOf(districtId, caseId, event, states[at]!)),
    before: caseRow(districtId, caseId, before, cached),
    after: caseRow(districtId, caseId, after, cached),
  }
}

const eventOf = (kind: EventKind, body: unknown, seq: number, calendar: CompiledCalendar, now: Date): CaseEvent =>
  ({
    seq,
    kind,
    at: now,
    byId: 'system',
    byName: '系统',
    byUnit: null,
    calendarVersion: calendar.definition.version,
    body,
  }) as CaseEvent

const columns = Object.entries(caseColumns)
const keys = new Set(['district_id', 'case_id'])
/** What the ledger says, which may be another by another calendar without any event. */
const computed = new Set(['clock', 'due_at', 'calendar_version', 'handled_in_time', 'watch_at'])

/** Writes the columns that the events or the ledger changed; what had fallen due and was not looked at yet stays due. */
function updateRows(tx: Tx, districtId: string, done: readonly Appended[], now: Date): Promise<number> {
  const isWritten = columns.map(
    ([name], at) =>
      !keys.has(name) && (computed.has(name) || done.some(({ before, after }) => differ(before[at], after[at]))),
  )
  const isSent = columns.map(([name], at) => name === 'case_id' || isWritten[at])
  const sent = Object.fromEntries(columns.filter((_, at) => isSent[at]))
  const rows = done.map(({ after }) => after.filter((_, at) => isSent[at]))
  const settings = columns.flatMap(([name], at) => {
    if (!isWritten[at] || name === 'watch_at') return []
    return [sql`${sql.ident(name)} = g.${sql.ident(name)}`]
  })
  return tx.run(sql`
    update city.case c
       set ${sql.join(settings)}, watch_at = least(case when c.watch_at <= ${now} then c.watch_at end, g.watch_at)
      from (${rowsAsQuery(sent, rows)}) g
     where c.district_id = ${districtId} and c.case_id = g.case_id`)
}

const differ = (a: unknown, b: unknown): boolean => a !== b && String(a) !== String(b)
