import { z } from 'zod'
import { StageName } from '#city/case/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { BULK_MAX, bulkActionNames } from './action.ts'

export { BULK_MAX, bulkActionNames, bulkActions, UNDO_MINUTES } from './action.ts'

const Order = z.strictObject({
  action: z.enum(bulkActionNames),
  /** What the step's own route takes, without `seen`; a dispatch without `unitId` goes to the unit proposed for each case. */
  input: z.record(z.string(), z.unknown()),
  items: z
    .array(z.strictObject({ caseId: Id, seen: z.int().positive() }))
    .min(1)
    .max(BULK_MAX)
    .refine((items) => new Set(items.map(({ caseId }) => caseId)).size === items.length, '同一案件只能出现一次'),
})

const Refusal = z.object({ code: z.string(), zh: z.string(), en: z.string() })

const Standing = z.object({
  stage: StageName,
  unitName: z.string().nullable(),
  dueAt: Instant.nullable(),
})

export const previewBulk = defineRoute({
  method: 'POST',
  path: '/api/bulks/preview',
  tag: '批量办理',
  summary: {
    zh: '预演：每件能否办理、为什么、办后如何；不改变任何案件',
    en: 'Rehearsal: whether each could be done, why not, and how it would stand; changes nothing',
  },
  access: 'case.bulk',
  body: Order,
  reply: z.object({
    items: z.array(
      z.object({
        caseId: Id,
        number: z.string(),
        refusal: Refusal.nullable(),
        before: Standing,
        after: Standing.nullable(),
      }),
    ),
  }),
  problems: ['case_not_found', 'lead_is_helper', 'helper_twice'],
})

export const orderBulk = defineRoute({
  method: 'POST',
  path: '/api/bulks',
  tag: '批量办理',
  summary: {
    zh: '批量办理，逐件办、逐件记结果，一件不成不影响其他',
    en: 'One step for many cases, each on its own: a refusal stops nothing else',
  },
  access: 'case.bulk',
  body: Order,
  reply: z.object({ bulkId: Id }),
  problems: ['case_not_found', 'lead_is_helper', 'helper_twice'],
})

const Summary = z.object({
  bulkId: Id,
  action: z.enum(bulkActionNames),
  byName: z.string(),
  /** Ordered by whoever asks; only they may take it back. */
  isOwn: z.boolean(),
  at: Instant,
  endedAt: Instant.nullable(),
  total: z.int(),
  waiting: z.int(),
  done: z.int(),
  refused: z.int(),
  undoOf: Id.nullable(),
  undoneBy: Id.nullable(),
  /** Until when it can be taken back; null where it cannot. */
  undoUntil: Instant.nullable(),
})
export type BulkSummary = z.output<typeof Summary>

export const listBulks = defineRoute({
  method: 'GET',
  path: '/api/bulks',
  tag: '批量办理',
  summary: {
    zh: '自己的批量办理，新的在前；督查考核员和值班长可看全区',
    en: 'One’s own bulks, newest first; everybody’s for whoever oversees them',
  },
  access: 'case.bulk',
  query: z.strictObject({
    action: z.enum(bulkActionNames).optional(),
    mine: z.enum(['1']).optional(),
    cursor: z
      .string()
      .regex(/^[0-9: .+-]{10,40}\|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(100).default(40),
  }),
  reply: z.object({ items: z.array(Summary), next: z.string().nullable() }),
})

export const getBulk = defineRoute({
  method: 'GET',
  path: '/api/bulks/:bulkId',
  tag: '批量办理',
  summary: { zh: '一次批量办理的进度与逐件结果', en: 'How far a bulk is, and each case’s result' },
  access: 'case.bulk',
  params: z.strictObject({ bulkId: Id }),
  reply: Summary.extend({
    items: z.array(
      z.object({
        caseId: Id,
        number: z.string(),
        outcome: z.enum(['waiting', 'done', 'refused']),
        refusal: Refusal.nullable(),
        before: Standing.nullable(),
        after: Standing.nullable(),
      }),
    ),
  }),
  problems: ['bulk_not_found'],
})

export const undoBulk = defineRoute({
  method: 'POST',
  path: '/api/bulks/:bulkId/undo',
  tag: '批量办理',
  summary: { zh: '整批撤销，之后又有变化的案件除外', en: 'Take a bulk back, save for cases that moved on since' },
  access: 'case.bulk',
  params: z.strictObject({ bulkId: Id }),
  reply: z.object({ bulkId: Id }),
  problems: [
    'bulk_not_found',
    'bulk_not_finished',
    'bulk_cannot_be_undone',
    'bulk_undone_already',
    'bulk_too_old',
    'bulk_nothing_to_undo',
  ],
})
