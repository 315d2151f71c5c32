import { z } from 'zod'
import { CaseParams, Reason } from '#city/case/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

/** One of the two photos; null on the wire where the viewer may not see its case. */
export const ReuseSide = z.object({
  caseId: Id,
  number: z.string(),
  fileId: Id,
  purpose: z.string(),
  at: Instant,
  byName: z.string(),
  placeText: z.string(),
})

export const Reuse = z.object({
  reuseId: Id,
  kind: z.enum(['within', 'across']),
  likeness: z.enum(['same_bytes', 'alike', 'cropped', 'mirrored']),
  coarseDistance: z.int(),
  slopeDistance: z.int(),
  matches: z.int(),
  foundAt: Instant,
  state: z.enum(['open', 'confirmed', 'dismissed']),
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  reason: z.string().nullable(),
  here: ReuseSide.nullable(),
  there: ReuseSide.nullable(),
})
export type Reuse = z.output<typeof Reuse>

export const listCaseReuse = defineRoute({
  method: 'GET',
  path: '/api/cases/:id/photo-reuse',
  tag: '照片复用',
  summary: { zh: '本案照片的复用线索', en: 'What was found about the photos of a case' },
  access: 'photo.reuse.read',
  params: CaseParams,
  reply: z.object({ items: z.array(Reuse) }),
  problems: ['case_not_found'],
})

export const listReuses = defineRoute({
  method: 'GET',
  path: '/api/photo-reuse',
  tag: '照片复用',
  summary: { zh: '照片复用线索，新的在前', en: 'Photos that seem to be re-used, the newest first' },
  access: 'photo.reuse.read',
  query: z.strictObject({
    state: z.enum(['open', 'confirmed', 'dismissed']).optional(),
    kind: z.enum(['within', 'across']).optional(),
    cursor: z
      .string()
      .regex(/^[0-9TZ:.-]{20,30}_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  reply: z.object({ items: z.array(Reuse), next: z.string().nullable() }),
})

export const judgeReuse = defineRoute({
  method: 'POST',
  path: '/api/photo-reuse/:reuseId/decide',
  tag: '照片复用',
  summary: {
    zh: '认定照片复用，或排除并说明理由',
    en: 'Confirm that a photo is re-used, or dismiss it with the reason',
  },
  access: 'photo.reuse.decide',
  params: z.strictObject({ reuseId: Id }),
  body: z.strictObject({ state: z.enum(['confirmed', 'dismissed']), reason: Reason }),
  reply: z.object({ reuseId: Id, state: z.string() }),
  problems: ['reuse_not_found', 'reuse_decided'],
})

export const reopenReuse = defineRoute({
  method: 'POST',
  path: '/api/photo-reuse/:reuseId/reopen',
  tag: '照片复用',
  summary: { zh: '撤销对照片复用的判断', en: 'Take a judgement on a photo back' },
  access: 'photo.reuse.decide',
  params: z.strictObject({ reuseId: Id }),
  reply: z.object({ reuseId: Id, state: z.string() }),
  problems: ['reuse_not_found', 'reuse_undecided'],
})
