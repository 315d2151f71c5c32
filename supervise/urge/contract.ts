import { z } from 'zod'
import { LimitShape } from '#city/calendar/contract.ts'
import { Clock, FileIds, Note, StageName } from '#city/case/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

export const UrgeType = z.enum(['overdue', 'leader', 'important'])
export const UrgeStateName = z.enum(['open', 'answered', 'accepted', 'archived'])
const OrderParams = z.strictObject({ orderId: Id })

export const UrgeItem = z.object({
  orderId: Id,
  title: z.string(),
  type: UrgeType,
  /** The leader whose instruction it carries out; empty for an order of the office's own. */
  instructedBy: z.string(),
  text: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  issuedByName: z.string(),
  issuedAt: Instant,
  state: UrgeStateName,
  cases: z.int(),
  sentBack: z.int(),
  dueAt: Instant.nullable(),
  warnAt: Instant.nullable(),
  inTime: z.boolean().nullable(),
})
export type UrgeItem = z.output<typeof UrgeItem>

const filter = {
  state: z.enum(['current', ...UrgeStateName.options]).optional(),
  type: UrgeType.optional(),
  unit: z.string().max(40).optional(),
  mine: z.enum(['1']).optional(),
  q: z.string().trim().max(60).optional(),
}

export const listUrges = defineRoute({
  method: 'GET',
  path: '/api/urges',
  tag: '督办',
  summary: { zh: '督办单与批示，按岗位范围', en: 'Urge orders and instructions within one’s scope' },
  access: 'urge.read',
  query: z.strictObject({
    ...filter,
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ items: z.array(UrgeItem), next: z.string().nullable() }),
})

export const exportUrges = defineRoute({
  method: 'GET',
  path: '/api/urges/export',
  tag: '督办',
  summary: { zh: '导出督办单（CSV），按同样的条件', en: 'Urge orders as CSV, by the same filter' },
  access: 'urge.read',
  query: z.strictObject(filter),
  rawReply: true,
  reply: z.unknown(),
})

const Permission = z.object({
  allowed: z.boolean(),
  refusal: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
})

export const UrgeDetail = UrgeItem.extend({
  clock: Clock,
  list: z.array(
    z.object({
      caseId: Id,
      number: z.string(),
      stage: StageName,
      categoryName: z.string().nullable(),
      placeText: z.string(),
    }),
  ),
  events: z.array(
    z.object({
      seq: z.int(),
      kind: z.enum(['issued', 'answered', 'sent_back', 'accepted', 'escalated', 'archived']),
      at: Instant,
      byName: z.string(),
      said: z.string(),
      files: z.array(Id),
    }),
  ),
  may: z.object({ answered: Permission, accepted: Permission, sent_back: Permission, archived: Permission }),
})
export type UrgeDetail = z.output<typeof UrgeDetail>

export const getUrge = defineRoute({
  method: 'GET',
  path: '/api/urges/:orderId',
  tag: '督办',
  summary: { zh: '一张督办单：要求、时限、答复、经过', en: 'One urge order with its clock and history' },
  access: 'urge.read',
  params: OrderParams,
  reply: UrgeDetail,
  problems: ['urge_not_found'],
})

export const issueUrge = defineRoute({
  method: 'POST',
  path: '/api/urges',
  tag: '督办',
  summary: { zh: '下达督办或批示', en: 'Issue an urge order or an instruction' },
  access: 'case.urge',
  body: z.strictObject({
    type: UrgeType,
    instructedBy: z.string().trim().max(40).default(''),
    text: z.string().trim().min(2).max(2000),
    unitId: z.string().min(1).max(40),
    caseIds: z.array(Id).max(50).default([]),
    /** The district's usual limit unless given. */
    limit: LimitShape.optional(),
  }),
  reply: z.object({ orderId: Id, title: z.string(), dueAt: Instant.nullable() }),
  problems: ['unknown_unit', 'urge_case_of_other_unit', 'step_refused', 'case_not_found'],
})

const Moved = z.object({ orderId: Id, state: UrgeStateName })

export const answerUrge = defineRoute({
  method: 'POST',
  path: '/api/urges/:orderId/answer',
  tag: '督办',
  summary: { zh: '答复督办', en: 'Answer an urge order' },
  access: 'case.urge.answer',
  params: OrderParams,
  body: z.strictObject({ text: z.string().trim().min(2).max(2000), files: FileIds }),
  reply: Moved,
  problems: ['urge_not_found', 'urge_archived', 'urge_not_your_unit', 'urge_answered_already', 'unknown_file'],
})

export const reviewUrge = defineRoute({
  method: 'POST',
  path: '/api/urges/:orderId/review',
  tag: '督办',
  summary: { zh: '审核答复：通过或退回', en: 'Accept an answer or send it back' },
  access: 'case.urge',
  params: OrderParams,
  body: z.strictObject({ accept: z.boolean(), note: Note }),
  reply: Moved,
  problems: ['urge_not_found', 'urge_archived', 'urge_not_yours', 'urge_not_answered', 'urge_reason_needed'],
})

export const archiveUrge = defineRoute({
  method: 'POST',
  path: '/api/urges/:orderId/archive',
  tag: '督办',
  summary: { zh: '归档，不可再改', en: 'Archive it for good' },
  access: 'case.urge',
  params: OrderParams,
  body: z.strictObject({ note: Note }),
  reply: Moved,
  problems: ['urge_not_found', 'urge_archived', 'urge_not_yours', 'urge_not_accepted'],
})
