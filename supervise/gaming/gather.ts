import type { CompiledCalendar } from '#city/calendar/compile.ts'
import { currentCalendar } from '#city/calendar/store.ts'
import { listHistories } from '#city/case/bulk.ts'
import { ledgerOf } from '#city/case/clocks.ts'
import { sourceOf } from '#city/case/engine.ts'
import type { CaseEvent } from '#city/case/event.ts'
import { computeClock } from '#city/case/ledger/clock.ts'
import { foldCase } from '#city/case/state.ts'
import { listUnits } from '#city/organisation/store.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Acts, Handling, Rating, Verification } from './finding.ts'

export type Window = { readonly from: Date; readonly to: Date }

const BATCH = 1_000

/** Reads what units, verifiers and reporters did within a window; batch after batch, so that memory stays flat. */
export async function gatherActs(db: Db, districtId: string, window: Window): Promise<Acts> {
  const [calendar, units, ids] = await Promise.all([
    currentCalendar(db, districtId),
    listUnits(db, districtId),
    listTouched(db, districtId, window),
  ])
  const unitName = new Map(units.map(({ unitId, name }) => [unitId, name]))
  const acts = { handlings: [] as Handling[], verifications: [] as Verification[], ratings: [] as Rating[] }
  for (let at = 0; at < ids.length; at += BATCH) {
    const some = ids.slice(at, at + BATCH)
    const phones = await phonesOf(db, districtId, some)
    for (const { caseId, history } of await listHistories(db, districtId, some)) {
      const known = history.filter((event) => event.at < window.to)
      const [first] = known
      if (first?.kind !== 'reported') continue
      for (const event of known) {
        if (event.at < window.from) continue
        const act = { caseId, number: first.body.number, at: event.at }
        if (event.kind === 'handled') acts.handlings.push(...handlingOf(act, known, event, calendar, unitName))
        if (event.kind === 'verify_answered')
          acts.verifications.push({
            ...act,
            by: { id: event.byId, name: event.byName },
            passed: event.body.passed,
            point: event.body.point ?? first.body.place.point,
          })
        const phone = phones.get(caseId)
        if (event.kind === 'rated' && phone)
          acts.ratings.push({ ...act, by: { id: phone.fingerprint, name: phone.masked }, score: event.body.score })
      }
    }
  }
  return acts
}

/** A handling that was in time, with what it had used of its limit; without a limit there is no last minute. */
function handlingOf(
  act: { caseId: string; number: string; at: Date },
  history: readonly CaseEvent[],
  handled: CaseEvent,
  calendar: CompiledCalendar,
  unitName: ReadonlyMap<string, string>,
): Handling[] {
  const upTo = history.filter(({ seq }) => seq <= handled.seq)
  const entries = ledgerOf(upTo).filter(({ clock }) => clock === 'handle')
  const { unitId } = foldCase(upTo)
  if (entries.length === 0 || unitId === null) return []
  const clock = computeClock(entries, sourceOf(calendar), handled.at)
  if (clock.metInTime === false) return []
  return [{ ...act, by: { id: unitId, name: unitName.get(unitId) ?? unitId }, share: clock.share }]
}

async function listTouched(db: Db, districtId: string, { from, to }: Window): Promise<string[]> {
  const rows = await db.many<{ caseId: string }>(sql`
    select c.case_id as "caseId" from city.case c
     where c.district_id = ${districtId} and c.changed_at >= ${from} and c.reported_at < ${to} order by c.case_id`)
  return rows.map(({ caseId }) => caseId)
}

/** Whose telephone a report came from: by fingerprint and masked, for nobody here needs to know the number. */
async function phonesOf(db: Db, districtId: string, caseIds: readonly string[]) {
  const rows = await db.many<{ caseId: string; fingerprint: string; masked: string }>(sql`
    select distinct on (r.case_id) r.case_id as "caseId", r.phone_fingerprint as fingerprint, r.phone_masked as masked
      from serve.report r
     where r.district_id = ${districtId} and r.case_id = any(${caseIds}::uuid[]) and r.phone_fingerprint is not null
     order by r.case_id, r.reported_at, r.report_id`)
  return new Map(rows.map((row) => [row.caseId, row]))
}
