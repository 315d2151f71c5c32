import { z } from 'zod'
import { CaseParams, Reason, StageName } from '#city/case/contract.ts'
import { PointInput, PointReply } from '#city/place/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

const Words = z.object({ zh: z.string(), en: z.string() })

export const Candidate = z.object({
  caseId: Id.nullable(),
  number: z.string().nullable(),
  version: z.int().nullable(),
  stage: StageName,
  categoryName: z.string().nullable(),
  description: z.string(),
  placeText: z.string(),
  point: PointReply,
  unitName: z.string().nullable(),
  reportedAt: Instant,
  photos: z.array(Id),
  metres: z.number(),
  ageMs: z.number(),
  sameCategory: z.boolean(),
  textLikeness: z.number(),
  photoLikeness: z.number().nullable(),
  score: z.number(),
  reasons: z.array(Words),
})
export type Candidate = z.output<typeof Candidate>

const Rule = z.object({ radiusMetres: z.int(), withinHours: z.int() })
const Candidates = z.object({ rule: Rule, items: z.array(Candidate) })

const CategoryKey = z.string().regex(/^[0-9]{4}\/(component|matter)\/[0-9]{4,5}$/)

export const findDuplicates = defineRoute({
  method: 'GET',
  path: '/api/duplicates',
  tag: '重复与复发',
  summary: { zh: '登记中的诉求可能与哪些案件重复', en: 'What a report being registered may repeat' },
  access: 'case.register',
  query: PointInput.extend({
    text: z.string().trim().max(400).default(''),
    category: CategoryKey.optional(),
    files: z
      .string()
      .max(600)
      .transform((text) => text.split(',').filter(Boolean))
      .pipe(z.array(Id).max(12))
      .optional(),
  }),
  reply: Candidates,
  problems: ['point_outside_china', 'point_swapped', 'point_zero'],
})

export const findCaseDuplicates = defineRoute({
  method: 'GET',
  path: '/api/cases/:id/duplicates',
  tag: '重复与复发',
  summary: { zh: '本案可能与哪些案件重复', en: 'What a case may repeat' },
  access: 'case.read',
  params: CaseParams,
  reply: Candidates,
  problems: ['case_not_found'],
})

export const RuleSet = z.object({
  usual: Rule,
  items: z.array(Rule.extend({ category: z.string(), basis: z.string(), validFrom: Instant, setBy: z.string() })),
})

export const listDuplicateRules = defineRoute({
  method: 'GET',
  path: '/api/duplicate-rules',
  tag: '重复与复发',
  summary: { zh: '疑似重复的距离与时间，按小类', en: 'How near two cases are taken for one, by category' },
  access: 'case.read',
  reply: RuleSet,
})

export const setDuplicateRule = defineRoute({
  method: 'POST',
  path: '/api/duplicate-rules',
  tag: '重复与复发',
  summary: {
    zh: '设定疑似重复的距离与时间，即日生效，旧值留存',
    en: 'Set how near; from now on, the old value is kept',
  },
  access: 'duplicate.rule.write',
  body: z.strictObject({
    category: CategoryKey.or(z.literal('')).default(''),
    radiusMetres: z.int().min(1).max(2000),
    withinHours: z.int().min(1).max(2160),
    basis: Reason,
  }),
  reply: RuleSet,
})
