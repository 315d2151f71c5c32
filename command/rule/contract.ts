import { z } from 'zod'
import { LocalDate } from '#city/calendar/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { bounds } from './language.ts'
import { mostRules } from './rule.ts'

export { diffRules, type RuleChange } from './diff.ts'
export type { Finding } from './finding.ts'
export { bounds, readCondition } from './language.ts'
export { componentOwner, duty, mostRules, type PersonPolicy, type Rule } from './rule.ts'
export { type ValueKind, type VariableName, variables } from './variables.ts'

const tag = '派遣规则'
const UnitId = z.string().min(1).max(40)

export const PersonPolicyShape = z.discriminatedUnion('by', [
  z.strictObject({ by: z.enum(['none', 'on_shift', 'least_load', 'beat']) }),
  z.strictObject({ by: z.literal('named'), personId: Id }),
])

export const RuleShape = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  title: z.string().trim().max(80),
  when: z.string().max(bounds.characters),
  unit: UnitId,
  coUnits: z.array(UnitId).max(8).default([]),
  person: PersonPolicyShape.default({ by: 'none' }),
  from: LocalDate.nullable().default(null),
  to: LocalDate.nullable().default(null),
  authority: z.string().trim().max(300),
})

const Rules = z.array(RuleShape).max(mostRules)
const Title = z.string().trim().min(1).max(80)

export const FindingShape = z.object({
  code: z.string(),
  level: z.enum(['fault', 'notice']),
  zh: z.string(),
  en: z.string(),
  ruleId: z.string().optional(),
  line: z.int().optional(),
  column: z.int().optional(),
})

const VersionItem = z.object({
  version: z.int(),
  title: z.string(),
  /** Half-open: until the next version takes effect. */
  validFrom: Instant,
  validTo: Instant.nullable(),
  inForce: z.boolean(),
  publishedAt: Instant,
  publishedBy: z.string(),
  reason: z.string(),
  basedOn: z.int().nullable(),
  simulationId: Id.nullable(),
  digest: z.string(),
  rules: z.int(),
})

export const listRuleSets = defineRoute({
  method: 'GET',
  path: '/api/rule-sets',
  tag,
  summary: { zh: '派遣规则各版本，新的在前', en: 'Versions of the routing rules, newest first' },
  access: 'rule.read',
  reply: z.object({ items: z.array(VersionItem) }),
})

const VersionParams = z.strictObject({ version: z.coerce.number().int().positive() })

export const getRuleSet = defineRoute({
  method: 'GET',
  path: '/api/rule-sets/:version',
  tag,
  summary: { zh: '某一版派遣规则', en: 'One version of the routing rules' },
  access: 'rule.read',
  params: VersionParams,
  reply: VersionItem.extend({ rules: z.array(RuleShape) }),
  problems: ['rule_set_not_found'],
})

const DraftItem = z.object({
  draftId: Id,
  title: z.string(),
  basedOn: z.int().nullable(),
  revision: z.int(),
  savedAt: Instant,
  savedBy: z.string(),
  rules: z.int(),
})
const Draft = DraftItem.extend({
  rules: z.array(RuleShape),
  /** The latest simulation of exactly this content, if there is one. */
  simulationId: Id.nullable(),
})

export const listRuleDrafts = defineRoute({
  method: 'GET',
  path: '/api/rule-drafts',
  tag,
  summary: { zh: '派遣规则草稿', en: 'Drafts of routing rules' },
  access: 'rule.read',
  reply: z.object({ items: z.array(DraftItem) }),
})

export const openRuleDraft = defineRoute({
  method: 'POST',
  path: '/api/rule-drafts',
  tag,
  summary: {
    zh: '新建草稿：空白、沿用某版，或由仲裁而来',
    en: 'A new draft: empty, from a version, or from an arbitration',
  },
  access: 'rule.write',
  body: z.strictObject({
    title: Title,
    basedOn: z.int().positive().nullable().default(null),
    /** The arbitrated case whose decision becomes the first rule. */
    arbitratedCase: Id.optional(),
  }),
  reply: Draft,
  problems: ['rule_set_not_found', 'return_not_found'],
})

const DraftParams = z.strictObject({ draftId: Id })

