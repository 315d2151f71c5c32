import { z } from 'zod'
import { ImportReport, Words } from '#city/place/contract.ts'
import { type Access, defineRoute } from '#kernel/http/contract.ts'

export { FAULT_HEADING, guessColumns, KEPT, LEFT_OUT, missingOf, type TableColumn, type Taken } from './columns.ts'

/** The sheets of a file as it was found: their headings, the first rows, how many there are. */
export const TableInspection = z.object({
  sheets: z.array(
    z.object({
      name: z.string(),
      headings: z.array(z.string()),
      samples: z.array(z.array(z.string())),
      rows: z.int(),
    }),
  ),
})
export type TableInspection = z.output<typeof TableInspection>

/** Which table of a file is meant and what its columns are taken for, in their order and joined by commas. */
export const tableQuery = {
  sheet: Words(100).optional(),
  columns: z
    .string()
    .max(8_000)
    .regex(/^[A-Za-z,-]*$/)
    .optional(),
}

/** What an import of a table did, with the refused rows as they were, to be corrected and sent again. */
export const TableReport = ImportReport.extend({
  headings: z.array(z.string()),
  refusedRows: z.array(z.object({ row: z.int(), cells: z.array(z.string()) })),
})

/** How a table is sent: only to be looked at, to be taken in whole, or without its refused rows. */
export const tableModes = { commit: z.stringbool().default(false), acceptValid: z.stringbool().default(false) }

/** Looks into a file before it is imported; changes nothing. */
export const inspectionRoute = <const P extends string>(path: P, access: Access) =>
  defineRoute({
    method: 'POST',
    path,
    tag: '导入',
    summary: { zh: '查看文件的工作表与列', en: 'The sheets and columns of a file' },
    access,
    query: z.strictObject({ fileName: Words(200).min(1) }),
    bytes: true,
    reply: TableInspection,
  })
