import { z } from 'zod'
import { LocalDate } from '#city/calendar/contract.ts'
import { defineStep, Reason, Seen } from '#city/case/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

const tag = '回退账'

export const ReturnQuery = z.strictObject({
  /** Local dates, half-open; the last 30 days when left out. */
  from: LocalDate.optional(),
  to: LocalDate.optional(),
  unitId: z.string().max(40).optional(),
  right: z.enum(['unit', 'dispatcher', 'open']).optional(),
  caseId: Id.optional(),
  after: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

const ReturnItem = z.object({
  caseId: Id,
  number: z.string(),
  categoryName: z.string().nullable(),
  seq: z.int(),
  unitId: z.string(),
  unitName: z.string(),
  sentAt: Instant,
  returnedAt: Instant,
  byName: z.string(),
  reason: z.string(),
  /** Working time, in milliseconds. */
  heldMs: z.number(),
  waitedMs: z.number(),
  nextUnitName: z.string().nullable(),
  finalUnitName: z.string().nullable(),
  right: z.enum(['unit', 'dispatcher']).nullable(),
  by: z.enum(['arbitration', 'outcome']).nullable(),
  ruling: z.object({ unitName: z.string(), byName: z.string(), reason: z.string() }).nullable(),
  /** Still waits for another dispatch, so that it may be arbitrated. */
  isOpen: z.boolean(),
})

export const listReturns = defineRoute({
  method: 'GET',
  path: '/api/returns',
  tag,
  summary: { zh: '回退账：谁退的、耗时多少、谁有理', en: 'Returns: by whom, how much time they cost, who was right' },
  access: 'rule.read',
  query: ReturnQuery,
  reply: z.object({
    items: z.array(ReturnItem),
    total: z.int(),
    /** Where the next page begins. */
    after: z.int().nullable(),
    units: z.array(
      z.object({
        unitId: z.string(),
        unitName: z.string(),
        returns: z.int(),
        cases: z.int(),
        heldMs: z.number(),
        waitedMs: z.number(),
        right: z.int(),
        wrong: z.int(),
        open: z.int(),
      }),
    ),
  }),
})

export const arbitrateCase = defineStep({
  action: 'arbitrate',
  access: 'case.arbitrate',
  summary: { zh: '裁决回退争议：谁有理、归谁负责', en: 'Decide a dispute about a return' },
  body: z.strictObject({
    inTheRight: z.enum(['unit', 'dispatcher']),
    unitId: z.string().min(1).max(40),
    reason: Reason,
    ...Seen,
  }),
  problems: ['unknown_unit', 'arbitration_contradicts'],
})
