import { z } from 'zod'
import { StageName } from '#city/case/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { type Desk, desks, type SectionKey, sections, type TallyKey, tallies } from './sections.ts'

export { desks, type SectionKey, sections, tallies }

export const DeskName = z.enum(Object.keys(desks) as [Desk, ...Desk[]])
const Section = z.object({
  key: z.enum(Object.keys(sections) as [SectionKey, ...SectionKey[]]),
  total: z.int(),
  items: z.array(
    z.object({
      caseId: Id,
      number: z.string(),
      stage: StageName,
      category: z.string().nullable(),
      place: z.string(),
      unit: z.string().nullable(),
      dueAt: Instant.nullable(),
      /** Which request waits, how often it was returned, or what was noted. */
      about: z.string(),
    }),
  ),
})

/** What a shift leaves to the next: numbers of the shift, and cases to know of. No personal data. */
export const HandoverBody = z.object({
  since: Instant,
  until: Instant,
  tallies: z.array(z.object({ key: z.enum(Object.keys(tallies) as [TallyKey, ...TallyKey[]]), count: z.int() })),
  sections: z.array(Section),
  open: z.int(),
  stuck: z.int(),
  urges: z.int(),
  emergency: z.string().nullable(),
})
export type HandoverBody = z.output<typeof HandoverBody>

const Signed = z.object({ at: Instant, name: z.string(), note: z.string() })
const Head = z.object({
  handoverId: Id,
  desk: DeskName,
  given: Signed,
  taken: Signed.nullable(),
  /** Whether the person asking may sign for taking it over. */
  mayTake: z.boolean(),
})
export type HandoverHead = z.output<typeof Head>

const tag = '交接班'

export const draftHandover = defineRoute({
  method: 'GET',
  path: '/api/handover',
  tag,
  summary: { zh: '本班交接单草稿：自上次交接以来', en: 'This shift as it would be handed over: since the last time' },
  access: 'handover.sign',
  reply: z.object({ desk: DeskName, body: HandoverBody, waiting: Head.nullable() }),
})

export const giveHandover = defineRoute({
  method: 'POST',
  path: '/api/handovers',
  tag,
  summary: { zh: '交班签名', en: 'Hand over and sign' },
  access: 'handover.sign',
  body: z.strictObject({ note: z.string().trim().max(2000).default('') }),
  reply: z.object({ handoverId: Id }),
  problems: ['handover_waits', 'handover_too_soon'],
})

const Params = z.strictObject({ handoverId: Id })

export const takeHandover = defineRoute({
  method: 'POST',
  path: '/api/handovers/:handoverId/take',
  tag,
  summary: { zh: '接班签名', en: 'Take over and sign' },
  access: 'handover.sign',
  params: Params,
  body: z.strictObject({ note: z.string().trim().max(500).default('') }),
  reply: z.object({ handoverId: Id }),
  problems: ['handover_not_found', 'handover_taken', 'handover_own', 'handover_other_desk'],
})

export const listHandovers = defineRoute({
  method: 'GET',
  path: '/api/handovers',
  tag,
  summary: { zh: '交接班记录', en: 'Hand-overs' },
  access: 'handover.read',
  query: z.strictObject({
    desk: DeskName.optional(),
    /** An instant and an id, as the page before gave it. */
    cursor: z
      .string()
      .regex(/^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z\|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({ items: z.array(Head), next: z.string().nullable() }),
})

export const getHandover = defineRoute({
  method: 'GET',
  path: '/api/handovers/:handoverId',
  tag,
  summary: { zh: '一次交接班', en: 'One hand-over' },
  access: 'handover.read',
  params: Params,
  reply: Head.extend({ body: HandoverBody }),
  problems: ['handover_not_found'],
})
