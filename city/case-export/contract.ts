import { z } from 'zod'
import { CaseExportQuery } from '#city/case/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

/** An export of more rows than this is made in the background. */
export { DIRECT_ROWS } from './limits.ts'

const tag = '案件'

export const CaseExport = z.object({
  exportId: Id,
  askedAt: Instant,
  state: z.enum(['waiting', 'running', 'ready', 'failed', 'expired']),
  rows: z.int(),
  total: z.int(),
  bytes: z.int(),
  expiresAt: Instant,
})
export type CaseExport = z.output<typeof CaseExport>

/** Asks for a list as a file. A short one is to be fetched at once; a long one is made in the background and kept for a day. */
export const orderCaseExport = defineRoute({
  method: 'POST',
  path: '/api/case-exports',
  tag,
  summary: {
    zh: '导出案件列表；超过 5000 行转后台',
    en: 'Export a list of cases; in the background beyond 5,000 rows',
  },
  access: 'case.read',
  body: z.strictObject({
    /** The query of the list, as its address has it. */
    query: z.record(z.string().max(40), z.string().max(2_000)),
  }),
  reply: z.object({ rows: z.int(), exportId: Id.nullable() }),
  problems: ['export_many'],
})

export { CaseExportQuery }

export const listCaseExports = defineRoute({
  method: 'GET',
  path: '/api/case-exports',
  tag,
  summary: { zh: '我近一天的后台导出', en: 'My exports of the last day' },
  access: 'case.read',
  reply: z.object({ items: z.array(CaseExport) }),
})

/** The file, to whoever asked for it and may still see what they could see then. */
export const fetchCaseExport = defineRoute({
  method: 'GET',
  path: '/api/case-exports/:exportId/file',
  tag,
  summary: { zh: '下载后台导出的文件', en: 'The file of an export' },
  access: 'case.read',
  params: z.strictObject({ exportId: Id }),
  rawReply: true,
  reply: z.unknown(),
  problems: ['export_not_found', 'export_not_ready', 'export_expired', 'export_grants_changed'],
})
