import { rowsAsQuery } from '#kernel/db/bulk.ts'
import type { Db } from '#kernel/db/db.ts'
import { Gathering } from '#kernel/db/gathering.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import { type NewEvent, outbox } from '#kernel/outbox/outbox.ts'
import type { CaseEvent } from './event.ts'
import { caseColumns, caseRow, eventColumns, eventRow } from './rows.ts'
import type { CaseState } from './state.ts'
import type { ClockCache } from './store.ts'
import { pairsOfCase, wordsColumns } from './words-store.ts'

/** What a case is opened with: its first event, the fold of it, what the ledger says, and the fact to be told. */
export type Opening = {
  readonly districtId: string
  readonly caseId: string
  readonly event: CaseEvent
  readonly state: CaseState
  readonly clocks: ClockCache
  readonly told: NewEvent
}

const names = (columns: Readonly<Record<string, string>>): Sql => sql.join(Object.keys(columns).map(sql.ident))

const openings = new Gathering<Opening, void>(async (tx, some) => {
  const events = some.map(({ districtId, caseId, event }) => eventRow(districtId, caseId, event))
  const words = some.map(({ districtId, caseId, state }) => [districtId, caseId, state.reportedAt, pairsOfCase(state)])
  const cases = some.map(({ districtId, caseId, state, clocks }) => caseRow(districtId, caseId, state, clocks))
  await tx.run(
    sql.prepared(sql`
    with told as (${outbox.withinAll(some.map(({ told }) => told))}),
         appended as (insert into city.case_event (${names(eventColumns)}) ${rowsAsQuery(eventColumns, events)}),
         worded as (insert into city.case_words (${names(wordsColumns)}) ${rowsAsQuery(wordsColumns, words)})
    insert into city.case (${names(caseColumns)}) ${rowsAsQuery(caseColumns, cases)}`),
  )
  return some.map(() => undefined)
})

/** Creates a case with its first event; those that are opened in one transaction at one moment by one statement. */
export const writeOpening = (tx: Db, opening: Opening): Promise<void> => openings.add(tx, opening)
