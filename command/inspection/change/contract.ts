import { z } from 'zod'
import { Reason } from '#city/case/contract.ts'
import { ComponentCode } from '#city/component/contract.ts'
import { defineRoute } from '#kernel/http/contract.ts'
import { PlanBody, PlanParams, tag } from '../contract.ts'

/** What a plan asks from a day on; what it is (name, kind, first day) stays. */
export const PlanTerms = PlanBody.pick({
  scope: true,
  everyDays: true,
  onWorkdays: true,
  unitId: true,
  personId: true,
  window: true,
  endsOn: true,
}).extend({
  /** The first day the change holds, today at the earliest. */
  fromOn: z.iso.date(),
})
export type PlanTerms = z.output<typeof PlanTerms>

const problems = [
  'inspection_plan_unknown',
  'inspection_kind_unknown',
  'inspection_change_empty',
  'inspection_change_past',
  'inspection_days',
  'inspection_nothing',
  'inspection_too_much',
  'inspection_components_unknown',
  'unknown_unit',
  'unknown_person',
] as const

const Some = z.array(z.object({ code: ComponentCode, name: z.string(), address: z.string().nullable() }))
const Year = z.object({ components: z.int(), inspections: z.int() })

/** What a change would do: which components come and go, how many inspections a year makes, what is in hand meanwhile. */
export const previewPlanChange = defineRoute({
  method: 'POST',
  path: '/api/inspection-plans/:planId/change/preview',
  tag,
  summary: {
    zh: '预览：修改计划后增减哪些巡检；不改变任何计划',
    en: 'What a change of a plan would add and drop; changes nothing',
  },
  access: 'inspection.write',
  params: PlanParams,
  body: PlanTerms,
  reply: z.object({
    /** In the year from the day of the change, as it is and as it would be. */
    before: Year,
    after: Year,
    added: z.int(),
    dropped: z.int(),
    someAdded: Some,
    someDropped: Some,
    /** Taken by somebody now, and finished as they were taken; of these so many would be asked for no more. */
    inHand: z.int(),
    inHandDropped: z.int(),
    /** A change that waits already, and would be dropped for this one. */
    replaces: z.iso.date().nullable(),
  }),
  problems,
})

export const changePlan = defineRoute({
  method: 'POST',
  path: '/api/inspection-plans/:planId/change',
  tag,
  summary: {
    zh: '修改计划，自某日起生效；已领的任务按原版本做完',
    en: 'Change a plan from a day on; rounds in hand are finished under the version they were taken',
  },
  access: 'inspection.write',
  params: PlanParams,
  body: PlanTerms.extend({ reason: Reason }),
  reply: z.object({ version: z.int(), fromOn: z.iso.date() }),
  problems,
})

export const dropPlanChange = defineRoute({
  method: 'POST',
  path: '/api/inspection-plans/:planId/change/drop',
  tag,
  summary: { zh: '取消尚未生效的修改', en: 'Drop a change that has not begun' },
  access: 'inspection.write',
  params: PlanParams,
  body: z.strictObject({}),
  reply: z.object({ version: z.int() }),
  problems: ['inspection_plan_unknown', 'inspection_change_none'],
})
