import { currentCalendar } from '#city/calendar/store.ts'
import { listHistories } from '#city/case/bulk.ts'
import { ledgerOf } from '#city/case/clocks.ts'
import { sourceOf } from '#city/case/engine.ts'
import type { CaseEvent } from '#city/case/event.ts'
import type { CalendarSource } from '#city/case/ledger/clock.ts'
import { isHandling, limitMoves, type Move } from '#city/case/relimit.ts'
import { foldCase } from '#city/case/state.ts'
import { limitOfClause } from '#city/catalogue/condition-limit.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Change } from './change.ts'

/** What signing would do to the cases that are open now. */
export type Touched = {
  readonly cases: number
  readonly clocks: number
  readonly earlier: number
  readonly later: number
  /** Clocks that are in time and would be late at once. */
  readonly lateAtOnce: number
  /** Whether every open case was looked at. */
  readonly isWhole: boolean
}

const together = 500
const most = 20_000

/** Counts the clocks that would move if the limits changed now: by the same arithmetic that moves them once they are signed. */
export async function touchedBy(db: Db, districtId: string, changes: readonly Change[], now: Date): Promise<Touched> {
  const ids = await listFiledUnder(db, districtId, changes)
  const source = sourceOf(await currentCalendar(db, districtId))
  const sum = { cases: 0, clocks: 0, earlier: 0, later: 0, lateAtOnce: 0 }
  for (let at = 0; at < ids.length; at += together) {
    for (const { history } of await listHistories(db, districtId, ids.slice(at, at + together))) {
      const moves = movesIn(history, changes, source, now)
      sum.cases += moves.length > 0 ? 1 : 0
      sum.clocks += moves.length
      for (const { before, after } of moves) {
        if (before && after) sum[after < before ? 'earlier' : 'later'] += 1
        if (before && after && before >= now && after < now) sum.lateAtOnce += 1
      }
    }
  }
  return { ...sum, isWhole: ids.length < most }
}

/** A case that cannot be computed does not move; the nightly proof names it. */
function movesIn(history: readonly CaseEvent[], changes: readonly Change[], source: CalendarSource, now: Date): Move[] {
  try {
    const { clause } = foldCase(history)
    const limit = clause ? limitOfClause(changes, clause) : undefined
    if (!limit) return []
    return limitMoves((clock) => (isHandling(clock) ? { limit } : undefined), ledgerOf(history), source, now)
  } catch {
    return []
  }
}

/** Open cases that were filed under one of the conditions, by its id or, in another version, by its words. */
const listFiledUnder = async (db: Db, districtId: string, changes: readonly Change[]): Promise<string[]> =>
  (
    await db.many<{ caseId: string }>(sql`
      select c.case_id as "caseId" from city.case c
       where c.district_id = ${districtId} and c.clock is not null and c.filed_at is not null
         and exists (select 1 from city.case_event e
                      where e.district_id = ${districtId} and e.case_id = c.case_id and e.kind = 'filed'
                        and (e.body -> 'clause' ->> 'conditionId' = any(${changes.map((c) => c.conditionId)}::text[])
                          or e.body -> 'clause' ->> 'condition' = any(${changes.map((c) => c.condition)}::text[])))
       order by c.case_id limit ${most}`)
  ).map(({ caseId }) => caseId)
