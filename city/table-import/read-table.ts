import type { z } from 'zod'
import { placeProblems } from '#city/place/problems.ts'
import { readCsv } from '#kernel/tabular/csv.ts'
import { readWorkbook } from '#kernel/tabular/read-workbook.ts'
import { fillMerged } from '#kernel/tabular/sheet.ts'
import type { TableInspection } from './contract.ts'

/** A table of text: its headings, and below them every row that says anything. */
export type Table = {
  readonly name: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Rows, counted from 0, that no encoding could read. */
  readonly unreadable: ReadonlySet<number>
}

const MOST_ROWS = 200_000
const SAMPLES = 3

/** The visible sheets of a workbook, or the one table of a CSV file. Problems: the workbook_* and csv_* ones. */
export async function tablesOf(bytes: Uint8Array, fileName: string): Promise<Table[]> {
  if (/\.xlsx$/i.test(fileName)) {
    const sheets = (await readWorkbook(bytes)).filter(({ hidden }) => !hidden)
    return sheets.map((sheet) => tableOf(sheet.name, fillMerged(sheet), new Set()))
  }
  return [csvTable(bytes, fileName)]
}

/** A CSV file with a heading row, UTF-8 or GBK. Problems: `import_too_many_rows` and the csv_* ones. */
export function csvTable(bytes: Uint8Array, name = ''): Table {
  const { rows, refused } = readCsv(bytes)
  return tableOf(name, rows, new Set(refused.map(({ row }) => row - 1)))
}

/** A replaced letter, or a zero that no text may hold. */
export const isUnreadable = (text: string): boolean => /[\uFFFD\0]/.test(text) || !text.isWellFormed()

/** The heading row is the first that says anything; blank rows below it are no rows. */
function tableOf(name: string, lines: readonly (readonly string[])[], broken: ReadonlySet<number>): Table {
  const says = (cells: readonly string[]) => cells.some((cell) => cell.trim() !== '')
  const head = lines.findIndex(says)
  const headings = (lines[head] ?? []).map((heading) => heading.replaceAll('\0', '').trim())
  const rows: (readonly string[])[] = []
  const unreadable = new Set<number>()
  lines.forEach((cells, at) => {
    if (at <= head || !(says(cells) || broken.has(at))) return
    if (broken.has(at)) unreadable.add(rows.length)
    rows.push(cells)
  })
  if (rows.length > MOST_ROWS) throw placeProblems.import_too_many_rows({ most: MOST_ROWS }, 'file')
  return { name, headings, rows, unreadable }
}

/** The table that is meant: by name, or else the first that has rows. */
export const chosenTable = (tables: readonly Table[], sheet: string | undefined): Table =>
  (sheet === undefined ? tables.find(({ rows }) => rows.length > 0) : tables.find(({ name }) => name === sheet)) ??
  empty

const empty: Table = { name: '', headings: [], rows: [], unreadable: new Set() }

export const inspectionOf = (tables: readonly Table[]): z.output<typeof TableInspection> => ({
  sheets: tables.map(({ name, headings, rows }) => ({
    name: name.slice(0, 100),
    headings: [...headings],
    samples: rows.slice(0, SAMPLES).map((cells) => headings.map((_, at) => (cells[at] ?? '').slice(0, 60))),
    rows: rows.length,
  })),
})

/** What an exported file puts before a leading = + - @ to keep spreadsheets from computing it. */
export const unguarded = (text: string): string => (/^'[=+\-@]/.test(text) ? text.slice(1) : text)

const MOST_RETURNED = 1_000

/** The rows of a table that were refused, as they came. */
export const refusedRowsOf = (table: Table, isRefused: (row: number) => boolean) => ({
  headings: [...table.headings],
  refusedRows: table.rows
    .map((cells, at) => ({ row: at + 1, cells: table.headings.map((_, column) => cells[column] ?? '') }))
    .filter(({ row }) => isRefused(row))
    .slice(0, MOST_RETURNED),
})
