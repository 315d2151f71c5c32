import type { CompiledCalendar } from '#city/calendar/compile.ts'
import { copyRows } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { outbox } from '#kernel/outbox/outbox.ts'
import { clockCache, filesOf } from './engine.ts'
import type { CaseEvent } from './event.ts'
import { caseColumns, caseRow, eventColumns, eventRow } from './rows.ts'
import { foldCase } from './state.ts'
import { pairsOfCase, wordsColumns } from './words-store.ts'

/** A whole history at once, as imports and the demo bring it. */
export type WrittenCase = { readonly caseId: string; readonly history: readonly CaseEvent[] }

const fileColumns = { district_id: 'text', case_id: 'uuid', file_id: 'uuid', seq: 'int', purpose: 'text' } as const

/** Writes whole histories and their folds in batches; the same fold and ledger as one step at a time. Returns the number of events. */
export async function writeCases(
  tx: Tx,
  districtId: string,
  calendar: CompiledCalendar,
  cases: readonly WrittenCase[],
  now: Date,
): Promise<number> {
  const folded = cases.map(({ caseId, history }) => ({ caseId, history, state: foldCase(history) }))
  await copyRows(
    tx,
    'city.case',
    caseColumns,
    folded.map(({ caseId, history, state }) =>
      caseRow(districtId, caseId, state, clockCache(history, state, calendar, now)),
    ),
  )
  await copyRows(
    tx,
    'city.case_words',
    wordsColumns,
    folded.map(({ caseId, state }) => [districtId, caseId, state.reportedAt, pairsOfCase(state)]),
  )
  const events = cases.flatMap(({ caseId, history }) => history.map((event) => eventRow(districtId, caseId, event)))
  await copyRows(tx, 'city.case_event', eventColumns, events)
  const files = cases.flatMap(({ caseId, history }) =>
    history.flatMap((event) =>
      filesOf(event).map((file) => [districtId, caseId, file.fileId, event.seq, file.purpose]),
    ),
  )
  await copyRows(tx, 'city.case_file', fileColumns, files, { onConflictDoNothing: true })
  if (cases.length > 0)
    await outbox.add(tx, { districtId, topic: casesWritten, key: 'cases', payload: { count: cases.length } })
  return events.length
}

/** Told when cases are entered with their past; what happened to each is not told, since nobody is to act on it. */
export const casesWritten = 'case.written'

/** Tells the planner of rows just written: by statistics older than an import, reading it back may walk a district for every case. */
export const analyzeCases = (db: Db): Promise<number> =>
  db.run(sql`analyze city.case, city.case_event, city.case_file, city.case_words`)

/**
 * The histories of many cases at once, each in order; absent ones are left out. They are asked of the events alone: joined with
 * their cases, by statistics older than an import, every event of a district would be walked for them.
 */
export async function listHistories(db: Db, districtId: string, caseIds: readonly string[]): Promise<WrittenCase[]> {
  const rows = await db.many<CaseEvent & { caseId: string }>(sql`
    select case_id as "caseId", seq, kind, at, by_id as "byId", by_name as "byName", by_unit as "byUnit",
           calendar_version as "calendarVersion", body
      from city.case_event
     where district_id = ${districtId} and case_id = any(${caseIds}::uuid[])
     order by case_id, seq`)
  return [...Map.groupBy(rows, (row) => row.caseId)].map(([caseId, history]) => ({ caseId, history }))
}

/** What the cached rows of cases say of their handling: in time, late, or null. */
export const listVerdicts = async (
  db: Db,
  districtId: string,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, boolean | null>> => {
  const rows = await db.many<{ caseId: string; handledInTime: boolean | null }>(sql`
    select case_id as "caseId", handled_in_time as "handledInTime" from city.case
     where district_id = ${districtId} and case_id = any(${caseIds}::uuid[])`)
  return new Map(rows.map(({ caseId, handledInTime }) => [caseId, handledInTime]))
}
