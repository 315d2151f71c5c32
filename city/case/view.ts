import { currentCalendar } from '#city/calendar/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Problem } from '#kernel/problem.ts'
import { type Blind, blindFor, blindHistory } from './blind.ts'
import { ledgerOf } from './clocks.ts'
import { circumstances, sourceOf } from './engine.ts'
import type { CaseEvent } from './event.ts'
import { type Clock, computeClocks, warnAt } from './ledger/clock.ts'
import { type ClockEntry, clockTitle } from './ledger/entry.ts'
import { explain } from './ledger/explain.ts'
import { findCaseRow, itemOf } from './list.ts'
import { maskPersonal } from './mask.ts'
import { cautionOf, permittedSteps } from './permitted.ts'
import { caseProblems } from './problems.ts'
import { foldCase, helpersOf } from './state.ts'
import { stepNames } from './steps.ts'
import { listCaseFiles, readHistory } from './store.ts'

/** Everything a screen shows of one case, to somebody who may see it. Error: `case_not_found`. */
export async function viewCase(db: Db, actor: Actor, caseId: string, now: Date) {
  const row = await findCaseRow(db, actor, caseId)
  if (!row) throw caseProblems.case_not_found()
  const { districtId } = actor
  const [history, files, calendar, names] = await Promise.all([
    readHistory(db, districtId, caseId),
    listCaseFiles(db, districtId, caseId),
    currentCalendar(db, districtId),
    divisionNames(db, districtId, [row.streetCode, row.communityCode]),
  ])
  const units = await unitNames(db, districtId, history)
  const state = foldCase(history)
  const blind = blindFor(actor, state.stage)
  const clocks = computeClocks(entriesFor(blind, ledgerOf(history)), sourceOf(calendar), now)
  return {
    ...itemOf(row, actor),
    clause: state.clause,
    outcome: state.outcome,
    appealUpheld: state.appealUpheld,
    coUnitIds: blind.hidesUnit ? [] : state.coUnitIds,
    helpers: blind.hidesUnit ? [] : helpersOf(state),
    streetName: names.get(String(row.streetCode)) ?? null,
    communityName: names.get(String(row.communityCode)) ?? null,
    files,
    events: blindHistory(history, blind).map((event) => eventView(event, units)),
    clocks: clocks.map(clockOf),
    permitted: permittedSteps(state, actor, circumstances(history, calendar, now)).map((each) => ({
      kind: each.kind,
      name: stepNames[each.kind],
      authority: { zh: each.step.zh, en: each.step.en },
      source: each.step.source,
      filesNeeded: state.rules.filesNeeded.includes(each.kind),
      caution: wordsOf(cautionOf(each.kind, state)),
      allowed: each.allowed,
      refusal: each.allowed ? null : wordsOf(each.problem),
    })),
  }
}

/** The ledger without whose clock it is, for whoever may not learn that. */
export const entriesFor = ({ hidesUnit }: Blind, entries: readonly ClockEntry[]): readonly ClockEntry[] =>
  hidesUnit ? entries.filter(({ clock }) => !clock.startsWith('co:')).map(({ party: _, ...entry }) => entry) : entries

const wordsOf = (problem: Problem | undefined) =>
  problem ? { code: problem.code, zh: problem.zh, en: problem.en } : null

/** A clock as it stands at one moment. */
export const momentOf = (clock: Clock) => ({
  name: clock.name,
  title: clockTitle(clock.name),
  party: clock.party ?? null,
  state: clock.state,
  dueBy: clock.dueBy ?? null,
  warnAt: warnAt(clock, 0.8) ?? null,
  inTime: clock.metInTime ?? null,
  consumedShare: clock.share,
})

/** A clock as it travels, with its explanation in both languages. */
export const clockOf = (clock: Clock) => ({
  ...momentOf(clock),
  explanation: { zh: explain(clock, 'zh'), en: explain(clock, 'en') },
})

/** An event as a screen may show it: free text masked. */
export function eventView(event: CaseEvent, units: ReadonlyMap<string, string>) {
  const body = JSON.parse(JSON.stringify(event.body), (_, value) =>
    typeof value === 'string' ? maskPersonal(value) : value,
  )
  return {
    seq: event.seq,
    kind: event.kind,
    name: stepNames[event.kind],
    at: event.at,
    byName: event.byName,
    byUnit: event.byUnit === null ? null : (units.get(event.byUnit) ?? event.byUnit),
    body,
  }
}

async function divisionNames(db: Db, districtId: string, codes: unknown[]): Promise<Map<string, string>> {
  const rows = await db.many<{ code: string; name: string }>(sql`
    select code, name from city.division
     where district_id = ${districtId} and code = any(${codes.filter(Boolean)}) and valid_to is null`)
  return new Map(rows.map((row) => [row.code, row.name]))
}

/** The names of the units that acted in a history. */
export async function unitNames(
  db: Db,
  districtId: string,
  history: readonly CaseEvent[],
): Promise<Map<string, string>> {
  const ids = [...new Set(history.map((event) => event.byUnit).filter((id) => id !== null))]
  const rows = await db.many<{ unitId: string; name: string }>(sql`
    select unit_id as "unitId", name from city.unit where district_id = ${districtId} and unit_id = any(${ids})`)
  return new Map(rows.map((row) => [row.unitId, row.name]))
}
