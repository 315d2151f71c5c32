import { type CalendarHead, calendarHead } from '#city/calendar/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { CaseEvent, Clause, FilePurpose } from './event.ts'
import { caseProblems } from './problems.ts'
import { caseScope } from './scope.ts'
import { type CaseState, helpersOf, requestOf } from './state.ts'
import type { Rung } from './watch.ts'

/** What the ledger says of the clock that a case is judged by now; cached beside the fold. */
export type ClockCache = {
  readonly clock: string | null
  readonly dueAt: Date | null
  readonly calendarVersion: number | null
  readonly handledInTime: boolean | null
  /** When the deadline watch looks next. */
  readonly watchAt: Date | null
  /** Whether a rung of a running clock has been reached by now; not kept. */
  readonly isReached: boolean
}

/** A case's history in order; empty when there is no such case in the district. */
export const readHistory = (db: Db, districtId: string, caseId: string): Promise<CaseEvent[]> =>
  db.many<CaseEvent>(sql`
    select seq, kind, at, by_id as "byId", by_name as "byName", by_unit as "byUnit",
           calendar_version as "calendarVersion", body
      from city.case_event
     where district_id = ${districtId} and case_id = ${caseId}
     order by seq`)

type Read = CaseEvent & {
  readonly lockedVersion: number
  readonly calendar: CalendarHead | null
  readonly ladder: readonly Rung[] | null
}

/**
 * Locks a case and reads its history, the calendar in force and the escalation ladder in one question. Undefined when there is no such case. Had the
 * lock to wait, the history is read again, because this statement saw the world as it was before.
 */
export async function lockAndRead(
  tx: Db,
  districtId: string,
  caseId: string,
): Promise<{ history: CaseEvent[]; calendar: CalendarHead | null; ladder: readonly Rung[] | null } | undefined> {
  const rows = await tx.many<Read>(
    sql.prepared(sql`
    select locked.version as "lockedVersion", ${calendarHead(districtId)} as calendar,
           ${ladderOf(districtId)} as ladder, e.seq, e.kind, e.at, e.by_id as "byId",
           e.by_name as "byName", e.by_unit as "byUnit", e.calendar_version as "calendarVersion", e.body
      from (select version from city.case where district_id = ${districtId} and case_id = ${caseId} for update) locked,
           city.case_event e
     where e.district_id = ${districtId} and e.case_id = ${caseId}
     order by e.seq`),
  )
  const [first] = rows
  if (!first) return undefined
  const history = rows.map(({ lockedVersion: _, calendar: __, ladder: ___, ...event }) => event as CaseEvent)
  const current = history.at(-1)?.seq === first.lockedVersion
  return {
    history: current ? history : await readHistory(tx, districtId, caseId),
    calendar: first.calendar,
    ladder: first.ladder,
  }
}

/** The ladder a district has set, as a value of one's own query; null where it has set none. */
export const ladderOf = (districtId: string): Sql =>
  sql`(select d.settings -> 'ladder' from city.district d where d.district_id = ${districtId})`

/** Locks a case until the transaction ends, so that of two who act at once the second sees what the first did. */
export const lockCase = (tx: Db, districtId: string, caseId: string): Promise<{ version: number } | undefined> =>
  tx.find(sql`select version from city.case where district_id = ${districtId} and case_id = ${caseId} for update`)

/** What one step writes: the event, the cached row's new fold, and the fact to be told, all in one statement. */
export type StepWrite = {
  readonly districtId: string
  readonly caseId: string
  readonly event: CaseEvent
  readonly state: CaseState
  readonly clocks: ClockCache
  readonly told: Sql
}

/** The event's row; a sequence number taken twice is refused by the primary key. */
const eventRow = ({ districtId, caseId, event }: StepWrite): Sql => sql`
    insert into city.case_event (district_id, case_id, seq, kind, at, by_id, by_name, by_unit, calendar_version, body)
    values (${districtId}, ${caseId}, ${event.seq}, ${event.kind}, ${event.at}, ${event.byId}, ${event.byName},
            ${event.byUnit}, ${event.calendarVersion}, ${JSON.stringify(event.body)})`

