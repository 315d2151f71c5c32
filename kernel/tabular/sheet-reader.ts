import type { TabularLimits } from './limits.ts'
import { type NumberFormat, numberText } from './number-format.ts'
import { tabularProblems as problems } from './problems.ts'
import { cellAt, type MergedRange, rangeOf, type Sheet } from './sheet.ts'
import { unescapeText } from './text.ts'
import type { XmlHandlers } from './xml.ts'

/** What the cells of a sheet refer to. */
export type SheetContext = {
  readonly name: string
  readonly hidden: boolean
  readonly shared: readonly string[]
  readonly formats: readonly NumberFormat[]
  readonly from1904: boolean
  readonly limits: TabularLimits
}

type Cell = { row: number; column: number; type: string; style: number; value: string; inline: string }

const plainNumber: NumberFormat = { shows: 'number' }

/** Turns the XML of one sheet into rows of text; give `handlers` to a parser, then ask for `sheet()`. */
export function sheetReader(context: SheetContext): { readonly handlers: XmlHandlers; sheet(): Sheet } {
  const rows: string[][] = []
  const merges: MergedRange[] = []
  let row = -1
  let column = -1
  let cell: Cell | undefined
  let collecting: 'value' | 'inline' | undefined
  let inGuide = false

  const handlers: XmlHandlers = {
    open(name, a) {
      if (name === 'row') {
        row = rowNumber(a.r) ?? row + 1
        column = -1
      } else if (name === 'c') {
        const at = a.r === undefined ? undefined : cellAt(a.r)
        column = at?.column ?? column + 1
        cell = { row: at?.row ?? row, column, type: a.t ?? 'n', style: Number(a.s ?? 0), value: '', inline: '' }
      } else if (name === 'mergeCell') {
        const range = rangeOf(a.ref ?? '')
        if (range) merges.push(range)
      } else if (name === 'rPh') inGuide = true
      else if (name === 'v') collecting = 'value'
      else if (name === 't' && !inGuide) collecting = 'inline'
    },
    close(name) {
      collecting = undefined
      if (name === 'rPh') inGuide = false
      if (name !== 'c' || !cell) return
      put(cell)
      cell = undefined
    },
    text(piece) {
      if (cell && collecting) cell[collecting] += piece
    },
  }

  function put(at: Cell): void {
    const text = cellText(at, context)
    if (text === '') return
    const { limits, name } = context
    if (at.row >= limits.rows) throw problems.workbook_too_many_rows({ sheet: name, limit: limits.rows })
    if (at.column >= limits.columns) {
      throw problems.workbook_too_many_columns({ sheet: name, row: at.row + 1, limit: limits.columns })
    }
    while (rows.length <= at.row) rows.push([])
    const cells = rows[at.row]!
    while (cells.length < at.column) cells.push('')
    cells[at.column] = text
  }

  return { handlers, sheet: () => ({ name: context.name, hidden: context.hidden, rows, merges }) }
}

/** A row's index from its number as written; undefined when there is none or it is nonsense. */
const rowNumber = (text: string | undefined) =>
  text !== undefined && /^[1-9]\d{0,6}$/.test(text) ? Number(text) - 1 : undefined

/** What the cell shows. A formula's cell carries the value it had when the file was saved. */
function cellText(cell: Cell, context: SheetContext): string {
  switch (cell.type) {
    case 's':
      return context.shared[Number(cell.value)] ?? ''
    case 'inlineStr':
      return unescapeText(cell.inline)
    case 'str':
      return unescapeText(cell.value)
    case 'b':
      if (cell.value === '') return ''
      return cell.value === '1' || cell.value === 'true' ? 'TRUE' : 'FALSE'
    case 'd':
      return cell.value.replace('T', ' ').replace(/(\.\d+)?Z?$/, '')
    case 'n':
      if (cell.value === '') return ''
      return numberText(cell.value, context.formats[cell.style] ?? plainNumber, context.from1904)
    default:
      return cell.value
  }
}
