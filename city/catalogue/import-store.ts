import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { EditionId, Kind } from './edition.ts'
import { type ImportReport, readStandard, tablesOf } from './import-standard.ts'
import type { NameOf } from './import-table.ts'
import { catalogueProblems } from './problems.ts'
import { createDraft } from './version-store.ts'

export type ImportInput = {
  readonly bytes: Uint8Array
  /** Its ending tells a CSV from a workbook; it is kept as the version's source. */
  readonly fileName: string
  readonly edition: EditionId
  /** The new version's name. */
  readonly name: string
  readonly now: Date
  /** Look only; take it when nothing is refused; or take what can be taken. */
  readonly mode: 'dry-run' | 'all' | 'accepted-only'
}

/**
 * Reads a bureau's own standard and, unless it is a dry run, enters it as a draft. The report is the same either way. Throws
 * the workbook_* and csv_* problems, import_nothing_found, and import_rows_refused (with every refused row among its faults).
 */
export async function importStandard(
  tx: Db,
  districtId: string,
  input: ImportInput,
): Promise<{ readonly report: ImportReport; readonly versionId: string | null }> {
  const { tables, refused } = await tablesOf(input.bytes, input.fileName)
  const read = readStandard(tables, input.edition, await nationalNames(tx, input.edition))
  const report: ImportReport = { ...read, refused: [...refused, ...read.refused] }
  if (input.mode === 'dry-run') return { report, versionId: null }
  if (report.accepted === 0 || (input.mode === 'all' && report.refused.length > 0)) throw rowsRefused(report)
  const { edition, name, now } = input
  const { conditions, localCategories } = report
  const draft = { edition, name, source: input.fileName, now, conditions, localCategories }
  return { report, versionId: await createDraft(tx, districtId, draft) }
}

function rowsRefused(report: ImportReport) {
  const counts = { refused: report.refused.length, accepted: report.accepted }
  const faults = report.refused.map(({ sheet, row, field, code, zh, en }) => ({
    field: [sheet, row, field].filter((part) => part !== '').join('!'),
    code,
    zh,
    en,
  }))
  return catalogueProblems.import_rows_refused(counts).with(faults)
}

async function nationalNames(db: Db, edition: EditionId): Promise<NameOf> {
  const rows = await db.many<{ kind: Kind; code: string; name: string }>(
    sql`select kind, code, name from city.category where edition = ${edition}`,
  )
  const names = new Map(rows.map((row) => [`${row.kind}/${row.code}`, row.name]))
  return (kind, code) => names.get(`${kind}/${code}`)
}
