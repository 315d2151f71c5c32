import { z } from 'zod'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

const filters = {
  personId: Id.optional(),
  /** One kind of act, as `listActs` names it. */
  act: z.string().trim().max(120).optional(),
  /** Part of the address or id of what was acted on. */
  object: z.string().trim().max(200).optional(),
  outcome: z.enum(['done', 'refused']).optional(),
  ip: z.string().trim().max(45).optional(),
  from: Instant.optional(),
  /** The first instant that is not asked about any more. */
  to: Instant.optional(),
}

export const AuditQuery = z.strictObject({
  ...filters,
  after: Id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})
export type AuditQuery = z.output<typeof AuditQuery>

export const AuditItem = z.object({
  auditId: Id,
  at: Instant,
  actorId: z.string(),
  /** Null for somebody who is not signed in, the command line, or the system itself. */
  actorName: z.string().nullable(),
  act: z.string(),
  actName: z.object({ zh: z.string(), en: z.string() }),
  target: z.string(),
  outcome: z.enum(['done', 'refused']),
  detail: z.record(z.string(), z.unknown()),
  requestId: z.string(),
  ip: z.string().nullable(),
})
export type AuditItem = z.output<typeof AuditItem>

const tag = '审计'

export const searchAudit = defineRoute({
  method: 'GET',
  path: '/api/audit',
  tag,
  summary: { zh: '按人、操作、对象、时间、来源查审计', en: 'Search the audit by person, act, object, time, address' },
  access: 'audit.read',
  query: AuditQuery,
  reply: z.object({ items: z.array(AuditItem), next: Id.nullable() }),
})

export const listActs = defineRoute({
  method: 'GET',
  path: '/api/audit/acts',
  tag,
  summary: { zh: '审计中的操作及其名称', en: 'The acts of the audit and what they are called' },
  access: 'audit.read',
  reply: z.object({ items: z.array(z.object({ act: z.string(), zh: z.string(), en: z.string() })) }),
})

export const exportAudit = defineRoute({
  method: 'GET',
  path: '/api/audit/export',
  tag,
  summary: { zh: '导出审计（CSV），导出本身也记入审计', en: 'Export the audit as CSV; that is audited too' },
  access: 'audit.export',
  query: z.strictObject(filters),
  rawReply: true,
  reply: z.unknown(),
})
