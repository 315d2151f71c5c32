import type { Unit } from '#city/organisation/store.ts'
import { listUnits } from '#city/organisation/store.ts'
import type { Tx } from '#kernel/db/db.ts'
import type { Problem } from '#kernel/problem.ts'
import { readCsv } from '#kernel/tabular/csv.ts'
import { readWorkbook } from '#kernel/tabular/read-workbook.ts'
import { TargetBody } from './body.ts'
import { importActuals } from './import-actuals.ts'
import { targetProblems } from './problems.ts'
import { addTarget, changeTarget } from './register.ts'
import { type Entry, listTargets, type TargetRow } from './store.ts'
import { cellsOf, claimOf, headOf, type Line } from './table.ts'

export type Outcome = {
  readonly row: number
  readonly name: string
  readonly outcome: 'added' | 'changed' | 'same' | 'refused'
  readonly faults: readonly { readonly zh: string; readonly en: string }[]
}
export type Imported = { readonly committed: boolean; readonly lines: readonly Outcome[] }
export type ImportAsk = {
  readonly what: 'targets' | 'actuals'
  readonly bytes: Uint8Array
  readonly commit: boolean
  readonly by: string
  readonly now: Date
}

const needed = { targets: ['指标', '方向', '年份', '性质', '文件'], actuals: ['指标', '期间', '依据'] } as const

/** Judges a table row by row and enters it if asked to and if no row is refused. Error: `target_column_missing`. */
export async function importTable(tx: Tx, districtId: string, ask: ImportAsk): Promise<Imported> {
  const { headings, lines } = cellsOf(await rowsIn(ask.bytes))
  const missing = needed[ask.what].filter((name) => !headings.includes(name))
  if (missing.length > 0) throw targetProblems.target_column_missing({ columns: missing.join('、') }, 'body')
  if (ask.what === 'actuals') return importActuals(tx, districtId, lines, ask)
  return importTargets(tx, districtId, lines, ask)
}

async function rowsIn(bytes: Uint8Array): Promise<readonly (readonly string[])[]> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (!isZip) return readCsv(bytes).rows
  return (await readWorkbook(bytes)).find(({ hidden }) => !hidden)?.rows ?? []
}

type Judged = { readonly row: number; readonly name: string; readonly body?: TargetBody; readonly faults: Problem[] }

async function importTargets(tx: Tx, districtId: string, lines: readonly Line[], ask: ImportAsk): Promise<Imported> {
  const [units, standing] = await Promise.all([listUnits(tx, districtId), listTargets(tx, districtId)])
  const known = new Map(standing.map((target) => [target.body.name, target]))
  const judged = [...Map.groupBy(lines, ({ cells }) => cells.指标 ?? '')].map(([name, own]) => judge(name, own, units))
  const outcomes = judged.map((each): Outcome => ({ ...lineOf(each), outcome: outcomeOf(each, known) }))
  const committed = ask.commit && outcomes.length > 0 && outcomes.every(({ outcome }) => outcome !== 'refused')
  if (committed) for (const { body } of judged) if (body) await enter(tx, districtId, body, known.get(body.name), ask)
  return { committed, lines: outcomes }
}

function judge(name: string, lines: readonly Line[], units: readonly Unit[]): Judged {
  const row = lines[0]?.row ?? 0
  const cells = lines[0]?.cells ?? {}
  const faults: Problem[] = []
  const unread = (at: { column: string; text: string }) => faults.push(targetProblems.target_cell_unreadable(at))
  const head = headOf(cells)
  if ('column' in head) unread(head)
  for (const column of ['计量单位', '方向', '计算方法', '责任单位', '自动计算', '停用'])
    if (lines.some((line) => (line.cells[column] ?? '') !== (cells[column] ?? '')))
      faults.push(targetProblems.target_rows_differ({ column }))
  const ownerName = cells.责任单位 ?? ''
  const owner = units.find((unit) => unit.name === ownerName)
  if (ownerName !== '' && !owner) faults.push(targetProblems.target_owner_unknown({ unit: ownerName }))
  const claims = lines.flatMap((line) => {
    const claim = claimOf(line.cells)
    if (!('column' in claim)) return [claim]
    unread(claim)
    return []
  })
  if (faults.length > 0 || 'column' in head) return { row, name, faults }
  const whole = TargetBody.safeParse({ ...head, ownerUnitId: owner?.unitId ?? null, claims })
  if (whole.success) return { row, name, body: whole.data, faults }
  for (const { path, message } of whole.error.issues)
    unread({ column: columnOf[String(path.at(-1))] ?? String(path.at(-1)), text: message })
  return { row, name, faults }
}

const columnOf: Readonly<Record<string, string>> = {
  ...{ name: '指标', unit: '计量单位', formula: '计算方法', measure: '自动计算', year: '年份', value: '目标值' },
  ...{ state: '目标状态', scope: '适用范围', document: '文件', place: '章节页码', quotation: '原文', mark: '标记' },
}

const lineOf = ({ row, name, faults }: Judged) => ({ row, name, faults: faults.map(({ zh, en }) => ({ zh, en })) })

function outcomeOf({ body, name }: Judged, known: ReadonlyMap<string, TargetRow>): Outcome['outcome'] {
  if (!body) return 'refused'
  const before = known.get(name)
  if (!before) return 'added'
  return isSame(before.body, body) ? 'same' : 'changed'
}

// Both went through the same schema, so that their keys stand in the same order.
const isSame = (before: TargetBody, after: TargetBody): boolean =>
  JSON.stringify(TargetBody.parse(before)) === JSON.stringify(after)

async function enter(tx: Tx, districtId: string, body: TargetBody, before: TargetRow | undefined, ask: ImportAsk) {
  const entry: Entry = { by: ask.by, now: ask.now, reason: '表格导入' }
  if (!before) return addTarget(tx, districtId, body, entry)
  if (isSame(before.body, body)) return undefined
  return changeTarget(tx, districtId, { targetId: before.targetId, basedOn: before.version, body }, entry)
}
