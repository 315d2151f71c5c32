import type { Problem } from '#kernel/problem.ts'
import { readCsv, writeCsv } from '#kernel/tabular/csv.ts'
import { readWorkbook } from '#kernel/tabular/read-workbook.ts'
import { writeWorkbook } from '#kernel/tabular/write-workbook.ts'
import type { Area, Category } from './coverage.ts'
import { dutyProblems } from './problems.ts'
import type { DutyRow, NewDuty } from './store.ts'

const kinds = { 部件: 'component', 事项: 'matter', 全部: null } as const

/** The columns of the duty table as a spreadsheet; what is exported imports again. */
export const dutyColumns = [
  { title: '类型', width: 8, choices: Object.keys(kinds) },
  { title: '类别代码', width: 10 },
  { title: '类别名称', width: 20 },
  { title: '区域代码', width: 18 },
  { title: '区域名称', width: 16 },
  { title: '单位编号', width: 18 },
  { title: '单位', width: 24 },
  { title: '起始日', width: 12 },
  { title: '终止日', width: 12 },
  { title: '依据', width: 40 },
] as const

const needed = ['类型', '类别代码', '区域代码', '起始日', '依据'] as const

export type Known = {
  readonly units: readonly { readonly unitId: string; readonly name: string }[]
  readonly categories: readonly Category[]
  readonly areas: readonly Area[]
  readonly today: string
}

export type Judged = {
  readonly row: number
  readonly name: string
  readonly duty?: NewDuty
  readonly faults: readonly Problem[]
}

/** The rows of a CSV or workbook, the headings first. */
export async function rowsIn(bytes: Uint8Array): Promise<readonly (readonly string[])[]> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (!isZip) return readCsv(bytes).rows
  return (await readWorkbook(bytes)).find(({ hidden }) => !hidden)?.rows ?? []
}

/** Judges a table row by row; `standing` are lines already there, whose days may lie in the past. Error: `duty_column_missing`. */
export function judgeTable(rows: readonly (readonly string[])[], known: Known, standing: readonly DutyRow[]): Judged[] {
  const headings = (rows[0] ?? []).map((heading) => heading.trim())
  const missing = needed.filter((name) => !headings.includes(name))
  if (missing.length > 0) throw dutyProblems.duty_column_missing({ columns: missing.join('、') }, 'body')
  return rows.slice(1).flatMap((row, at) => {
    if (row.every((cell) => cell.trim() === '')) return []
    const cells = Object.fromEntries(headings.map((name, i) => [name, (row[i] ?? '').replace(/^'/, '').trim()]))
    return [judgeRow(at + 2, cells, known, standing)]
  })
}

function judgeRow(
  row: number,
  cells: Readonly<Record<string, string>>,
  known: Known,
  standing: readonly DutyRow[],
): Judged {
  const cell = (name: string) => cells[name] ?? ''
  const name = [
    cell('类型'),
    cell('类别代码') || '全部类别',
    cell('区域代码') || '全区',
    cell('单位') || cell('单位编号'),
  ].join(' ')
  const faults: Problem[] = []
  const unread = (column: string) => faults.push(dutyProblems.duty_cell_unreadable({ column, text: cell(column) }))
  const kind = kinds[cell('类型') as keyof typeof kinds]
  if (kind === undefined) unread('类型')
  for (const column of ['类别代码', '区域代码']) if (!/^[0-9]*$/.test(cell(column))) unread(column)
  for (const column of ['起始日', '终止日']) if (!isDay(cell(column), column === '终止日')) unread(column)
  if (cell('依据').length < 2) unread('依据')
  const unit = known.units.find(({ unitId, name: called }) =>
    cell('单位编号') ? unitId === cell('单位编号') : called === cell('单位'),
  )
  if (!unit) faults.push(dutyProblems.duty_unit_unknown({ unit: cell('单位编号') || cell('单位') }))
  if (faults.length > 0 || kind === undefined || !unit) return { row, name, faults }
  const duty = {
    ...{ kind, category: cell('类别代码'), areaCode: cell('区域代码'), unitId: unit.unitId },
    ...{ from: cell('起始日'), to: cell('终止日') || null, basis: cell('依据') },
  }
  if (standing.some((each) => isSame(each, duty))) return { row, name, duty, faults }
  const why = whyNotAdded(duty, known)
  return why ? { row, name, faults: [why] } : { row, name, duty, faults }
}

const isDay = (text: string, mayLack: boolean): boolean =>
  (mayLack && text === '') || (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)))

/** Whether a line says what another says already. */
export const isSame = (a: NewDuty, b: NewDuty): boolean =>
  a.kind === b.kind && a.category === b.category && a.areaCode === b.areaCode && a.unitId === b.unitId && a.to === b.to

/** Why a line cannot be added: a category, area or days that do not fit. */
export function whyNotAdded(duty: NewDuty, { categories, areas, today }: Known): Problem | undefined {
  const { kind, category, areaCode, from, to } = duty
  if (!categories.some((each) => (kind === null || each.kind === kind) && each.code.startsWith(category)))
    return dutyProblems.duty_category_unknown({ category }, 'body.category')
  const isKnown = areas.some(({ code }) => code.startsWith(areaCode) || areaCode.startsWith(code))
  if (areaCode !== '' && !isKnown) return dutyProblems.duty_area_unknown({ area: areaCode }, 'body.areaCode')
  if (from < today || (to !== null && to <= from)) return dutyProblems.duty_dates({}, 'body.from')
  return undefined
}

/** The table as a file. */
export function writeTable(
  rows: readonly (DutyRow & { categoryName: string; areaName: string })[],
  format: 'xlsx' | 'csv',
): Uint8Array {
  const cells = rows.map((row) => [
    ...[row.kind === null ? '全部' : row.kind === 'component' ? '部件' : '事项', row.category, row.categoryName],
    ...[row.areaCode, row.areaName, row.unitId, row.unitName, row.from, row.to ?? '', row.basis],
  ])
  if (format === 'csv') return writeCsv([dutyColumns.map(({ title }) => title), ...cells])
  return writeWorkbook([{ name: '责任田', columns: dutyColumns, rows: cells }])
}