/** Appends a step and brings the cached row to its new fold. */
export const writeStep = (tx: Db, write: StepWrite): Promise<number> => {
  const { districtId, caseId, state: s, clocks: c } = write
  return tx.run(
    sql.prepared(sql`
    with told as (${write.told}), appended as (${eventRow(write)})
    update city.case
       set version = ${s.version}, stage = ${s.stage}, urgency = ${s.urgency}, kind = ${s.category?.kind ?? null},
           edition = ${s.category?.edition ?? null}, category = ${s.category?.code ?? null},
           category_name = ${s.category?.name ?? null}, description = ${s.description},
           place = ${placeOf(s)}::text::point, place_text = ${s.place.text}, cell_code = ${s.place.cellCode},
           community_code = ${s.place.communityCode}, street_code = ${s.place.streetCode},
           component_code = ${s.place.componentCode}, unit_id = ${s.unitId}, co_unit_ids = ${s.coUnitIds},
           co_open_ids = ${openHelpersOf(s)},
           collector_id = ${s.collectorId}, filed_at = ${s.filedAt}, handled_at = ${s.handledAt},
           closed_at = ${s.closedAt}, clock = ${c.clock}, due_at = ${c.dueAt}, calendar_version = ${c.calendarVersion},
           handled_in_time = ${c.handledInTime}, pending = ${pendingOf(s)}, returns = ${s.returns},
           reworks = ${s.reworks}, urges = ${s.urges}, rating = ${s.rating}, vetoes = ${s.vetoes},
           merged_into = ${s.mergedInto},
           watch_at = least(case when watch_at <= ${s.last.at} then watch_at end, ${c.watchAt}),
           changed_at = ${s.last.at}
     where district_id = ${districtId} and case_id = ${caseId}`),
  )
}

const placeOf = ({ place: { point } }: CaseState): string | null => (point ? `(${point.lon},${point.lat})` : null)

/** Helping units that have yet to report. */
export const openHelpersOf = (s: CaseState): string[] =>
  helpersOf(s).flatMap(({ unitId, done }) => (done ? [] : [unitId]))

/** What waits for somebody's decision. */
export const pendingOf = (s: CaseState): string => {
  if (s.pendingVeto) return 'veto'
  return requestOf(s)?.what ?? (s.appealed && s.appealUpheld === null ? 'appeal' : '')
}

export const insertCaseFiles = (
  tx: Db,
  districtId: string,
  caseId: string,
  seq: number,
  files: readonly { fileId: string; purpose: FilePurpose }[],
): Promise<number> =>
  tx.run(sql`
    insert into city.case_file (district_id, case_id, seq, file_id, purpose)
    select ${districtId}, ${caseId}, ${seq}, f."fileId", f.purpose
      from jsonb_to_recordset(${JSON.stringify(files)}::jsonb) as f("fileId" uuid, purpose text)
    on conflict do nothing`)

/** Files of a case by purpose, in the order they came. */
export const listCaseFiles = (
  db: Db,
  districtId: string,
  caseId: string,
): Promise<{ fileId: string; purpose: FilePurpose; seq: number }[]> =>
  db.many(sql`
    select file_id as "fileId", purpose, seq from city.case_file
     where district_id = ${districtId} and case_id = ${caseId} order by seq, file_id`)

/** Whether a file belongs to a case in the actor's scope. */
export async function fileInScope(db: Db, actor: Actor, fileId: string): Promise<boolean> {
  const found = await db.find(sql`
    select 1 from city.case_file f
      join city.case c on c.district_id = f.district_id and c.case_id = f.case_id
     where f.district_id = ${actor.districtId} and f.file_id = ${fileId} and ${caseScope(actor, 'case.read')} limit 1`)
  return found !== undefined
}

/** Where a case in the actor's scope lies. Error: `case_not_found`. */
export async function viewPlaceOfCase(db: Db, actor: Actor, caseId: string): Promise<CaseWhereabouts> {
  const found = await db.find<CaseWhereabouts>(sql`
    select c.kind, c.category, c.cell_code as "cellCode", c.community_code as "communityCode", c.street_code as "streetCode"
      from city.case c where ${caseScope(actor, 'case.read')} and c.case_id = ${caseId}`)
  if (!found) throw caseProblems.case_not_found()
  return found
}

export type CaseWhereabouts = {
  readonly kind: 'component' | 'matter' | null
  readonly category: string | null
  readonly cellCode: string | null
  readonly communityCode: string | null
  readonly streetCode: string | null
}

/** The clause a case was last filed under, from its history. */
export async function readClause(db: Db, districtId: string, caseId: string): Promise<Clause | undefined> {
  const row = await db.find<{ clause: Clause }>(sql`
    select body->'clause' as clause from city.case_event
     where district_id = ${districtId} and case_id = ${caseId} and kind = 'filed'
     order by seq desc limit 1`)
  return row?.clause
}
