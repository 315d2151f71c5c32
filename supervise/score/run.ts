import { dateOf, dayNumberOf } from '#city/calendar/zone.ts'
import { getDistrict } from '#city/place/store.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'
import type { CompiledRules } from './compile.ts'
import { definition, type SubjectKind } from './counts.ts'
import { hashesOf, type Sheets } from './document.ts'
import { type CountedPeriod, countedPeriod, type Period } from './period.ts'
import { scoreProblems } from './problems.ts'
import { rollOnce } from './roll.ts'
import { countDirty, keepForRun, lockRoll } from './roll-store.ts'
import { type SheetRow, sheetFor, sheetRows } from './row.ts'
import { getRules, rulesOn } from './rule-store.ts'
import { insertRun, type Run } from './run-store.ts'
import { readGivens, readSums } from './sum-store.ts'

/** How many changed cases a run counts itself before it would rather have the background finish. */
const mostInOneRun = 5_000

export type RunWish = Period & { readonly ruleVersion?: number | undefined }

/**
 * Computes and keeps the scores of a period: everything that has been told by now is counted, then the cut-off is taken, so
 * that later events are no part of it. Errors: `score_period_wrong`, `score_period_not_begun`, `score_rule_missing`,
 * `score_rule_not_found`, `score_counting_behind`.
 */
export async function makeRun(
  tx: Tx,
  districtId: string,
  wish: RunWish,
  by: { readonly id: string; readonly name: string },
  now: Date,
): Promise<Run> {
  const { timeZone } = await getDistrict(tx, districtId)
  const period = countedPeriod(wish, timeZone, now)
  const rules = wish.ruleVersion
    ? await getRules(tx, districtId, wish.ruleVersion)
    : await rulesOn(tx, districtId, wish.from)
  const cutOff = await countTheRest(tx, districtId, now)
  const sheets = await computeSheets(tx, districtId, rules.compiled, period)
  const head = { ...period, districtId, timeZone, ruleVersion: rules.version, ruleHash: rules.hash, definition, cutOff }
  const run: Run = {
    ...period,
    runId: newId(),
    ruleVersion: rules.version,
    ruleHash: rules.hash,
    definition,
    cutOff,
    cutOffAt: now,
    ...hashesOf(head, sheets),
    madeByName: by.name,
    madeAt: now,
  }
  await insertRun(tx, districtId, run, by.id, sheets)
  await keepForRun(tx, districtId, cutOff)
  return run
}

/** Counts what changed since the last time and gives the number of the roll; nobody else counts until the end. */
async function countTheRest(tx: Tx, districtId: string, now: Date): Promise<number> {
  await lockRoll(tx, districtId, now)
  const { roll } = await rollOnce(tx, districtId, now, 1)
  const waiting = await countDirty(tx, districtId)
  if (waiting > mostInOneRun) throw scoreProblems.score_counting_behind({ waiting })
  if (waiting === 0) return roll.roll
  return (await rollOnce(tx, districtId, now, waiting)).roll.roll
}

/** Every sheet of the rules for a period, from the roll-up. */
export async function computeSheets(
  db: Db,
  districtId: string,
  compiled: CompiledRules,
  period: CountedPeriod,
): Promise<Sheets> {
  const sheets: { kind: SubjectKind; rows: readonly SheetRow[] }[] = []
  for (const { subjects } of compiled.rules.sheets)
    for (const kind of subjects) sheets.push({ kind, rows: await computeSheet(db, districtId, compiled, kind, period) })
  return sheets
}

/** One sheet for a period, from the roll-up. Error: `score_sheet_not_found`. */
export async function computeSheet(
  db: Db,
  districtId: string,
  compiled: CompiledRules,
  kind: SubjectKind,
  period: CountedPeriod,
): Promise<readonly SheetRow[]> {
  const sheet = sheetFor(compiled, kind)
  if (!sheet) throw scoreProblems.score_sheet_not_found({ kind })
  const sums = await readSums(db, districtId, kind, period)
  return sheetRows(compiled, sheet, sums, await readGivens(db, districtId, kind, lastDayOf(period)))
}

const lastDayOf = ({ countedTo }: CountedPeriod): string => dateOf(dayNumberOf(countedTo) - 1)
