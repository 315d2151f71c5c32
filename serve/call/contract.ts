import { z } from 'zod'
import { CategoryInput, SourceName, StageName, Urgency, WirePoint } from '#city/case/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

/** How long a draft is kept that nobody goes on with. */
export const DRAFT_DAYS = 7
/** Drafts a person may have; the oldest makes room. */
export const MOST_DRAFTS = 20

/** A report as far as it has been written: everything may be missing or half there. */
export const DraftContent = z.strictObject({
  source: SourceName,
  urgency: Urgency,
  description: z.string().max(4000),
  category: CategoryInput.extend({ name: z.string().max(80) }).nullish(),
  place: z.strictObject({
    point: WirePoint.nullish(),
    text: z.string().max(300).optional(),
    componentCode: z.string().max(40).nullish(),
  }),
  reporter: z.strictObject({ name: z.string().max(40).optional(), phone: z.string().max(40).optional() }),
  files: z.array(Id).max(12),
})
export type DraftContent = z.output<typeof DraftContent>

const DraftParams = z.strictObject({ draftId: Id })

export const listDrafts = defineRoute({
  method: 'GET',
  path: '/api/call-drafts',
  tag: '受理',
  summary: { zh: '自己写到一半的登记', en: 'One’s own reports written by half' },
  access: 'case.register',
  reply: z.object({
    items: z.array(z.object({ draftId: Id, begunAt: Instant, savedAt: Instant, content: DraftContent })),
  }),
})

/** Saved every second while somebody speaks, and the same however often: outside the ledger of commands. */
export const saveDraft = defineRoute({
  method: 'PUT',
  path: '/api/call-drafts/:draftId',
  tag: '受理',
  summary: { zh: '保存写到一半的登记', en: 'Save a report written by half' },
  access: 'case.register',
  outsideLedger: true,
  params: DraftParams,
  body: DraftContent,
  reply: z.object({ savedAt: Instant }),
})

export const dropDraft = defineRoute({
  method: 'DELETE',
  path: '/api/call-drafts/:draftId',
  tag: '受理',
  summary: { zh: '丢弃写到一半的登记', en: 'Drop a report written by half' },
  access: 'case.register',
  params: DraftParams,
  reply: z.null(),
})

/** The number travels in the body, so that it stands in no address and no log; that it was looked up is audited. */
export const lookUpCaller = defineRoute({
  method: 'POST',
  path: '/api/callers',
  tag: '受理',
  summary: { zh: '按来电号码查此前的诉求（号码脱敏）', en: 'Former reports by this telephone number' },
  access: 'case.register',
  outsideLedger: true,
  body: z.strictObject({
    phone: z
      .string()
      .trim()
      .regex(/^[0-9+\-* ]{7,20}$/),
  }),
  reply: z.object({
    total: z.int(),
    open: z.int(),
    items: z.array(
      z.object({
        caseId: Id,
        number: z.string(),
        stage: StageName,
        categoryName: z.string().nullable(),
        description: z.string(),
        placeText: z.string(),
        point: WirePoint.nullable(),
        name: z.string(),
        phone: z.string(),
        reportedAt: Instant,
      }),
    ),
  }),
})
