import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { writeCsv } from '#kernel/tabular/csv.ts'
import type { CaseItem } from './contract.ts'
import { sources } from './event.ts'
import type { ExportColumn } from './export-columns.ts'
import { exportColumns } from './export-columns.ts'
import { type CaseFilter, listCasesOf } from './list.ts'
import { stageNames } from './state.ts'

const pageRows = 1_000

const when = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })

const cells: Readonly<Record<ExportColumn, (item: CaseItem) => string | number | null>> = {
  number: ({ number }) => number,
  stage: ({ stage }) => stageNames[stage],
  clock: ({ dueAt }) => at(dueAt),
  category: ({ categoryName }) => categoryName,
  description: ({ description }) => description,
  place: ({ placeText }) => placeText,
  unit: ({ unitName }) => unitName,
  collector: ({ collectorName }) => collectorName,
  source: ({ source }) => sources[source].zh,
  reported: ({ reportedAt }) => at(reportedAt),
  counts: ({ returns, reworks, urges }) => `${returns}/${reworks}/${urges}`,
}

const at = (instant: string | Date | null): string | null => (instant === null ? null : when.format(new Date(instant)))

/**
 * A work list as CSV in pieces, however long it is: the same rows, in the same order and as much veiled, as the same person is
 * shown by the list itself.
 */
export async function* exportCases(
  db: Db,
  actor: Actor,
  filter: Omit<CaseFilter, 'cursor' | 'limit'>,
  wanted: readonly ExportColumn[],
  now: Date,
): AsyncGenerator<Uint8Array> {
  yield writeCsv([wanted.map((column) => exportColumns[column])])
  let cursor: string | undefined
  do {
    const page = await listCasesOf(db, actor, { ...filter, cursor, limit: pageRows }, now)
    const rows = (page.items as readonly CaseItem[]).map((item) => wanted.map((column) => cells[column](item)))
    // The mark of the encoding belongs before the first line only.
    yield writeCsv(rows).subarray(3)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
}
