import { z } from 'zod'
import { Reason } from '#city/case/contract.ts'
import { ComponentCode } from '#city/component/contract.ts'
import { IndustryId } from '#city/industry/contract.ts'
import { PointReply } from '#city/place/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { dueStates } from './due.ts'

export const tag = '设施巡检'
export const Words = z.object({ zh: z.string(), en: z.string() })
const Day = z.iso.date()
const Minute = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, '时刻写作 19:30')

/** Larger than any street of a district; a plan beyond it cannot be looked through any more. */
export const mostComponents = 20_000

/** Which components of its kinds a plan takes: all that is given must hold. */
export const PlanScope = z.strictObject({
  /** The first digits of the cell: a street, a community or a cell. */
  areaCode: z
    .string()
    .regex(/^\d{0,15}$/)
    .default(''),
  /** Words of the address, such as a road's name. */
  road: z.string().trim().max(40).default(''),
  codes: z.array(ComponentCode).max(2_000).default([]),
})
export type PlanScope = z.output<typeof PlanScope>

export const PlanBody = z.strictObject({
  name: z.string().trim().min(2).max(60),
  industryId: IndustryId,
  kindId: IndustryId,
  scope: PlanScope,
  everyDays: z.int().min(1).max(3_660),
  /** Whether what falls on a day off waits for the next working day. */
  onWorkdays: z.boolean().default(false),
  /** Whose it is: a unit, a person, or any collector. */
  unitId: z.string().min(1).max(40).nullable().default(null),
  personId: Id.nullable().default(null),
  /** The hours of the day it is to be done in; over midnight where the end is the earlier. */
  window: z.strictObject({ from: Minute, to: Minute }).nullable().default(null),
  startsOn: Day,
  endsOn: Day.nullable().default(null),
})
export type PlanBody = z.output<typeof PlanBody>

export const Kind = z.object({
  industryId: z.string(),
  industry: Words,
  kindId: z.string(),
  title: Words,
  everyDays: z.int(),
  checklist: z.array(Words),
  source: z.object({ text: z.string(), mark: z.string() }),
  components: z.array(z.string()),
})
export type Kind = z.output<typeof Kind>

const Counts = z.object({ total: z.int(), done: z.int(), due: z.int(), overdue: z.int(), later: z.int() })

/** What each version of a plan says anew. */
const planTerms = {
  scope: PlanScope,
  everyDays: z.int(),
  onWorkdays: z.boolean(),
  unitId: z.string().nullable(),
  unitName: z.string().nullable(),
  personId: z.string().nullable(),
  personName: z.string().nullable(),
  windowFrom: z.string().nullable(),
  windowTo: z.string().nullable(),
  endsOn: z.string().nullable(),
}

export const PlanItem = z.object({
  planId: Id,
  name: z.string(),
  industryId: z.string(),
  kindId: z.string(),
  /** Null where the industry is off or has no such kind any more. */
  kind: Words.nullable(),
  ...planTerms,
  startsOn: z.string(),
  madeAt: Instant,
  madeBy: z.string(),
  isOn: z.boolean(),
  /** Which version holds, and since which day. */
  version: z.int(),
  fromOn: z.string(),
  /** How many are in somebody's hands now. */
  claimed: z.int(),
  counts: Counts,
})
export type PlanItem = z.output<typeof PlanItem>

export const listPlans = defineRoute({
  method: 'GET',
  path: '/api/inspection-plans',
  tag,
  summary: { zh: '巡检计划与完成情况', en: 'Plans of inspection and how far they are' },
  access: 'inspection.read',
  reply: z.object({ today: Day, items: z.array(PlanItem), kinds: z.array(Kind) }),
})

export const PlanParams = z.strictObject({ planId: Id })

/** A version of a plan: one that holds, held before, waits for its day, or was dropped before it came. */
export const PlanVersion = z.object({
  version: z.int(),
  fromOn: z.string(),
  ...planTerms,
  reason: z.string(),
  at: Instant,
  by: z.string(),
  droppedAt: Instant.nullable(),
  droppedBy: z.string().nullable(),
  standing: z.enum(['held', 'holds', 'waits', 'dropped']),
})
export type PlanVersion = z.output<typeof PlanVersion>

