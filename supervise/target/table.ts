import {
  type Claim,
  type Direction,
  directions,
  type MeasureId,
  type Nature,
  natures,
  type TargetBody,
} from './body.ts'

/** One row for one claim; what belongs to the indicator itself is repeated in each of its rows. */
export const targetColumns = [
  { title: '指标', width: 26 },
  { title: '计量单位', width: 10 },
  { title: '方向', width: 10, choices: Object.values(directions).map(({ zh }) => zh) },
  { title: '计算方法', width: 40 },
  { title: '责任单位', width: 18 },
  { title: '自动计算', width: 18 },
  { title: '停用', width: 6, choices: ['是', '否'] },
  { title: '年份', width: 8 },
  { title: '目标值', width: 10 },
  { title: '目标状态', width: 30 },
  { title: '性质', width: 10, choices: Object.values(natures).map(({ zh }) => zh) },
  { title: '适用范围', width: 14 },
  { title: '文件', width: 30 },
  { title: '章节页码', width: 20 },
  { title: '原文', width: 50 },
  { title: '标记', width: 8 },
] as const

export const actualColumns = [
  { title: '指标', width: 26 },
  { title: '期间', width: 10 },
  { title: '实际值', width: 10 },
  { title: '状态说明', width: 30 },
  { title: '是否达到', width: 10, choices: ['是', '否'] },
  { title: '依据', width: 50 },
  { title: '来源', width: 10 },
  { title: '录入人', width: 12 },
  { title: '录入时间', width: 18 },
] as const

export type Cells = Readonly<Record<string, string>>

/** The rows of an indicator, one a claim. */
export const rowsOf = (body: TargetBody, ownerName: string | null): (string | number | null)[][] =>
  body.claims.map((claim) => [
    ...[body.name, body.unit, directions[body.direction].zh, body.formula, ownerName ?? ''],
    ...[body.measure ?? '', body.isRetired ? '是' : '否', claim.year, claim.value, claim.state],
    ...[natures[claim.nature].zh, claim.scope, claim.document, claim.place, claim.quotation, claim.mark],
  ])

/** Rows by the headings of the first; headings nobody knows are left out, an empty row is none. */
export function cellsOf(rows: readonly (readonly string[])[]): { headings: readonly string[]; lines: Line[] } {
  const headings = (rows[0] ?? []).map((heading) => heading.trim())
  const lines = rows.slice(1).flatMap((row, at): Line[] => {
    if (row.every((cell) => cell.trim() === '')) return []
    return [{ row: at + 2, cells: Object.fromEntries(headings.map((name, i) => [name, unguarded(row[i] ?? '')])) }]
  })
  return { headings, lines }
}

export type Line = { readonly row: number; readonly cells: Cells }

// What writing puts before text that a spreadsheet would compute.
const unguarded = (text: string): string => text.trim().replace(/^'(?=[=+\-@])/, '')

type Unread = { readonly column: string; readonly text: string }

/** What is common to the rows of an indicator, or which cell cannot be read. The owner stays a name. */
export function headOf(cells: Cells): Omit<TargetBody, 'claims' | 'ownerUnitId'> | Unread {
  const direction = keyFor(directions, cells.方向 ?? '')
  if (!direction) return { column: '方向', text: cells.方向 ?? '' }
  return {
    ...{ name: cells.指标 ?? '', unit: cells.计量单位 ?? '', direction: direction as Direction },
    ...{ formula: cells.计算方法 ?? '', isRetired: cells.停用 === '是' },
    measure: (cells.自动计算 || null) as MeasureId | null,
  }
}

/** The claim of a row, or which cell cannot be read. */
export function claimOf(cells: Cells): Claim | Unread {
  const nature = keyFor(natures, cells.性质 ?? '')
  const [year, value] = [numberOf(cells.年份), numberOf(cells.目标值)]
  if (typeof year !== 'number') return { column: '年份', text: cells.年份 ?? '' }
  if (value === undefined) return { column: '目标值', text: cells.目标值 ?? '' }
  if (!nature) return { column: '性质', text: cells.性质 ?? '' }
  return {
    ...{ year, value, state: cells.目标状态 ?? '', nature: nature as Nature, scope: cells.适用范围 ?? '' },
    ...{ document: cells.文件 ?? '', place: cells.章节页码 ?? '', quotation: cells.原文 ?? '', mark: cells.标记 ?? '' },
  }
}

/** A number, null for an empty cell, undefined for what is neither; `95 %` and `1,234` are numbers. */
export function numberOf(text: string | undefined): number | null | undefined {
  const bare = (text ?? '').replaceAll(/[\s,，%％]/g, '')
  if (bare === '') return null
  return /^-?\d+(\.\d+)?$/.test(bare) ? Number(bare) : undefined
}

const keyFor = (words: Readonly<Record<string, { readonly zh: string }>>, text: string): string | undefined =>
  Object.keys(words).find((key) => words[key]?.zh === text || key === text)
