import { CsvError, type Info } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { type CsvEncoding, decodeCsv } from './csv-encoding.ts'
import { defaultLimits, type TabularLimits } from './limits.ts'
import { tabularProblems as problems } from './problems.ts'

/** Why one row was not taken; `row` counts records from 1, the heading included. */
export type RefusedRow = { readonly row: number; readonly code: string; readonly zh: string; readonly en: string }

/** `rows[i]` is record i + 1; a refused record stays as an empty row so that row numbers remain true. */
export type CsvTable = {
  readonly encoding: CsvEncoding
  readonly rows: readonly (readonly string[])[]
  readonly refused: readonly RefusedRow[]
}

const longestRecord = 1024 * 1024

/**
 * Reads comma- or tab-separated text in UTF-8 (with or without mark) or GBK/GB18030. Rows with broken bytes or too many
 * columns are refused one by one; a file that is no text, too large, or whose quotes never close is refused whole.
 */
export function readCsv(bytes: Uint8Array, limits: TabularLimits = defaultLimits): CsvTable {
  if (bytes.length > limits.fileBytes) throw problems.csv_too_large({ bytes: bytes.length, limit: limits.fileBytes })
  const { encoding, text, intact } = decodeCsv(bytes)
  const records = parseRecords(text, limits)
  const refused: RefusedRow[] = []
  const rows = records.map((record, i) => {
    const fault = rowFault(record, i + 1, intact ? undefined : encoding, limits)
    if (!fault) return record.every((cell) => cell === '') ? [] : record
    refused.push({ row: i + 1, code: fault.code, zh: fault.zh, en: fault.en })
    return []
  })
  return { encoding, rows, refused }
}

const rowFault = (record: string[], row: number, damaged: CsvEncoding | undefined, limits: TabularLimits) => {
  if (damaged && record.some((cell) => cell.includes('\ufffd'))) {
    return problems.csv_row_bytes({ row, encoding: damaged === 'utf-8' ? 'UTF-8' : 'GB18030' })
  }
  if (record.length > limits.columns) return problems.csv_row_columns({ row, limit: limits.columns })
  return undefined
}

function parseRecords(text: string, limits: TabularLimits): string[][] {
  const heading = text.slice(0, /[\r\n]|$/.exec(text)!.index)
  const delimiter = heading.includes('\t') && !heading.includes(',') ? '\t' : ','
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      // An inch mark or a nickname in the middle of a cell is text, not grammar.
      relax_quotes: true,
      max_record_size: longestRecord,
      on_record: (record: string[], info: Info) => {
        if (info.records > limits.rows) throw problems.csv_too_many_rows({ limit: limits.rows })
        return record
      },
    }) as string[][]
  } catch (error) {
    if (error instanceof CsvError) throw problems.csv_grammar({ row: Number(error.records ?? 0) + 1 })
    throw error
  }
}

export type CsvCell = string | number | boolean | null | undefined

/**
 * Writes CSV that spreadsheets open as it is meant: with a UTF-8 mark, CRLF, and an apostrophe before text that would run
 * as a formula (= + - @ tab or carriage return first). Numbers, also negative ones, are left alone.
 */
export function writeCsv(rows: Iterable<readonly CsvCell[]>): Uint8Array {
  const lines: string[] = []
  for (const row of rows) lines.push(`${row.map(cellText).join(',')}\r\n`)
  return new TextEncoder().encode(`\ufeff${lines.join('')}`)
}

const runsAsFormula = /^[=+\-@\t\r＝＋－＠]/
const plainNegative = /^-\d+(\.\d+)?$/

function cellText(value: CsvCell): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  const safe = runsAsFormula.test(value) && !plainNegative.test(value) ? `'${value}` : value
  return /[",\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
