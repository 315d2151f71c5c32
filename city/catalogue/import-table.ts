import { Problem } from '#kernel/problem.ts'
import { type CategoryCode, composeCode, isExtension } from './code.ts'
import { type EditionId, editions, type Kind } from './edition.ts'
import { columnsOf, headings, type ImportField, type ImportTable, kindOf } from './import-layout.ts'
import { type LimitReading, readLimitText } from './limit-text.ts'
import { catalogueProblems as problems } from './problems.ts'

/** Why a row was not taken, or what was noticed about one that was. `row` is the row as a spreadsheet numbers it. */
export type ImportNote = {
  readonly sheet: string
  readonly row: number
  readonly field: string
  readonly code: string
  readonly zh: string
  readonly en: string
}

/** One clause as the bureau wrote it, its limit read. */
export type ImportedRow = CategoryCode & {
  readonly sheet: string
  readonly row: number
  readonly kind: Kind
  readonly majorName: string
  readonly name: string
  readonly disposingUnits: string
  readonly supervisingUnits: string
  readonly condition: string
  readonly closing: string
  readonly areaClass: string
  readonly limitText: string
  readonly reading: LimitReading
}

/** The national name of a category, or undefined when the edition has none of that code. */
export type NameOf = (kind: Kind, code: string) => string | undefined

export type ReadTable = { readonly rows: ImportedRow[]; readonly refused: ImportNote[]; readonly noticed: ImportNote[] }

const inherited = ['major', 'majorName', 'minor', 'name', 'disposingUnits', 'supervisingUnits'] as const
const own = ['condition', 'closing', 'limit'] as const

const headingKeys = Object.keys(headings) as ImportField[]

type Cells = Record<ImportField, string>

/**
 * Reads one sheet of a bureau's standard. A blank in the first columns means “as above” (bureaus merge cells); each refused row
 * is listed with its field and reason. Undefined when the sheet has no heading row.
 */
export function readTable(table: ImportTable, edition: EditionId, nameOf: NameOf): ReadTable | undefined {
  const columns = columnsOf(table.rows)
  if (!columns) return undefined
  const result: ReadTable = { rows: [], refused: [], noticed: [] }
  const kind = kindOf(table, columns.headingRow)
  if (!kind) {
    const problem = problems.import_kind_unclear({ sheet: table.name })
    result.refused.push(note(table.name, columns.headingRow + 1, '', problem))
    return result
  }
  const renamed = new Set<string>()
  let above: Cells | undefined
  table.rows.forEach((row, i) => {
    if (i <= columns.headingRow) return
    const cells = columns.read(row)
    if (own.every((field) => cells[field] === '') || cells.condition === headings.condition[0]) return
    const filled = inherit(cells, above)
    const sameAsAbove = above !== undefined && headingKeys.every((field) => filled[field] === above?.[field])
    above = filled
    if (sameAsAbove) {
      result.noticed.push(sameRow(table.name, i + 1))
      return
    }
    const read = readRow(filled, { sheet: table.name, row: i + 1, kind, edition, nameOf })
    if (!('kind' in read)) {
      result.refused.push(...read.refused)
      return
    }
    result.rows.push(read)
    const code = composeCode(read)
    const national = nameOf(kind, code)
    if (national === undefined || national === read.name || renamed.has(code)) return
    renamed.add(code)
    result.noticed.push(nameDiffers(read, code, national))
  })
  return result
}

/** One clause over several merged rows reads as equal rows once the merges are spread. */
const sameRow = (sheet: string, row: number): ImportNote => ({
  sheet,
  row,
  field: '',
  code: 'import_row_same_as_above',
  zh: `第 ${row} 行与上一行完全相同，按一条计`,
  en: `Row ${row} equals the row above and counts once`,
})

/** A blank takes the value above; a name only when its code is the one above, lest a category get its neighbour's name. */
function inherit(cells: Cells, above: Cells | undefined): Cells {
  const filled = { ...cells }
  if (!above) return filled
  for (const field of inherited) {
    if (filled[field] !== '') continue
    if (field === 'majorName' && !sameNumber(filled.major, above.major)) continue
    if (field === 'name' && !sameNumber(filled.minor, above.minor)) continue
    filled[field] = above[field]
  }
  return filled
}

const sameNumber = (a: string, b: string) => a !== '' && Number(a) === Number(b)

type RowContext = {
  readonly sheet: string
  readonly row: number
  readonly kind: Kind
  readonly edition: EditionId
  readonly nameOf: NameOf
}

function readRow(cells: Cells, context: RowContext): ImportedRow | { readonly refused: ImportNote[] } {
  const { sheet, row, kind, edition, nameOf } = context
  const refused: ImportNote[] = []
  const refuse = (field: ImportField, problem: Problem) => refused.push(note(sheet, row, headings[field][0]!, problem))
  for (const field of ['major', 'majorName', 'minor', 'name', ...own] as const) {
    if (cells[field] === '') refuse(field, problems.import_cell_missing({ row, field: headings[field][0]! }))
  }
  if (refused.length > 0) return { refused }

  const major = cells.major.padStart(2, '0')
  const minor = cells.minor.padStart(editions[edition].minorDigits, '0')
  const code = composeCode({ major, minor })
  const digits = 2 + editions[edition].minorDigits
  if (!/^\d{2}$/.test(major) || !/^\d+$/.test(minor) || code.length !== digits) {
    refuse('minor', problems.category_code_malformed({ code, edition, digits }))
  } else if (nameOf(kind, code) === undefined && !isExtension(edition, minor)) {
    refuse('minor', problems.category_not_in_edition({ edition, kind, code }))
  }
  const reading = readLimit(cells.limit, row)
  if (reading instanceof Problem) refuse('limit', reading)
  if (refused.length > 0 || reading instanceof Problem) return { refused }
  const { limit, ...texts } = cells
  return { ...texts, sheet, row, kind, major, minor, areaClass: cells.areaClass || '*', limitText: limit, reading }
}

function readLimit(text: string, row: number): LimitReading | Problem {
  const field = headings.limit[0]!
  try {
    return readLimitText(text)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const details = { row, field, text: text.slice(0, 60) }
    return error.code === 'limit_without_unit'
      ? problems.import_limit_without_unit(details)
      : problems.import_limit_unreadable(details)
  }
}

export const note = (sheet: string, row: number, field: string, problem: Problem): ImportNote => ({
  sheet,
  row,
  field,
  code: problem.code,
  zh: problem.zh,
  en: problem.en,
})

const nameDiffers = (read: ImportedRow, code: string, national: string): ImportNote => ({
  sheet: read.sheet,
  row: read.row,
  field: headings.name[0]!,
  code: 'import_name_differs',
  zh: `小类 ${code} 写作“${read.name}”，国家标准名称是“${national}”，按本地名称保留`,
  en: `Category ${code} is called “${read.name}”, nationally “${national}”; the local name is kept`,
})
