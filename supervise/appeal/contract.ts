import { z } from 'zod'
import { defineStep, Note, Seen } from '#city/case/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

/** The first of two consents to an appeal, or its refusal. */
export const endorseAppeal = defineStep({
  action: 'endorse-appeal',
  access: 'case.appeal.endorse',
  summary: { zh: '初审申诉', en: 'First consent to an appeal' },
  body: z.strictObject({ approve: z.boolean(), note: Note, ...Seen }),
  problems: ['nothing_to_endorse', 'nothing_asked', 'same_approver'],
})

/** `decided` is both outcomes together. */
export const AppealOutcome = z.enum(['decided', 'upheld', 'dismissed', 'waiting'])
export type AppealOutcome = z.output<typeof AppealOutcome>

const Said = z.object({ byName: z.string(), at: Instant })

export const AppealItem = z.object({
  caseId: Id,
  number: z.string(),
  categoryName: z.string().nullable(),
  placeText: z.string(),
  unitId: z.string().nullable(),
  unitName: z.string(),
  askedBy: z.string(),
  askedAt: Instant,
  reason: z.string(),
  files: z.int(),
  /** The first of two consents, where there was one. */
  endorsed: Said.extend({ note: z.string() }).nullable(),
  /** Null while the appeal waits. Upheld it spares the score; that it was late stays either way. */
  decided: Said.extend({ upheld: z.boolean(), reason: z.string() }).nullable(),
})
export type AppealItem = z.output<typeof AppealItem>

const filter = {
  outcome: AppealOutcome.default('decided'),
  unit: z.string().max(40).optional(),
  /** Days of the decision, of the appeal while it waits; both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
}

export const listAppeals = defineRoute({
  method: 'GET',
  path: '/api/appeals',
  tag: '申诉',
  summary: {
    zh: '就超时的申诉与裁定，按岗位范围',
    en: 'Appeals against lateness and their decisions, within one’s scope',
  },
  access: 'appeal.read',
  query: z.strictObject({
    ...filter,
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ items: z.array(AppealItem), next: z.string().nullable() }),
})

export const countAppeals = defineRoute({
  method: 'GET',
  path: '/api/appeals/counts',
  tag: '申诉',
  summary: { zh: '申诉按单位的件数：成立、不成立、待裁定', en: 'Appeals by unit: upheld, dismissed, waiting' },
  access: 'appeal.read',
  query: z.strictObject({ from: filter.from, to: filter.to }),
  reply: z.object({
    units: z.array(
      z.object({
        unitId: z.string(),
        unitName: z.string(),
        upheld: z.int(),
        dismissed: z.int(),
        waiting: z.int(),
      }),
    ),
  }),
})

export const exportAppeals = defineRoute({
  method: 'GET',
  path: '/api/appeals/export',
  tag: '申诉',
  summary: { zh: '导出申诉裁定（Excel），按同样的条件', en: 'Appeals as a workbook, by the same filter' },
  access: 'appeal.read',
  query: z.strictObject(filter),
  rawReply: true,
  reply: z.unknown(),
})
