import { getDistrict } from '#city/place/store.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type CsvCell, writeCsv } from '#kernel/tabular/csv.ts'
import { type CellValue, type SheetOut, writeWorkbook } from '#kernel/tabular/write-workbook.ts'
import { canonical } from './canonical.ts'
import type { RunFile } from './contract.ts'
import { counts, definition, isCountName, type SubjectKind, subjectKinds } from './counts.ts'
import { documentOf } from './document.ts'
import { scoreProblems } from './problems.ts'
import type { SheetRow } from './row.ts'
import { getRules, type RuleInForce } from './rule-store.ts'
import { findRun, type Run, readRows } from './run-store.ts'
import { factsAt, sheetsOf } from './verify.ts'

/** Bytes of a file with what they are. */
export type Exported = { readonly type: string; readonly bytes: string | Uint8Array | AsyncIterable<string> }

/** A run as one of the files it may be taken away as. Errors: `score_run_not_found`, `score_other_definition`. */
export async function exportRun(db: Db, districtId: string, runId: string, file: RunFile): Promise<Exported> {
  const run = await findRun(db, districtId, runId)
  if (!run) throw scoreProblems.score_run_not_found()
  const { timeZone } = await getDistrict(db, districtId)
  if (file === 'facts.csv') return { type: 'text/csv; charset=utf-8', bytes: factsCsv(db, districtId, run, timeZone) }
  const rules = await getRules(db, districtId, run.ruleVersion)
  const sheets = sheetsOf(await readRows(db, districtId, runId))
  if (file === 'run.json') {
    const document = documentOf({ ...run, districtId, timeZone }, sheets)
    const { rules: ruleSet } = rules.compiled
    const bytes = canonical({ resultHash: run.resultHash, inputsHash: run.inputsHash, rules: ruleSet, document })
    return { type: 'application/json; charset=utf-8', bytes }
  }
  const tables = sheets.map(({ kind, rows }) => tableOf(rules, kind, rows))
  if (file === 'scores.xlsx')
    return {
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      bytes: writeWorkbook([aboutSheet(run, rules), ...tables]),
    }
  return { type: 'text/csv; charset=utf-8', bytes: csvOf(tables) }
}

const standings: Readonly<Record<SheetRow['standing'], string>> = {
  ranked: '',
  below_minimum: '样本不足，不排名',
  no_value: '无可计分项',
}

function tableOf({ compiled }: RuleInForce, kind: SubjectKind, rows: readonly SheetRow[]): SheetOut {
  const sheet = compiled.rules.sheets.find(({ subjects }) => subjects.includes(kind))
  const titleOf = (name: string) => compiled.rules.indicators.find((each) => each.name === name)?.title.zh ?? name
  const names = [...new Set(rows.flatMap((row) => Object.keys(row.counts)))].sort()
  const items = sheet?.items ?? []
  return {
    name: subjectKinds[kind].zh,
    columns: [
      ...['名次', '等级', '编号', '名称', '得分', '说明', '样本数'].map((title) => ({ title })),
      ...items.flatMap(({ indicator }) => [{ title: titleOf(indicator) }, { title: `${titleOf(indicator)}得分` }]),
      ...names.map((name) => ({ title: isCountName(name) ? counts[name].zh : '网格数' })),
    ],
    rows: [...rows]
      .sort((a, b) => (a.rank ?? rows.length + 1) - (b.rank ?? rows.length + 1) || (a.subject < b.subject ? -1 : 1))
      .map((row) => [
        row.rank,
        row.grade,
        row.subject,
        row.name,
        numberOf(row.total),
        standings[row.standing],
        numberOf(row.sample),
        ...row.items.flatMap(({ value, score }) => [numberOf(value), numberOf(score)]),
        ...names.map((name) => row.counts[name] ?? 0),
      ]),
  }
}

const numberOf = (text: string | null): CellValue => (text === null ? '—' : Number(text))

const aboutSheet = (run: Run, rules: RuleInForce): SheetOut => ({
  name: '说明',
  columns: [
    { title: '项目', width: 18 },
    { title: '内容', width: 70 },
  ],
  rows: [
    ['期间（含起不含止）', `${run.from} 至 ${run.to}`],
    ['计至（不含）', run.countedTo],
    ['规则', `第 ${rules.version} 版 ${rules.title}`],
    ['规则摘要', rules.hash],
    ['截止', `${run.cutOffAt.toISOString()}（第 ${run.cutOff} 次计数）`],
    ['输入摘要', run.inputsHash],
    ['结果摘要', run.resultHash],
    ['评价人', run.madeByName],
    ...rules.compiled.rules.definitions.map(({ title, choices, chosen }) => [
      `口径：${title.zh}`,
      choices.find(({ id }) => id === chosen)?.note.zh ?? '',
    ]),
  ],
})

/** All sheets below each other, each under its own heading; the first column says which. */
const csvOf = (tables: readonly SheetOut[]): Uint8Array =>
  writeCsv(
    tables.flatMap(({ name, columns, rows }) => [
      ['表', ...columns.map(({ title }) => title)],
      ...rows.map((row) => [name, ...(row as readonly CsvCell[])]),
    ]),
  )

async function* factsCsv(db: Db, districtId: string, run: Run, timeZone: string): AsyncGenerator<string> {
  if (run.definition !== definition)
    throw scoreProblems.score_other_definition({ made: run.definition, now: definition })
  yield '\uFEFFcase,kind,subject,count,at,amount\r\n'
  let held: { caseId: string; lines: string[] }[] = []
  for await (const { caseId, facts } of factsAt(db, districtId, run, timeZone)) {
    held.push({
      caseId,
      lines: facts.map((f) => `${f.kind},${f.subject},${f.count},${f.at.toISOString()},${f.amount}`),
    })
    if (held.length < 500) continue
    yield await numbered(db, districtId, held)
    held = []
  }
  if (held.length > 0) yield await numbered(db, districtId, held)
}

async function numbered(
  db: Db,
  districtId: string,
  held: readonly { caseId: string; lines: string[] }[],
): Promise<string> {
  const rows = await db.many<{ caseId: string; number: string }>(sql`
    select case_id as "caseId", number from city.case
     where district_id = ${districtId} and case_id = any(${held.map(({ caseId }) => caseId)}::uuid[])`)
  const numbers = new Map(rows.map(({ caseId, number }) => [caseId, number]))
  return held
    .flatMap(({ caseId, lines }) => lines.map((line) => `${numbers.get(caseId) ?? caseId},${line}\r\n`))
    .join('')
}