export const getPlan = defineRoute({
  method: 'GET',
  path: '/api/inspection-plans/:planId',
  tag,
  summary: { zh: '一项巡检计划：按街道的进度与经过', en: 'One plan: by street, and what became of it' },
  access: 'inspection.read',
  params: PlanParams,
  reply: PlanItem.extend({
    streets: z.array(Counts.extend({ code: z.string().nullable(), name: z.string().nullable() })),
    turns: z.array(z.object({ isOn: z.boolean(), reason: z.string(), at: Instant, by: z.string() })),
    /** What it asked, asks and will ask, newest first. */
    versions: z.array(PlanVersion),
  }),
  problems: ['inspection_plan_unknown'],
})

export const DueItem = z.object({
  code: ComponentCode,
  name: z.string(),
  address: z.string().nullable(),
  place: PointReply,
  state: z.enum(dueStates),
  dueOn: Day,
  lastAt: Instant.nullable(),
  lastBy: z.string().nullable(),
  lastOutcome: z.enum(['ok', 'fault']).nullable(),
  claimedBy: z.string().nullable(),
})
export type DueItem = z.output<typeof DueItem>

const ItemFilters = {
  state: z.enum(dueStates).optional(),
  areaCode: z
    .string()
    .regex(/^\d{0,15}$/)
    .optional(),
}

export const listPlanItems = defineRoute({
  method: 'GET',
  path: '/api/inspection-plans/:planId/items',
  tag,
  summary: { zh: '一项计划的部件：到期、逾期、已检', en: 'The components of a plan: due, overdue, done' },
  access: 'inspection.read',
  params: PlanParams,
  query: z.strictObject({
    ...ItemFilters,
    after: z.string().max(40).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  reply: z.object({ items: z.array(DueItem), next: z.string().nullable() }),
  problems: ['inspection_plan_unknown'],
})

export const exportPlan = defineRoute({
  method: 'GET',
  path: '/api/inspection-plans/:planId/export',
  tag,
  summary: { zh: '导出一项计划的部件（Excel 或 CSV）', en: 'Export the components of a plan (Excel or CSV)' },
  access: 'inspection.read',
  params: PlanParams,
  query: z.strictObject({ ...ItemFilters, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  rawReply: true,
  reply: z.unknown(),
  problems: ['inspection_plan_unknown'],
})

export const previewPlan = defineRoute({
  method: 'POST',
  path: '/api/inspection-plans/preview',
  tag,
  summary: { zh: '预览：一项计划会产生多少次巡检', en: 'How many inspections a plan would make; changes nothing' },
  access: 'inspection.write',
  body: PlanBody.omit({ name: true, window: true, unitId: true, personId: true }),
  reply: z.object({
    components: z.int(),
    /** Of these, in other plans of the same kind that hold. */
    planned: z.int(),
    days: z.int(),
    inspections: z.int(),
    perDay: z.number(),
    some: z.array(z.object({ code: ComponentCode, name: z.string(), address: z.string().nullable() })),
  }),
  problems: ['inspection_kind_unknown', 'inspection_days', 'inspection_components_unknown'],
})

export const makePlan = defineRoute({
  method: 'POST',
  path: '/api/inspection-plans',
  tag,
  summary: { zh: '制定巡检计划', en: 'Make a plan of inspection' },
  access: 'inspection.write',
  body: PlanBody,
  reply: z.object({ planId: Id, components: z.int() }),
  problems: [
    'inspection_kind_unknown',
    'inspection_name_taken',
    'inspection_days',
    'inspection_nothing',
    'inspection_too_much',
    'inspection_components_unknown',
    'unknown_unit',
    'unknown_person',
  ],
})

export const turnPlan = defineRoute({
  method: 'POST',
  path: '/api/inspection-plans/:planId/turn',
  tag,
  summary: { zh: '撤回巡检计划，或恢复执行', en: 'Withdraw a plan, or take it up again' },
  access: 'inspection.write',
  params: PlanParams,
  body: z.strictObject({ isOn: z.boolean(), reason: Reason }),
  reply: z.object({ isOn: z.boolean() }),
  problems: ['inspection_plan_unknown', 'inspection_plan_already'],
})
