import { formatLimit, type Limit } from '#city/calendar/unit.ts'
import { readLimitText } from '#city/catalogue/limit-text.ts'
import { Problem } from '#kernel/problem.ts'
import type { CellValue, ColumnOut } from '#kernel/tabular/write-workbook.ts'
import { type ChangeLine, isSame, keyOf, type LimitRow, type NewLimit } from './change.ts'
import { limitDraftProblems } from './problems.ts'

/** One row of a table that was read: what it changes, or why it was refused. Rows count as a spreadsheet shows them. */
export type TableLine = {
  readonly row: number
  readonly name: string
  readonly outcome: 'changed' | 'same' | 'refused'
  readonly change?: NewLimit
  readonly faults: readonly { readonly zh: string; readonly en: string }[]
}

const kinds = { component: '部件', matter: '事项' } as const

export const columns = [
  { title: '类型', width: 8 },
  { title: '小类代码', width: 10 },
  { title: '小类名称', width: 24 },
  { title: '序号', width: 6 },
  { title: '立案条件', width: 48 },
  { title: '区域类别', width: 10 },
  { title: '现行时限', width: 14 },
  { title: '新时限', width: 14 },
] as const satisfies readonly ColumnOut[]

type Title = (typeof columns)[number]['title']
const needed: readonly Title[] = ['类型', '小类代码', '序号', '新时限']

/** The standard as a table that can be read back, with what the draft changes in its last column. */
export function tableOf(rows: readonly LimitRow[], lines: readonly ChangeLine[]): CellValue[][] {
  const changed = new Map(lines.map((line) => [keyOf(line), line.limit]))
  return rows.flatMap(({ kind, code, name, ordinal, condition, conditionId, limits }) =>
    limits.map(({ areaClass, value, unit }) => {
      const next = changed.get(keyOf({ conditionId, areaClass }))
      const area = areaClass === '*' ? '' : areaClass
      const was = formatLimit({ value, unit }, 'zh')
      return [kinds[kind], code, name, ordinal, condition, area, was, next ? formatLimit(next, 'zh') : '']
    }),
  )
}

/** Reads a table row by row; an empty new limit leaves the old one as it is. Error: `limit_column_missing`. */
export function readLines(cells: readonly (readonly string[])[], rows: readonly LimitRow[]): TableLine[] {
  const top = cells.findIndex((row) => row.some((cell) => cell.trim() === '小类代码'))
  const headings = (cells[top] ?? []).map((cell) => cell.trim())
  const missing = needed.filter((title) => !headings.includes(title))
  if (missing.length > 0) throw limitDraftProblems.limit_column_missing({ columns: missing.join('、') }, 'body')
  const known = new Map(rows.map((row) => [placeOf(kinds[row.kind], row.code, String(row.ordinal)), row]))
  const seen = new Map<string, number>()
  return cells.slice(top + 1).flatMap((row, at) => {
    const cell = (title: Title) => row[headings.indexOf(title)]?.trim() ?? ''
    if (row.every((text) => text.trim() === '')) return []
    return [readLine(top + 2 + at, cell, known, seen)]
  })
}

const placeOf = (kind: string, code: string, ordinal: string) => `${kind} ${code} ${ordinal}`

function readLine(
  row: number,
  cell: (title: Title) => string,
  known: ReadonlyMap<string, LimitRow>,
  seen: Map<string, number>,
): TableLine {
  const name = `${cell('小类代码')} ${cell('小类名称')}`.trim()
  const refused = (zh: string, en: string): TableLine => ({ row, name, outcome: 'refused', faults: [{ zh, en }] })
  const found = known.get(placeOf(cell('类型'), cell('小类代码').padStart(5, '0'), cell('序号')))
  if (!found) return refused('现行标准中没有这一小类的这一序号', 'The standard has no such condition')
  if (cell('立案条件') !== '' && cell('立案条件') !== found.condition)
    return refused(
      '立案条件与现行标准不同，此行可能来自旧表',
      'The condition reads otherwise; this may be an old table',
    )
  const areaClass = cell('区域类别') || '*'
  const held = found.limits.find((each) => each.areaClass === areaClass)
  if (!held) return refused('该立案条件没有这一区域类别', 'The condition has no limit for this class of area')
  const key = keyOf({ conditionId: found.conditionId, areaClass })
  const before = seen.get(key)
  if (before !== undefined) return refused(`与第 ${before} 行重复`, `It repeats row ${before}`)
  seen.set(key, row)
  if (cell('新时限') === '') return { row, name, outcome: 'same', faults: [] }
  const limit = limitIn(cell('新时限'))
  if (limit instanceof Problem) return refused(limit.zh, limit.en)
  const change = { conditionId: found.conditionId, areaClass, limit }
  return { row, name, outcome: isSame(held, limit) ? 'same' : 'changed', change, faults: [] }
}

function limitIn(text: string): Limit | Problem {
  try {
    return readLimitText(text.slice(0, 60)).limit
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}
