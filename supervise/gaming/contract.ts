import { z } from 'zod'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { type FindingKind, findingKindIds, findingKinds } from './kinds.ts'

export { type FindingKind, findingKindIds, findingKinds, type Threshold } from './kinds.ts'

const tag = '异常线索'
const Kind = z.enum(findingKindIds as [FindingKind, ...FindingKind[]])

/** Numbers within the bounds of each threshold. */
export const ThresholdValues = z.strictObject(
  Object.fromEntries(
    findingKindIds.map((kind) => [
      kind,
      z.strictObject(
        Object.fromEntries(
          Object.entries(findingKinds[kind].thresholds).map(([name, { least, most }]) => [
            name,
            z.number().min(least).max(most),
          ]),
        ),
      ),
    ]),
  ) as Record<FindingKind, z.ZodObject<Record<string, z.ZodNumber>>>,
)

export const FindingItem = z.object({
  findingId: Id,
  kind: Kind,
  subjectId: z.string(),
  subjectName: z.string(),
  hits: z.int(),
  sample: z.int(),
  base: z.number().nullable(),
  expected: z.number().nullable(),
  lowerBound: z.number().nullable(),
  chance: z.number().nullable(),
  notes: z.int(),
})
export type FindingItem = z.output<typeof FindingItem>

export const listFindings = defineRoute({
  method: 'GET',
  path: '/api/gaming',
  tag,
  summary: { zh: '最近四整周的异常线索与所用阈值', en: 'Patterns of the last four whole weeks, and the thresholds' },
  access: 'gaming.read',
  reply: z.object({
    run: z
      .object({
        startsAt: Instant,
        endsAt: Instant,
        madeAt: Instant,
        version: z.int(),
        tested: z.record(z.string(), z.int()),
      })
      .nullable(),
    findings: z.array(FindingItem),
    version: z.int(),
    thresholds: ThresholdValues,
  }),
})

export const getFinding = defineRoute({
  method: 'GET',
  path: '/api/gaming/findings/:findingId',
  tag,
  summary: { zh: '一条线索的证据与说明', en: 'One finding with its evidence and what was said' },
  access: 'gaming.read',
  params: z.strictObject({ findingId: Id }),
  reply: FindingItem.extend({
    cases: z.array(z.object({ caseId: Id, number: z.string(), at: Instant, note: z.string() })),
    history: z.array(z.object({ noteId: Id, at: Instant, byName: z.string(), text: z.string() })),
  }),
  problems: ['finding_not_found'],
})

export const Explanation = z.strictObject({ text: z.string().trim().min(2).max(2000) })

export const explainFinding = defineRoute({
  method: 'POST',
  path: '/api/gaming/findings/:findingId/explain',
  tag,
  summary: { zh: '记下说明', en: 'Enter an explanation' },
  access: 'gaming.explain',
  params: z.strictObject({ findingId: Id }),
  body: Explanation,
  reply: z.object({ findingId: Id }),
  problems: ['finding_not_found'],
})

export const setThresholds = defineRoute({
  method: 'POST',
  path: '/api/gaming/thresholds',
  tag,
  summary: { zh: '调整阈值并重新查找', en: 'Change the thresholds and look again' },
  access: 'gaming.explain',
  body: z.strictObject({
    basedOn: z.int().min(0),
    thresholds: ThresholdValues,
    reason: z.string().trim().min(2).max(500),
  }),
  reply: z.object({ version: z.int() }),
  problems: ['thresholds_changed_meanwhile'],
})
