import type { Tx } from '#kernel/db/db.ts'
import { readCsv } from '#kernel/tabular/csv.ts'
import { readWorkbook } from '#kernel/tabular/read-workbook.ts'
import { fillMerged } from '#kernel/tabular/sheet.ts'
import { changesOf, linesOf } from './change.ts'
import { readStandard } from './standard.ts'
import { findDraft, saveDraft } from './store.ts'
import { readLines, type TableLine } from './table.ts'

export type LimitImport = {
  readonly bytes: Uint8Array
  readonly commit: boolean
  /** The revision of the draft the table is laid over; 0 where there is none. */
  readonly revision: number
  readonly by: string
  readonly now: Date
}

/**
 * Judges a table row by row and, if asked to and no row is refused, lays it over the draft. Errors: `limit_column_missing`, those of
 * `saveDraft`.
 */
export async function importLimits(
  tx: Tx,
  districtId: string,
  { bytes, commit, revision, by, now }: LimitImport,
): Promise<{ committed: boolean; lines: readonly Omit<TableLine, 'change'>[] }> {
  const { version, rows } = await readStandard(tx, districtId, now)
  const lines = readLines(await cellsIn(bytes), rows)
  const changes = lines.flatMap(({ change }) => change ?? [])
  const committed = commit && changes.length > 0 && lines.every(({ outcome }) => outcome !== 'refused')
  if (committed) {
    const held = linesOf((await findDraft(tx, districtId))?.changes ?? [], rows)
    const next = [...changesOf([...held.lines, ...changes], rows), ...held.lost]
    await saveDraft(tx, districtId, {
      ...{ basedOn: version.versionId, changes: next, revision, savedAt: now, savedBy: by },
    })
  }
  return { committed, lines: lines.map(({ change: _, ...line }) => line) }
}

async function cellsIn(bytes: Uint8Array): Promise<readonly (readonly string[])[]> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (!isZip) return readCsv(bytes).rows
  const sheet = (await readWorkbook(bytes)).find(({ hidden }) => !hidden)
  return sheet ? fillMerged(sheet) : []
}
