import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readCsv } from '#kernel/tabular/csv.ts'
import type { Findings } from './findings.ts'
import { replayProblems } from './problems.ts'

/** One record by column name, every value as written; `row` counts as a spreadsheet shows it, the heading being row 1. */
export type SourceRow<C extends string> = { readonly row: number; readonly values: Readonly<Record<C, string>> }

const mostBytes = 256 * 1024 * 1024

/** The bytes of a file of the data's folder, unpacked. Error: `replay_file_missing`. */
export function openSource(folder: string, file: string): Buffer {
  const path = join(folder, file)
  try {
    const bytes = readFileSync(path)
    return file.endsWith('.gz') ? gunzipSync(bytes, { maxOutputLength: mostBytes }) : bytes
  } catch {
    throw replayProblems.replay_file_missing({ path })
  }
}

/**
 * The records of a CSV and how many it holds, those that cannot be read included; these go to the findings. Errors:
 * `replay_columns_missing` and the csv_* problems.
 */
export function readRecords<C extends string>(
  bytes: Uint8Array,
  columns: readonly C[],
  findings: Findings,
): { total: number; rows: SourceRow<C>[] } {
  const { rows, refused } = readCsv(bytes)
  const [heading = [], ...records] = rows
  const missing = columns.filter((column) => !heading.includes(column))
  if (missing.length > 0) throw replayProblems.replay_columns_missing({ columns: missing.join(', ') })
  const unreadable = new Set(refused.map((fault) => fault.row))
  for (const fault of refused) findings.refuse(fault.row, '', fault)
  const read = records.flatMap((cells, at) => {
    const row = at + 2
    if (unreadable.has(row) || cells.length === 0) return []
    if (cells.length !== heading.length) {
      const counts = { found: cells.length, wanted: heading.length }
      findings.refuse(row, '', replayProblems.replay_columns_differ(counts))
      return []
    }
    const values = Object.fromEntries(heading.map((name, i) => [name, cells[i] ?? ''])) as Record<C, string>
    return [{ row, values }]
  })
  const blank = records.filter((cells, at) => cells.length === 0 && !unreadable.has(at + 2)).length
  return { total: records.length - blank, rows: read }
}

/** Rows whose identifier is there and is the first of its kind; the others are refused. */
export function withIdentifier<C extends string>(
  rows: readonly SourceRow<C>[],
  column: NoInfer<C>,
  findings: Findings,
): SourceRow<C>[] {
  const first = new Map<string, number>()
  return rows.filter(({ row, values }) => {
    const id = values[column]
    const earlier = first.get(id)
    if (id !== '' && earlier === undefined) {
      first.set(id, row)
      return true
    }
    const problem =
      earlier === undefined
        ? replayProblems.replay_id_missing()
        : replayProblems.replay_id_repeated({ id, row: earlier })
    findings.refuse(row, column, problem, id)
    return false
  })
}
