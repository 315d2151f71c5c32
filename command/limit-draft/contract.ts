import { z } from 'zod'
import { LimitShape, LocalDate } from '#city/calendar/contract.ts'
import { AreaClass, AreaLimitItem, CategoryCode, Edition, Kind } from '#city/catalogue/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { SimulationItem } from '../simulate/contract.ts'

const tag = '立案标准时限'

const StandardShape = z.object({
  versionId: Id,
  name: z.string(),
  edition: Edition,
  validFrom: LocalDate,
  /** False while it is published but takes effect on a later day. */
  inForce: z.boolean(),
})

const Key = { conditionId: Id, areaClass: AreaClass }

const ChangeItem = z.object({
  ...Key,
  limit: LimitShape,
  kind: Kind,
  code: CategoryCode,
  condition: z.string(),
})

const ChangeLineItem = ChangeItem.extend({ name: z.string(), ordinal: z.int(), was: LimitShape })

export const FindingItem = z.object({
  ...Key,
  line: z.int(),
  level: z.enum(['fault', 'notice']),
  code: z.string(),
  zh: z.string(),
  en: z.string(),
})

export const getLimitDraft = defineRoute({
  method: 'GET',
  path: '/api/limit-draft',
  tag,
  summary: {
    zh: '立案条件时限的草稿：改了什么、有何问题',
    en: 'The draft of limits by condition: what it changes, and what speaks against it',
  },
  access: 'calendar.read',
  reply: z.object({
    standard: StandardShape,
    today: LocalDate,
    /** 0 while nobody has begun a draft. */
    revision: z.int(),
    savedAt: Instant.nullable(),
    savedBy: z.string().nullable(),
    lines: z.array(ChangeLineItem),
    /** Changes of conditions that the standard no longer has. */
    lost: z.array(ChangeItem),
    findings: z.array(FindingItem),
    /** The latest simulation of exactly these changes, if there is one. */
    simulationId: Id.nullable(),
  }),
  problems: ['standard_not_in_force'],
})

export const listLimitRows = defineRoute({
  method: 'GET',
  path: '/api/limit-draft/rows',
  tag,
  summary: {
    zh: '按名称、编码、拼音查立案条件及其时限',
    en: 'Filing conditions with their limits, by name, code or pinyin',
  },
  access: 'calendar.read',
  query: z.strictObject({
    text: z.string().trim().max(60).default(''),
    kind: Kind.optional(),
    /** The condition after which to go on. */
    after: Id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({
    total: z.int(),
    items: z.array(
      z.object({
        conditionId: Id,
        kind: Kind,
        code: CategoryCode,
        name: z.string(),
        majorName: z.string(),
        ordinal: z.int(),
        condition: z.string(),
        limits: z.array(AreaLimitItem),
      }),
    ),
    next: Id.nullable(),
  }),
  problems: ['standard_not_in_force'],
})

const Revision = z.int().nonnegative()

export const saveLimitDraft = defineRoute({
  method: 'POST',
  path: '/api/limit-draft/save',
  tag,
  summary: { zh: '保存时限草稿', en: 'Save the draft of limits' },
  access: 'calendar.write',
  body: z.strictObject({
    revision: Revision,
    basedOn: Id,
    changes: z.array(z.strictObject({ ...Key, limit: LimitShape.strict() })).max(2000),
  }),
  reply: z.object({ revision: z.int(), savedAt: Instant, savedBy: z.string() }),
  problems: [
    'standard_not_in_force',
    'condition_not_found',
    'limit_draft_missing',
    'limit_draft_changed_meanwhile',
    'limit_standard_moved_on',
  ],
})

export const discardLimitDraft = defineRoute({
  method: 'POST',
  path: '/api/limit-draft/discard',
  tag,
  summary: { zh: '删除时限草稿', en: 'Discard the draft of limits' },
  access: 'calendar.write',
  body: z.strictObject({ revision: z.int().positive() }),
  reply: z.object({}),
  problems: ['limit_draft_missing', 'limit_draft_changed_meanwhile'],
})

export const previewLimitDraft = defineRoute({
  method: 'GET',
  path: '/api/limit-draft/touched',
  tag,
  summary: { zh: '签发后会重算多少在办案件', en: 'How many open cases signing would compute anew' },
  access: 'calendar.read',
  reply: z.object({
    revision: z.int(),
    cases: z.int(),
    clocks: z.int(),
    earlier: z.int(),
    later: z.int(),
    lateAtOnce: z.int(),
    isWhole: z.boolean(),
  }),
  problems: ['standard_not_in_force'],
})

export const simulateLimitDraft = defineRoute({
  method: 'POST',
  path: '/api/limit-draft/simulate',
  tag,
  summary: { zh: '用近 90 天案件试算时限草稿', en: 'Simulate the draft of limits on the last 90 days' },
  access: 'calendar.write',
  body: z.strictObject({ revision: z.int().positive() }),
  reply: SimulationItem,
  problems: ['standard_not_in_force', 'limit_draft_missing', 'limit_draft_changed_meanwhile', 'limit_draft_not_sound'],
})

export const publishLimitDraft = defineRoute({
  method: 'POST',
  path: '/api/limit-draft/publish',
  tag,
  summary: { zh: '签发时限草稿，成为下一版立案标准', en: 'Sign the draft of limits as the next filing standard' },
  access: 'calendar.write',
  body: z.strictObject({
    revision: z.int().positive(),
    basedOn: Id,
    simulationId: Id,
    from: LocalDate,
    reason: z.string().trim().min(2).max(500),
  }),
  reply: z.object({ versionId: Id, name: z.string(), from: LocalDate }),
  problems: [
    'standard_not_in_force',
    'limit_draft_missing',
    'limit_draft_changed_meanwhile',
    'limit_draft_not_sound',
    'limit_standard_moved_on',
    'limit_date_too_early',
    'standard_dates_overlap',
    'simulation_needed',
    'simulation_not_found',
  ],
})

export const exportLimitDraft = defineRoute({
  method: 'GET',
  path: '/api/limit-draft/export',
  tag,
  summary: { zh: '导出立案条件时限表（CSV、Excel）', en: 'Export the limits by condition (CSV, Excel)' },
  access: 'calendar.read',
  query: z.strictObject({ format: z.enum(['csv', 'xlsx']).default('xlsx') }),
  rawReply: true,
  reply: z.unknown(),
  problems: ['standard_not_in_force'],
})

export const importLimitDraft = defineRoute({
  method: 'POST',
  path: '/api/limit-draft/import',
  tag,
  summary: { zh: '导入时限表到草稿，先试后入', en: 'Import a table of limits into the draft; dry run first' },
  access: 'calendar.write',
  query: z.strictObject({
    commit: z.enum(['yes', 'no']).default('no'),
    revision: z.coerce.number().int().nonnegative(),
  }),
  bytes: true,
  reply: z.object({
    committed: z.boolean(),
    lines: z.array(
      z.object({
        row: z.int(),
        name: z.string(),
        outcome: z.enum(['changed', 'same', 'refused']),
        faults: z.array(z.object({ zh: z.string(), en: z.string() })),
      }),
    ),
  }),
  problems: ['standard_not_in_force', 'limit_column_missing', 'limit_draft_missing', 'limit_draft_changed_meanwhile'],
})
