import { z } from 'zod'
import { StageName } from '#city/case/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

const tag = '结案抽查'
const Day = z.iso.date()

const ReviewDay = z.object({
  day: Day,
  population: z.int(),
  size: z.int(),
  judged: z.int(),
  wrong: z.int(),
  seedDay: Day,
  seedDigest: z.string(),
  madeAt: Instant,
})

export const listReviews = defineRoute({
  method: 'GET',
  path: '/api/reviews',
  tag,
  summary: { zh: '每日结案、作废的随机抽查', en: 'The random reviews of each day’s closings and voidings' },
  access: 'review.read',
  reply: z.object({ items: z.array(ReviewDay) }),
})

export const ReviewItem = z.object({
  line: z.int(),
  caseId: Id,
  number: z.string(),
  stage: StageName,
  category: z.string().nullable(),
  description: z.string(),
  placeText: z.string(),
  unit: z.string().nullable(),
  kind: z.enum(['closed', 'force_closed', 'voided']),
  at: Instant,
  doneByName: z.string(),
  /** Whether it is a step of whoever asks, who then may not judge it. */
  isOwn: z.boolean(),
  /** The note or reason that was given with it. */
  said: z.string(),
  verdict: z.enum(['right', 'wrong']).nullable(),
  reason: z.string(),
  followed: z.enum(['reopened', 'noted']).nullable(),
  judgedByName: z.string().nullable(),
  judgedAt: Instant.nullable(),
})
export type ReviewItem = z.output<typeof ReviewItem>

export const getReview = defineRoute({
  method: 'GET',
  path: '/api/reviews/:day',
  tag,
  summary: { zh: '某日抽查的案件与结论', en: 'What was drawn of a day, and the verdicts' },
  access: 'review.read',
  params: z.strictObject({ day: Day }),
  reply: ReviewDay.extend({
    /** Whether the seed draws the same again from the same closings. */
    isReproduced: z.boolean(),
    items: z.array(ReviewItem),
  }),
  problems: ['review_not_found'],
})

export const judgeReview = defineRoute({
  method: 'POST',
  path: '/api/reviews/:day/:line/verdict',
  tag,
  summary: {
    zh: '抽查结论：无误，或有误并撤销结案或备注',
    en: 'A verdict: right, or wrong with the closing undone or a note left',
  },
  access: 'review.judge',
  params: z.strictObject({ day: Day, line: z.coerce.number().int().min(1) }),
  body: z.strictObject({
    verdict: z.enum(['right', 'wrong']),
    reason: z.string().trim().max(500).default(''),
    /** What follows when it was wrong: reopening is supervision's. */
    follow: z.enum(['reopen', 'note']).default('note'),
  }),
  reply: z.object({ stage: StageName.nullable() }),
  problems: [
    'review_not_found',
    'review_judged',
    'review_own',
    'review_reason_needed',
    'review_no_reopen',
    'step_refused',
  ],
})
