import type { CompiledCalendar } from '#city/calendar/compile.ts'
import { copyRows, rowsAsQuery } from '#kernel/db/bulk.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { outbox } from '#kernel/outbox/outbox.ts'
import { caseColumns, caseRow, eventColumns, eventRow } from './bulk.ts'
import { clockCache, toldOf } from './engine.ts'
import type { CaseEvent, EventBodies, EventKind } from './event.ts'
import { refusalOf } from './permitted.ts'
import { type CaseState, foldCase, next } from './state.ts'
import { type Rung, usualLadder } from './watch.ts'

/** Facts of one kind for a case whose history has been read under its lock. */
export type Append<K extends EventKind> = {
  readonly caseId: string
  readonly history: readonly CaseEvent[]
  readonly bodies: readonly EventBodies[K][]
}

export type Appended = { readonly caseId: string; readonly history: readonly CaseEvent[]; readonly state: CaseState }

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
  using: { readonly calendar: CompiledCalendar; readonly ladder?: readonly Rung[] | undefined; readonly now: Date },
  kind: K,
  appends: readonly Append<K>[],
): Promise<Appended[]> {
  if (appends.length === 0) return []
  const { calendar, ladder = usualLadder, now } = using
  const done = appends.map(({ caseId, history, bodies }) => {
    const before = foldCase(history)
    const events = bodies.map((body, at) => eventOf(kind, body, before.version + 1 + at, calendar, now))
    const states = [before]
    for (const event of events) states.push(next(states.at(-1)!, event))
    const [state, all] = [states.at(-1)!, [...history, ...events]]
    const clocks = clockCache(all, state, calendar, now, ladder)
    const told = events.map((event, at) => toldOf(districtId, caseId, event, states[at + 1]!))
    return { caseId, history: all, events, state, told, row: caseRow(districtId, caseId, state, clocks) }
  })
  await copyRows(
    tx,
    'city.case_event',
    eventColumns,
    done.flatMap(({ caseId, events }) => events.map((event) => eventRow(districtId, caseId, event))),
  )
  await updateRows(
    tx,
    districtId,
    done.map(({ row }) => row),
  )
  await outbox.addAll(
    tx,
    done.flatMap(({ told }) => told),
  )
  return done
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

/** What a case is for ever. */
const fixed = new Set(['district_id', 'case_id', 'number', 'source', 'reported_by', 'reported_at'])

const settable = sql.join(
  Object.keys(caseColumns)
    .filter((name) => !fixed.has(name) && name !== 'watch_at')
    .map((name) => sql`${sql.ident(name)} = g.${sql.ident(name)}`),
)

/** As with one step, what had fallen due and was not looked at yet stays due. */
const updateRows = (tx: Tx, districtId: string, rows: readonly (readonly unknown[])[]): Promise<number> =>
  tx.run(sql`
    update city.case c
       set ${settable}, watch_at = least(case when c.watch_at <= g.changed_at then c.watch_at end, g.watch_at)
      from (${rowsAsQuery(caseColumns, rows)}) g
     where c.district_id = ${districtId} and c.case_id = g.case_id`)
