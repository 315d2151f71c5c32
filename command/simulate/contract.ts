import { z } from 'zod'
import { CalendarDraft, LimitShape, LocalDate } from '#city/calendar/contract.ts'
import { stageClocks } from '#city/case/event.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { ConditionLimit } from './subject.ts'

export { clockNames } from '#city/case/ledger/entry.ts'

const tag = '试算'
const Words = z.object({ zh: z.string(), en: z.string() })
const Title = z.string().trim().min(1).max(80)
const subjects = ['rules', 'calendar', 'limits'] as const

export const SimulationItem = z.object({
  simulationId: Id,
  subject: z.enum(subjects),
  title: z.string(),
  inputHash: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
  since: Instant,
  until: Instant,
  askedBy: z.string(),
  askedAt: Instant,
  done: z.int(),
  total: z.int(),
  finishedAt: Instant.nullable(),
  failure: z.string().nullable(),
  reportHash: z.string().nullable(),
})

const Tally = z.object({ cases: z.int(), inTime: z.int(), late: z.int() })
const BeforeAfter = z.object({ before: z.int(), after: z.int() })
/** What the escalation ladder tells, in its order. Absent in reports of before that was counted. */
const Rungs = z.array(BeforeAfter.extend({ rung: z.string(), share: z.number() })).optional()
const UnitRow = z.object({
  unitId: z.string(),
  unitName: z.string(),
  before: Tally,
  after: Tally,
  /** By the handling clock, each list in the order of the ladder. */
  rungs: z.object({ before: z.array(z.int()), after: z.array(z.int()) }).optional(),
})

const RulesReportShape = z.object({
  subject: z.literal('rules'),
  cases: z.int(),
  dispatched: z.int(),
  moved: z.int(),
  nobody: BeforeAfter,
  right: BeforeAfter,
  returnsSpared: z.object({ cases: z.int(), workMs: z.number() }),
  units: z.array(UnitRow),
  rungs: Rungs,
  rules: z.array(z.object({ ruleId: z.string(), held: z.int(), decided: z.int() })),
})

const Lines = z.object({ zh: z.array(z.string()), en: z.array(z.string()) })
const ClocksReportShape = z.object({
  subject: z.enum(['calendar', 'limits']),
  cases: z.int(),
  turned: z.int(),
  clocks: z.array(
    z.object({
      clock: z.string(),
      before: Tally,
      after: Tally,
      turnedLate: z.int(),
      turnedInTime: z.int(),
      dueEarlier: z.int(),
      dueLater: z.int(),
    }),
  ),
  units: z.array(UnitRow),
  rungs: Rungs,
  sample: z.array(z.object({ caseId: Id, number: z.string(), clock: z.string(), before: Lines, after: Lines })),
})

/** What a simulation takes for granted; said with every result. */
export const assumptions = {
  rules: {
    zh: '按首次派遣时已知情况判断；改派到别的单位的案件，处置完成时间仍按实际，因为无从知道别的单位快慢。',
    en: 'Decided by what was known at the first dispatch; the instants of handling are kept for moved cases, since nobody knows how quick another unit would be.',
  },
  clocks: {
    zh: '假定新日历或新时限自始有效；各步骤的实际时间不变，正式发布后已停的计时不会重算。',
    en: 'As if in force all along; every step keeps its instant. Once really published, clocks that have stopped are never counted again.',
  },
} as const

export const listSimulations = defineRoute({
  method: 'GET',
  path: '/api/simulations',
  tag,
  summary: { zh: '试算记录', en: 'Simulations' },
  access: 'simulation.read',
  query: z.strictObject({ subject: z.enum(subjects) }),
  reply: z.object({ items: z.array(SimulationItem) }),
})

const SimulationParams = z.strictObject({ simulationId: Id })

export const getSimulation = defineRoute({
  method: 'GET',
  path: '/api/simulations/:simulationId',
  tag,
  summary: { zh: '一次试算的进度与结果', en: 'Progress and result of a simulation' },
  access: 'simulation.read',
  params: SimulationParams,
  reply: SimulationItem.extend({
    report: z.discriminatedUnion('subject', [RulesReportShape, ClocksReportShape]).nullable(),
    assumption: Words,
  }),
  problems: ['simulation_not_found'],
})