export const getRuleDraft = defineRoute({
  method: 'GET',
  path: '/api/rule-drafts/:draftId',
  tag,
  summary: { zh: '一份草稿', en: 'One draft' },
  access: 'rule.read',
  params: DraftParams,
  reply: Draft,
  problems: ['rule_draft_not_found'],
})

export const saveRuleDraft = defineRoute({
  method: 'POST',
  path: '/api/rule-drafts/:draftId/save',
  tag,
  summary: { zh: '保存草稿', en: 'Save a draft' },
  access: 'rule.write',
  params: DraftParams,
  body: z.strictObject({ revision: z.int().positive(), title: Title, rules: Rules }),
  reply: DraftItem,
  problems: ['rule_draft_not_found', 'rule_draft_changed_meanwhile'],
})

export const discardRuleDraft = defineRoute({
  method: 'POST',
  path: '/api/rule-drafts/:draftId/discard',
  tag,
  summary: { zh: '删除草稿', en: 'Discard a draft' },
  access: 'rule.write',
  params: DraftParams,
  reply: z.object({}),
  problems: ['rule_draft_not_found'],
})

export const checkRuleDraft = defineRoute({
  method: 'GET',
  path: '/api/rule-drafts/:draftId/findings',
  tag,
  summary: { zh: '检查草稿：写法、名称、矛盾、无人负责', en: 'What speaks against publishing a draft' },
  access: 'rule.read',
  params: DraftParams,
  reply: z.object({ revision: z.int(), items: z.array(FindingShape) }),
  problems: ['rule_draft_not_found'],
})

export const publishRuleDraft = defineRoute({
  method: 'POST',
  path: '/api/rule-drafts/:draftId/publish',
  tag,
  summary: { zh: '签发草稿，定期生效', en: 'Sign a draft and date it in' },
  access: 'rule.publish',
  params: DraftParams,
  body: z.strictObject({
    revision: z.int().positive(),
    /** The latest version the signer compared with; 0 when there was none. */
    onTopOf: z.int().nonnegative(),
    simulationId: Id,
    /** Now, when left out. */
    from: Instant.optional(),
    reason: z.string().trim().min(2).max(500),
  }),
  reply: VersionItem,
  problems: [
    'rule_draft_not_found',
    'rule_draft_changed_meanwhile',
    'rules_not_sound',
    'rule_set_moved_on',
    'rule_date_too_early',
    'simulation_needed',
  ],
})

const Words = z.object({ zh: z.string(), en: z.string() })
const ChoiceShape = z.object({
  unitId: z.string(),
  unitName: z.string(),
  ruleId: z.string().nullable(),
  reason: Words,
})

export const tryRules = defineRoute({
  method: 'GET',
  path: '/api/rule-trial',
  tag,
  summary: { zh: '拿一件案件试规则：哪条生效、为什么', en: 'Try rules on a case: which decides, and why' },
  access: 'rule.read',
  query: z.strictObject({
    number: z.string().trim().min(1).max(40),
    draftId: Id.optional(),
    version: z.coerce.number().int().positive().optional(),
  }),
  reply: z.object({
    caseId: Id,
    number: z.string(),
    at: Instant,
    facts: z.array(z.object({ name: z.string(), value: z.string() })),
    chosen: ChoiceShape.nullable(),
    runnerUp: ChoiceShape.nullable(),
    /** What became of each rule, in order. */
    asked: z.array(
      z.object({
        ruleId: z.string(),
        outcome: z.enum(['decides', 'holds_later', 'not_holding', 'out_of_period', 'finds_nobody', 'unreadable']),
        unitId: z.string().nullable(),
      }),
    ),
  }),
  problems: ['rule_draft_not_found', 'rule_set_not_found', 'case_not_found'],
})

const Named = z.object({ code: z.string(), name: z.string() })

export const ruleVocabulary = defineRoute({
  method: 'GET',
  path: '/api/rule-vocabulary',
  tag,
  summary: { zh: '规则可用的取值', en: 'The values that rules may name' },
  access: 'rule.read',
  reply: z.object({
    categories: z.array(Named.extend({ kind: z.enum(['component', 'matter']) })),
    streets: z.array(Named),
    communities: z.array(Named),
    units: z.array(Named),
    people: z.array(z.object({ personId: Id, name: z.string(), unitIds: z.array(z.string()) })),
  }),
})
