import { finalStages } from '#city/case/state.ts'
import { getDistrict } from '#city/place/store.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { cellsGiven, definition, type SubjectKind } from './counts.ts'
import { hashesOf, type Sheets } from './document.ts'
import { factsOf } from './facts.ts'
import { instantsOf } from './period.ts'
import { scoreProblems } from './problems.ts'
import { calendarsOf } from './roll.ts'
import { readHistories } from './roll-store.ts'
import { type SheetRow, sheetRows } from './row.ts'
import { getRules } from './rule-store.ts'
import { findRun, type Run, readRows } from './run-store.ts'
import { addTo, type Sums, subjectsOf } from './tally.ts'
import type { Fact } from './teller.ts'

/** A cell of a run that came out otherwise. */
export type Difference = {
  readonly kind: SubjectKind
  readonly subject: string
  readonly stored: SheetRow | null
  readonly computed: SheetRow | null
}

export type Recomputed = {
  readonly run: Run
  readonly equal: boolean
  readonly computedHash: string
  readonly cases: number
  readonly differences: readonly Difference[]
}

const mostDifferences = 20

/**
 * Computes a run again from the events of its cases, without the roll-up, and compares the bytes. What came after the cut-off
 * is not looked at. Errors: `score_run_not_found`, `score_other_definition`.
 */
export async function recompute(db: Db, districtId: string, runId: string): Promise<Recomputed> {
  const run = await findRun(db, districtId, runId)
  if (!run) throw scoreProblems.score_run_not_found()
  if (run.definition !== definition)
    throw scoreProblems.score_other_definition({ made: run.definition, now: definition })
  const { timeZone } = await getDistrict(db, districtId)
  const { compiled } = await getRules(db, districtId, run.ruleVersion)
  const stored = sheetsOf(await readRows(db, districtId, runId))
  const bySubject = new Map<SubjectKind, Sums>()
  let cases = 0
  for await (const { facts } of factsAt(db, districtId, run, timeZone)) {
    cases++
    for (const fact of facts)
      for (const [kind, subject] of subjectsOf(fact, districtId)) put(bySubject, kind, subject, fact)
  }
  const sheets = compiled.rules.sheets.flatMap((sheet) =>
    sheet.subjects.map((kind) => {
      const frozen = new Map(
        (stored.find((each) => each.kind === kind)?.rows ?? []).map(({ subject, name, counts }) => [
          subject,
          { name, cells: counts[cellsGiven] ?? 0 },
        ]),
      )
      return { kind, rows: sheetRows(compiled, sheet, bySubject.get(kind) ?? new Map(), frozen) }
    }),
  )
  const { resultHash } = hashesOf({ ...run, districtId, timeZone }, sheets)
  const differences = differencesOf(stored, sheets)
  // A line that somebody changed afterwards is found too, although the hash was left alone.
  const equal = resultHash === run.resultHash && differences.length === 0
  return { run, equal, computedHash: resultHash, cases, differences: differences.slice(0, mostDifferences) }
}

function put(bySubject: Map<SubjectKind, Sums>, kind: SubjectKind, subject: string, { count, amount }: Fact): void {
  const sums = bySubject.get(kind) ?? new Map()
  bySubject.set(kind, sums)
  addTo(sums, subject, count, amount)
}

/** The lines of a run by kind of subject. */
export function sheetsOf(rows: readonly { kind: SubjectKind; body: SheetRow }[]): Sheets {
  return [...Map.groupBy(rows, ({ kind }) => kind)].map(([kind, own]) => ({ kind, rows: own.map(({ body }) => body) }))
}

function differencesOf(stored: Sheets, computed: Sheets): Difference[] {
  const keyed = (sheets: Sheets) =>
    new Map(sheets.flatMap(({ kind, rows }) => rows.map((row) => [`${kind}|${row.subject}`, { kind, row }] as const)))
  const [was, is] = [keyed(stored), keyed(computed)]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [before, now] = [was.get(key), is.get(key)]
    if (JSON.stringify(sortedRow(before?.row)) === JSON.stringify(sortedRow(now?.row))) return []
    const { kind, row } = (before ?? now)!
    return [{ kind, subject: row.subject, stored: before?.row ?? null, computed: now?.row ?? null }]
  })
}

// The database gives the keys of an object in an order of its own.
const sortedRow = (row: SheetRow | undefined) =>
  row && [
    row.subject,
    row.name,
    Object.entries(row.counts).sort(),
    row.items.map(({ indicator, value, score, weight }) => [indicator, value, score, weight]),
    row.sample,
    row.total,
    row.standing,
    row.rank,
    row.grade,
  ]

const page = 500

/** What each case counted for in the period of a run when it was made, from its events up to then. */
export async function* factsAt(
  db: Db,
  districtId: string,
  run: Run,
  timeZone: string,
): AsyncGenerator<{ caseId: string; facts: readonly Fact[] }> {
  const { begins, ends } = instantsOf(run, timeZone)
  const calendarOf = await calendarsOf(db, districtId)
  for (let after: string | null = null; ; ) {
    // A case that was over before the period and has not changed since has nothing in it.
    const cases: { caseId: string; version: number }[] = await db.many(sql`
      select s.case_id as "caseId", s.version
        from supervise.score_case s
        join city.case c on c.district_id = s.district_id and c.case_id = s.case_id
       where s.district_id = ${districtId} and s.from_roll <= ${run.cutOff}
         and (s.to_roll is null or s.to_roll > ${run.cutOff}) and c.reported_at < ${ends}
         and (c.changed_at >= ${begins} or c.stage <> all(${finalStages}) or s.to_roll is not null)
         and (${after}::uuid is null or s.case_id > ${after}::uuid)
       order by s.case_id limit ${page}`)
    for (const { caseId, history } of await readHistories(db, districtId, cases)) {
      const facts = factsOf(history, calendarOf).filter(({ at }) => at >= begins && at < ends)
      if (facts.length > 0) yield { caseId, facts }
    }
    if (cases.length < page) return
    after = cases.at(-1)?.caseId ?? null
  }
}
