import { readCsv } from '#kernel/tabular/csv.ts'
import { readWorkbook } from '#kernel/tabular/read-workbook.ts'
import { fillMerged } from '#kernel/tabular/sheet.ts'
import { composeCode, isExtension } from './code.ts'
import type { AreaLimit, Condition } from './condition.ts'
import type { EditionId } from './edition.ts'
import type { ImportTable } from './import-layout.ts'
import { type ImportedRow, type ImportNote, type NameOf, note, readTable } from './import-table.ts'
import { catalogueProblems as problems } from './problems.ts'

/** A clause ready to be stored, with the rows of the file it came from. */
export type ImportedCondition = Omit<Condition, 'conditionId'> & {
  readonly sheet: string
  readonly rows: readonly number[]
}

/** A category the file adds to its edition or names in its own way. */
export type LocalCategory = Pick<ImportedRow, 'kind' | 'major' | 'minor' | 'majorName' | 'name'> & {
  readonly extension: boolean
}

/** How often a bare 天 or 小时 was read as a working day or hour. */
export type BareReading = { readonly written: '天' | '小时'; readonly unit: AreaLimit['unit']; readonly count: number }

export type ImportReport = {
  readonly edition: EditionId
  readonly accepted: number
  readonly conditions: readonly ImportedCondition[]
  readonly localCategories: readonly LocalCategory[]
  readonly refused: readonly ImportNote[]
  /** Rows taken that deserve a look. */
  readonly noticed: readonly ImportNote[]
  readonly bareReadings: readonly BareReading[]
}

/**
 * The tables of an uploaded file: every visible sheet of an .xlsx with merges spread, or a CSV (UTF-8 or GBK) under `fileName`.
 * Rows of a CSV whose bytes are broken come back refused. Throws the workbook_* and csv_* problems.
 */
export async function tablesOf(
  bytes: Uint8Array,
  fileName: string,
): Promise<{ tables: ImportTable[]; refused: ImportNote[] }> {
  if (!/\.(csv|txt)$/i.test(fileName)) {
    const sheets = await readWorkbook(bytes)
    const tables = sheets
      .filter((sheet) => !sheet.hidden)
      .map((sheet) => ({ name: sheet.name, rows: fillMerged(sheet) }))
    return { tables, refused: [] }
  }
  const { rows, refused } = readCsv(bytes)
  return {
    tables: [{ name: fileName, rows }],
    refused: refused.map((fault) => ({ sheet: fileName, field: '', ...fault })),
  }
}

/** Reads a bureau's own standard. Pure: the report is the same for a dry run and for the import. Throws import_nothing_found. */
export function readStandard(tables: readonly ImportTable[], edition: EditionId, nameOf: NameOf): ImportReport {
  const read = tables.flatMap((table) => readTable(table, edition, nameOf) ?? [])
  if (read.length === 0) throw problems.import_nothing_found()
  const rows = read.flatMap((table) => table.rows)
  const { conditions, repeated } = gather(rows)
  const taken = rows.filter((row) => !repeated.some((fault) => fault.sheet === row.sheet && fault.row === row.row))
  return {
    edition,
    accepted: conditions.length,
    conditions,
    localCategories: localCategories(taken, edition, nameOf),
    refused: [...read.flatMap((table) => table.refused), ...repeated],
    noticed: read.flatMap((table) => table.noticed),
    bareReadings: bareReadings(taken),
  }
}

type Building = Omit<ImportedCondition, 'rows' | 'limits'> & { rows: number[]; limits: AreaLimit[] }

/** Rows that differ only in the class of area are one condition with several limits; the same class twice is a repeat. */
function gather(rows: readonly ImportedRow[]): { conditions: ImportedCondition[]; repeated: ImportNote[] } {
  const byText = new Map<string, Building>()
  const ordinals = new Map<string, number>()
  const repeated: ImportNote[] = []
  for (const row of rows) {
    const category = `${row.kind}/${composeCode(row)}`
    const key = `${category}/${row.condition}`
    const limit: AreaLimit = { areaClass: row.areaClass, ...row.reading.limit, note: row.reading.note }
    const known = byText.get(key)
    if (known?.limits.some((other) => other.areaClass === row.areaClass)) {
      const problem = problems.import_row_repeated({ row: row.row, earlier: known.rows[0]! })
      repeated.push(note(row.sheet, row.row, '立案条件', problem))
      continue
    }
    if (known) {
      known.rows.push(row.row)
      known.limits.push(limit)
      continue
    }
    const ordinal = (ordinals.get(category) ?? 0) + 1
    ordinals.set(category, ordinal)
    const { sheet, kind, major, minor, condition, closing, disposingUnits, supervisingUnits } = row
    const texts = { sheet, kind, major, minor, condition, closing, disposingUnits, supervisingUnits }
    byText.set(key, { ...texts, ordinal, rows: [row.row], limits: [limit] })
  }
  return { conditions: [...byText.values()], repeated }
}

function localCategories(rows: readonly ImportedRow[], edition: EditionId, nameOf: NameOf): LocalCategory[] {
  const found = new Map<string, LocalCategory>()
  for (const { kind, major, minor, majorName, name } of rows) {
    const code = composeCode({ major, minor })
    const national = nameOf(kind, code)
    if (national === name || found.has(`${kind}/${code}`)) continue
    const extension = national === undefined && isExtension(edition, minor)
    found.set(`${kind}/${code}`, { kind, major, minor, majorName, name, extension })
  }
  return [...found.values()]
}

function bareReadings(rows: readonly ImportedRow[]): BareReading[] {
  const counts = new Map<string, BareReading>()
  for (const { reading } of rows) {
    if (!reading.bare) continue
    const count = (counts.get(reading.bare)?.count ?? 0) + 1
    counts.set(reading.bare, { written: reading.bare, unit: reading.limit.unit, count })
  }
  return [...counts.values()]
}
