import { z } from 'zod'
import { LimitShape, LocalDate } from '#city/calendar/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { editionIds } from './edition.ts'
import { matchedBy } from './search.ts'

export { matchedBy } from './search.ts'

export const Edition = z.enum(editionIds)
export const Kind = z.enum(['component', 'matter'])
export const CategoryCode = z.string().regex(/^[0-9]{4,5}$/)
/** `*` is every area. */
export const AreaClass = z.string().trim().min(1).max(20)

/** A 小类 as the district names it. */
export const CategoryItem = z.object({
  edition: Edition,
  kind: Kind,
  code: CategoryCode,
  majorName: z.string(),
  name: z.string(),
  extension: z.boolean(),
})

/** Typed text: a code, Chinese, full pinyin, initials or a mix of them. */
export const CategoryQuery = z.strictObject({
  text: z.string().trim().max(60).default(''),
  edition: Edition.default('2026'),
  kind: Kind.optional(),
  on: LocalDate.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})

export const CategoryHit = CategoryItem.extend({ by: z.enum(matchedBy) })
export const CategoryHits = z.object({ items: z.array(CategoryHit) })

export const AreaLimitItem = z.object({ areaClass: AreaClass, note: z.string() }).extend(LimitShape.shape)

/** One clause: when to file, how long each class of area has, when to close. */
export const ConditionItem = z.object({
  conditionId: Id,
  kind: Kind,
  code: CategoryCode,
  ordinal: z.int().positive(),
  condition: z.string(),
  closing: z.string(),
  disposingUnits: z.string(),
  supervisingUnits: z.string(),
  limits: z.array(AreaLimitItem).min(1),
})

export const ConditionQuery = z.strictObject({
  edition: Edition.default('2026'),
  kind: Kind,
  code: CategoryCode,
  on: LocalDate.optional(),
})
export const ConditionList = z.object({ versionId: Id, items: z.array(ConditionItem) })

export const StandardVersionItem = z.object({
  versionId: Id,
  edition: Edition,
  name: z.string(),
  source: z.string(),
  status: z.enum(['draft', 'published', 'retired']),
  validFrom: LocalDate.nullable(),
  validTo: LocalDate.nullable(),
  createdAt: Instant,
  publishedAt: Instant.nullable(),
  conditions: z.int().nonnegative(),
})

export const PublishInput = z.strictObject({ from: LocalDate })

/** Why a row was refused, or what was noticed about it; rows count as a spreadsheet shows them. */
export const ImportNoteItem = z.object({
  sheet: z.string(),
  row: z.int().positive(),
  field: z.string(),
  code: z.string(),
  zh: z.string(),
  en: z.string(),
})

export const ImportQuery = z.strictObject({
  fileName: z.string().trim().min(1).max(200),
  edition: Edition,
  name: z.string().trim().min(1).max(100),
  mode: z.enum(['dry-run', 'all', 'accepted-only']).default('dry-run'),
})

export const ImportedConditionItem = ConditionItem.omit({ conditionId: true }).extend({
  sheet: z.string(),
  rows: z.array(z.int().positive()),
})

export const ImportReportItem = z.object({
  edition: Edition,
  versionId: Id.nullable(),
  accepted: z.int().nonnegative(),
  conditions: z.array(ImportedConditionItem),
  localCategories: z.array(
    z.object({ kind: Kind, code: CategoryCode, majorName: z.string(), name: z.string(), extension: z.boolean() }),
  ),
  refused: z.array(ImportNoteItem),
  noticed: z.array(ImportNoteItem),
  bareReadings: z.array(z.object({ written: z.enum(['天', '小时']), unit: LimitShape.shape.unit, count: z.int() })),
})

const tag = '分类标准'

export const searchCategories = defineRoute({
  method: 'GET',
  path: '/api/categories',
  tag,
  summary: { zh: '按编码、汉字、拼音或首字母查小类', en: 'Categories by code, Chinese, pinyin or initials' },
  access: 'catalogue.read',
  query: CategoryQuery,
  reply: CategoryHits,
})

export const listConditions = defineRoute({
  method: 'GET',
  path: '/api/categories/conditions',
  tag,
  summary: { zh: '小类的立案条件、时限与结案条件', en: 'Filing conditions of a category' },
  access: 'catalogue.read',
  query: ConditionQuery,
  reply: ConditionList,
})

export const listStandards = defineRoute({
  method: 'GET',
  path: '/api/standards',
  tag,
  summary: { zh: '本区立案标准的各版本', en: 'Versions of the district’s filing standard' },
  access: 'catalogue.read',
  reply: z.object({ items: z.array(StandardVersionItem) }),
})

export const publishStandard = defineRoute({
  method: 'POST',
  path: '/api/standards/:versionId/publish',
  tag,
  summary: { zh: '发布立案标准', en: 'Put a version in force' },
  access: 'catalogue.write',
  params: z.strictObject({ versionId: Id }),
  body: PublishInput,
  reply: StandardVersionItem,
})

export const importConditions = defineRoute({
  method: 'POST',
  path: '/api/imports/conditions',
  tag: '导入',
  summary: { zh: '导入立案标准工作簿或 CSV，成为草稿版本', en: 'Import a filing standard as a draft version' },
  access: 'catalogue.write',
  query: ImportQuery,
  bytes: true,
  reply: ImportReportItem,
})
