import { defaultLimits, type TabularLimits } from './limits.ts'
import { tabularProblems as problems } from './problems.ts'

/** A merged rectangle; rows and columns count from 0, both ends included. */
export type MergedRange = {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** One sheet as text. `rows[i]` is the sheet's row i + 1, so an empty row is an empty array; only a merge's first cell has text. */
export type Sheet = {
  readonly name: string
  readonly hidden: boolean
  readonly rows: readonly (readonly string[])[]
  readonly merges: readonly MergedRange[]
}

/** 'A' → 0, 'Z' → 25, 'AA' → 26; -1 when it is no column name. */
export function columnIndex(letters: string): number {
  if (!/^[A-Za-z]{1,3}$/.test(letters)) return -1
  let index = 0
  for (const letter of letters.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64
  return index - 1
}

/** 0 → 'A', 26 → 'AA'. */
export function columnName(index: number): string {
  const high = Math.floor(index / 26)
  const last = String.fromCharCode(65 + (index % 26))
  return high === 0 ? last : columnName(high - 1) + last
}

/** 'B3' → { row: 2, column: 1 }; undefined when it is no cell reference. */
export function cellAt(reference: string): { row: number; column: number } | undefined {
  const match = /^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$/.exec(reference)
  if (!match) return undefined
  return { column: columnIndex(match[1]!), row: Number(match[2]) - 1 }
}

/** 'A3:B5' as a range; undefined when it is none. */
export function rangeOf(reference: string): MergedRange | undefined {
  const [from, to] = reference.split(':')
  const start = from === undefined ? undefined : cellAt(from)
  const end = to === undefined ? start : cellAt(to)
  if (!start || !end) return undefined
  return {
    top: Math.min(start.row, end.row),
    left: Math.min(start.column, end.column),
    bottom: Math.max(start.row, end.row),
    right: Math.max(start.column, end.column),
  }
}

/**
 * The rows with every merged rectangle holding its first cell's text throughout, as a person sees it. Throws
 * workbook_merges_too_large: a handful of bytes can merge a million cells.
 */
export function fillMerged(sheet: Sheet, limits: TabularLimits = defaultLimits): string[][] {
  const rows = sheet.rows.map((row) => [...row])
  let filled = 0
  for (const merge of sheet.merges) {
    const text = rows[merge.top]?.[merge.left] ?? ''
    if (text === '') continue
    const bottom = Math.min(merge.bottom, rows.length - 1)
    const right = Math.min(merge.right, limits.columns - 1)
    filled += (bottom - merge.top + 1) * (right - merge.left + 1)
    if (filled > limits.mergedCells) {
      throw problems.workbook_merges_too_large({ sheet: sheet.name, limit: limits.mergedCells })
    }
    for (let r = merge.top; r <= bottom; r++) {
      const row = rows[r]!
      while (row.length <= right) row.push('')
      row.fill(text, merge.left, right + 1)
    }
  }
  return rows
}

/** The sheet of that name. Throws sheet_missing. */
export function getSheet(sheets: readonly Sheet[], name: string): Sheet {
  const found = sheets.find((sheet) => sheet.name.trim() === name)
  if (!found) throw problems.sheet_missing({ sheet: name })
  return found
}
