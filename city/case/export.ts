import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { writeCsv } from '#kernel/tabular/csv.ts'
import { writeWorkbook } from '#kernel/tabular/write-workbook.ts'
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
export async function exportPage(db: Db, actor: Actor, wanted: Wanted, now: Date) {
  const { rows, next } = await rowsOf(db, actor, wanted, now)
  const { columns, cursor } = wanted
  // Headings and the mark of the encoding belong before the first line only.
  const content =
    cursor === undefined
      ? writeCsv([columns.map((column) => exportColumns[column]), ...rows])
      : writeCsv(rows).subarray(3)
  return { content, rows: rows.length, next }
}

async function rowsOf(db: Db, actor: Actor, { filter, columns, cursor }: Wanted, now: Date) {
  const page = await listCasesOf(db, actor, { ...filter, cursor, limit: pageRows }, now)
  const items = page.items as readonly CaseItem[]
  return { rows: items.map((item) => columns.map((column) => cells[column](item))), next: page.next }
}

const widths: Partial<Record<ExportColumn, number>> = { description: 46, place: 34, unit: 24, category: 20 }

/** The same list as a workbook with a title: what it is, whose and of when. For lists short enough to be had at once. */
export async function caseWorkbook(db: Db, actor: Actor, wanted: Wanted, now: Date): Promise<Uint8Array> {
  const rows: (string | number | null)[][] = []
  let cursor: string | undefined
  do {
    const page = await rowsOf(db, actor, { ...wanted, cursor }, now)
    rows.push(...page.rows)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  const columns = wanted.columns.map((column) => ({ title: exportColumns[column], width: widths[column] ?? 18 }))
  const caption = ['案件列表', `共 ${rows.length} 件　${actor.name} 于 ${when.format(now)} 导出`]
  return writeWorkbook([{ name: '案件', columns, rows, caption }])
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