export const cancelSimulation = defineRoute({
  method: 'POST',
  path: '/api/simulations/:simulationId/cancel',
  tag,
  summary: { zh: '取消试算', en: 'Cancel a simulation' },
  access: 'simulation.read',
  params: SimulationParams,
  reply: SimulationItem,
  problems: ['simulation_not_found'],
})

export const listSimulatedCases = defineRoute({
  method: 'GET',
  path: '/api/simulations/:simulationId/cases',
  tag,
  summary: { zh: '试算中会改变的案件', en: 'The cases a simulation would have changed' },
  access: 'rule.read',
  params: SimulationParams,
  query: z.strictObject({
    from: z.string().max(40).optional(),
    to: z.string().max(40).optional(),
    after: z.coerce.number().int().nonnegative().default(0),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({
    items: z.array(
      z.object({
        ordinal: z.int(),
        caseId: Id,
        number: z.string(),
        clock: z.string(),
        fromUnit: z.string().nullable(),
        toUnit: z.string().nullable(),
        finalUnit: z.string().nullable(),
        inTimeBefore: z.boolean().nullable(),
        inTimeAfter: z.boolean().nullable(),
        why: Words,
      }),
    ),
    after: z.int().nullable(),
  }),
  problems: ['simulation_not_found'],
})

export const simulateRuleDraft = defineRoute({
  method: 'POST',
  path: '/api/rule-drafts/:draftId/simulate',
  tag,
  summary: { zh: '用近 90 天案件试算规则草稿', en: 'Simulate a draft of rules on the last 90 days' },
  access: 'rule.write',
  params: z.strictObject({ draftId: Id }),
  body: z.strictObject({ revision: z.int().positive() }),
  reply: SimulationItem,
  problems: ['rule_draft_not_found', 'rule_draft_changed_meanwhile', 'simulation_input_unsound'],
})

export const simulateCalendar = defineRoute({
  method: 'POST',
  path: '/api/calendar/simulate',
  tag,
  summary: { zh: '用近 90 天案件试算工作日历', en: 'Simulate a calendar on the last 90 days' },
  access: 'calendar.write',
  body: z.strictObject({ title: Title, calendar: CalendarDraft }),
  reply: SimulationItem,
  problems: ['calendar_invalid'],
})

export const simulateLimits = defineRoute({
  method: 'POST',
  path: '/api/limits/simulate',
  tag,
  summary: { zh: '用近 90 天案件试算时限', en: 'Simulate limits on the last 90 days' },
  access: 'calendar.write',
  body: z.strictObject({
    title: Title,
    stages: z.partialRecord(z.enum(stageClocks), LimitShape),
    conditions: z
      .array(ConditionLimit.omit({ kind: true, code: true, condition: true }))
      .max(2000)
      .default([]),
  }),
  reply: SimulationItem,
  problems: ['simulation_input_unsound', 'condition_not_found'],
})

const Signing = {
  simulationId: Id,
  basedOn: z.int().nonnegative(),
  reason: z.string().trim().min(2).max(500),
}

export const publishCalendar = defineRoute({
  method: 'POST',
  path: '/api/calendar/publish',
  tag,
  summary: { zh: '签发试算过的工作日历', en: 'Sign the calendar that was simulated' },
  access: 'calendar.write',
  body: z.strictObject(Signing),
  reply: z.object({ version: z.int() }),
  problems: [
    'simulation_not_found',
    'simulation_not_done',
    'simulation_of_other_subject',
    'calendar_invalid',
    'calendar_changed_meanwhile',
  ],
})

export const publishLimits = defineRoute({
  method: 'POST',
  path: '/api/limits/publish',
  tag,
  summary: { zh: '签发试算过的时限', en: 'Sign the limits that were simulated' },
  access: 'calendar.write',
  body: z.strictObject({
    ...Signing,
    /** When the filing standard with the new limits takes effect; needed where conditions change. */
    from: LocalDate.optional(),
  }),
  reply: z.object({ version: z.int(), standardVersionId: Id.nullable() }),
  problems: [
    'simulation_not_found',
    'simulation_not_done',
    'simulation_of_other_subject',
    'limits_changed_meanwhile',
    'standard_dates_overlap',
    'standard_not_in_force',
  ],
})
