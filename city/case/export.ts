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

type Wanted = {
  readonly filter: Omit<CaseFilter, 'cursor' | 'limit'>
  readonly columns: readonly ExportColumn[]
  readonly cursor?: string | undefined
}

/**
 * A page of a work list as CSV, the first with its headings: the same rows, in the same order and as much veiled, as the same person is
 * shown by the list itself. `next` is where the page after it begins.
 */
export async function exportPage(db: Db, actor: Actor, { filter, columns, cursor }: Wanted, now: Date) {
  const page = await listCasesOf(db, actor, { ...filter, cursor, limit: pageRows }, now)
  const items = page.items as readonly CaseItem[]
  const rows = items.map((item) => columns.map((column) => cells[column](item)))
  // Headings and the mark of the encoding belong before the first line only.
  const content =
    cursor === undefined
      ? writeCsv([columns.map((column) => exportColumns[column]), ...rows])
      : writeCsv(rows).subarray(3)
  return { content, rows: items.length, next: page.next }
}

/** A whole work list in pieces. */
export async function* exportCases(db: Db, actor: Actor, wanted: Wanted, now: Date): AsyncGenerator<Uint8Array> {
  let cursor: string | undefined
  do {
    const page = await exportPage(db, actor, { ...wanted, cursor }, now)
    yield page.content
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
}
