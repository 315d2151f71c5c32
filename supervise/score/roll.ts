import { calendarOfVersion, currentCalendar } from '#city/calendar/store.ts'
import type { CaseEvent } from '#city/case/event.ts'
import { getDistrict } from '#city/place/store.ts'
import type { Db, Pool, Tx } from '#kernel/db/db.ts'
import { definition } from './counts.ts'
import { type CalendarOf, type Fact, factsOf } from './facts.ts'
import {
  endCases,
  endFacts,
  type FactRow,
  lockRoll,
  markAll,
  type Roll,
  readFacts,
  readHistories,
  type Superseded,
  setRoll,
  takeDirty,
  writeCounted,
  writeFacts,
} from './roll-store.ts'
import { Tallies } from './tally.ts'
import { addTallies } from './tally-store.ts'

/** Cases counted again in one transaction. */
export const rollSize = 500

/** The calendars of a district by version; one that is not known yet is counted by the one in force. */
export async function calendarsOf(db: Db, districtId: string): Promise<CalendarOf> {
  const current = await currentCalendar(db, districtId)
  return (version) => calendarOfVersion(current, version) ?? current
}

/**
 * Counts the next changed cases again: their facts from their whole histories, the difference to what stood there into the
 * roll-up, all in the caller's transaction. Returns where the counting stands, and how many cases were counted.
 */
export async function rollOnce(
  tx: Tx,
  districtId: string,
  now: Date,
  limit = rollSize,
): Promise<{ roll: Roll; cases: number }> {
  const before = await lockRoll(tx, districtId, now)
  if (before.definition !== definition) await markAll(tx, districtId, now)
  const caseIds = await takeDirty(tx, districtId, limit)
  const roll = { ...before, definition, roll: before.roll + (caseIds.length > 0 ? 1 : 0), rolledAt: now }
  if (caseIds.length > 0) await countAgain(tx, districtId, roll, caseIds)
  await setRoll(tx, districtId, roll.roll, now, definition)
  return { roll, cases: caseIds.length }
}

/** Counts until nothing is left, each step in a transaction of its own, so that a stop loses one step at most. */
export async function rollAll(pool: Pool, districtId: string, now: () => Date, limit = rollSize): Promise<number> {
  let counted = 0
  for (;;) {
    const { cases } = await pool.transaction((tx) => rollOnce(tx, districtId, now(), limit))
    counted += cases
    if (cases < limit) return counted
  }
}

async function countAgain(tx: Tx, districtId: string, roll: Roll, caseIds: readonly string[]): Promise<void> {
  const { timeZone } = await getDistrict(tx, districtId)
  const histories = await readHistories(
    tx,
    districtId,
    caseIds.map((caseId) => ({ caseId })),
  )
  const calendarOf = await calendarsOf(tx, districtId)
  const known = await readFacts(tx, districtId, caseIds)
  const tallies = new Tallies(districtId, timeZone)
  const ended: Superseded[] = []
  const written: (FactRow & { caseId: string })[] = []
  for (const { caseId, history } of histories) {
    const was = known.get(caseId) ?? []
    const is = rowsOf(factsOf(history, calendarOf))
    for (const row of differing(was, is)) {
      for (const fact of row.facts) tallies.add(fact, -1)
      ended.push({ caseId, kind: row.kind, subject: row.subject })
    }
    for (const row of differing(is, was)) {
      for (const fact of row.facts) tallies.add(fact, 1)
      written.push({ ...row, caseId })
    }
  }
  await endCases(tx, districtId, roll, caseIds)
  await writeCounted(
    tx,
    districtId,
    roll.roll,
    histories.map(({ caseId, history }) => [caseId, versionOf(history)]),
  )
  if (ended.length > 0) await endFacts(tx, districtId, roll, ended)
  await writeFacts(tx, districtId, roll.roll, written)
  await addTallies(tx, districtId, tallies.changes())
}

const versionOf = (history: readonly CaseEvent[]): number => history.at(-1)?.seq ?? 1

/** Facts by subject. */
export function rowsOf(facts: readonly Fact[]): FactRow[] {
  const bySubject = Map.groupBy(facts, ({ kind, subject }) => `${kind}|${subject}`)
  return [...bySubject.values()].map((own) => ({ kind: own[0]!.kind, subject: own[0]!.subject, facts: own }))
}

/** The rows of one list that the other does not have just so. */
function differing(rows: readonly FactRow[], others: readonly FactRow[]): FactRow[] {
  const there = new Set(others.map(keyOf))
  return rows.filter((row) => !there.has(keyOf(row)))
}

const keyOf = ({ kind, subject, facts }: FactRow): string =>
  `${kind}|${subject}|${facts.map(({ count, at, amount }) => `${count}@${at.getTime()}*${amount}`).join(',')}`
