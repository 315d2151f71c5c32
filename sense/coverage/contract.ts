import { z } from 'zod'
import { Window } from '#city/calendar/weekly.ts'
import { Day, Words } from '#city/place/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { coverStates } from './judge.ts'

export { Window } from '#city/calendar/weekly.ts'
export { type CoverState, coverStates } from './judge.ts'

const tag = '作业覆盖'
const whole = z.int().min(0)
const Share = z.number().min(0).max(1)
const Metres = z.number().min(0)
const RoadId = z.string().min(1).max(60)
const Position = z.tuple([z.number(), z.number()]).rest(z.number())

/** A plan as somebody writes it: the stretches are cut from the roads it names. */
export const PlanInput = z.strictObject({
  name: Words(60).min(1),
  windows: z.array(Window).min(1).max(10),
  /** How often a day. */
  times: z.int().min(1).max(10),
  /** Whether each side of a road is to be cleaned, told by the way of driving: for two-way streets drawn as one line. */
  sides: z.enum(['one', 'both']).default('one'),
  deviceIds: z.array(Id).min(1).max(100),
  roadIds: z.array(RoadId).min(1).max(60),
  /** What the frequency rests on, with the mark of how well that is known. */
  source: z.strictObject({ text: Words(300).min(1), mark: Words(20).min(1) }),
})
export type PlanInput = z.output<typeof PlanInput>

export const Plan = PlanInput.extend({
  planId: Id,
  revision: whole,
  fromDay: Day,
  changedAt: Instant,
  changedBy: z.string(),
  roadNames: z.array(z.string()),
  segments: whole,
  metres: Metres,
})
export type Plan = z.output<typeof Plan>

export const listPlans = defineRoute({
  method: 'GET',
  path: '/api/clean-plans',
  tag,
  summary: { zh: '清扫作业计划', en: 'Cleaning plans' },
  access: 'track.read',
  reply: z.object({ items: z.array(Plan) }),
})

/** Named roads that a plan may name, the longest first. */
export const listPlanRoads = defineRoute({
  method: 'GET',
  path: '/api/clean-roads',
  tag,
  summary: { zh: '可列入计划的道路', en: 'Roads a plan may name' },
  access: 'track.read',
  query: z.strictObject({ text: Words(40).default('') }),
  reply: z.object({ items: z.array(z.object({ roadId: RoadId, name: z.string(), metres: Metres })) }),
})

export const createPlan = defineRoute({
  method: 'POST',
  path: '/api/clean-plans',
  tag,
  summary: { zh: '新建清扫作业计划', en: 'Make a cleaning plan' },
  access: 'track.write',
  body: PlanInput,
  reply: z.object({ planId: Id }),
  problems: ['plan_road_unknown', 'plan_device_unknown'],
})

/** Changes a plan from today on; the days before stay judged by what was planned then. */
export const amendPlan = defineRoute({
  method: 'POST',
  path: '/api/clean-plans/:planId',
  tag,
  summary: { zh: '修改清扫作业计划，自今日起', en: 'Change a cleaning plan from today on' },
  access: 'track.write',
  params: z.object({ planId: Id }),
  body: PlanInput.extend({ basedOn: z.int().positive() }),
  reply: z.object({ revision: whole }),
  problems: ['plan_not_found', 'plan_changed', 'plan_road_unknown', 'plan_device_unknown'],
})

export const endPlan = defineRoute({
  method: 'POST',
  path: '/api/clean-plans/:planId/end',
  tag,
  summary: { zh: '停止清扫作业计划', en: 'End a cleaning plan' },
  access: 'track.write',
  params: z.object({ planId: Id }),
  body: z.strictObject({ basedOn: z.int().positive(), reason: Words(200).min(2) }),
  reply: z.object({ revision: whole }),
  problems: ['plan_not_found', 'plan_changed'],
})

export const CoverStateName = z.enum(coverStates)

/** How many stretches, and how many metres, of each state. */
const Counts = z.record(CoverStateName, z.object({ segments: whole, metres: Metres }))

/** What a plan came to on a day. `isDue` is false on a day of the week without hours. */
export const PlanDay = z.object({
  planId: Id,
  name: z.string(),
  isDue: z.boolean(),
  times: whole,
  windows: z.array(z.object({ from: Instant, to: Instant })),
  counts: Counts,
  metres: Metres,
  /** Of the length that is due and known: what was cleaned as often as planned. Null where nothing is known. */
  share: Share.nullable(),
})
export type PlanDay = z.output<typeof PlanDay>

/** How the plans of a day were kept. */
export const listCoverage = defineRoute({
  method: 'GET',
  path: '/api/coverage',
  tag,
  summary: { zh: '各计划当日作业覆盖', en: 'How the plans of a day were kept' },
  access: 'track.read',
  query: z.strictObject({ day: Day }),
  reply: z.object({ items: z.array(PlanDay) }),
})

/** A stretch of a plan on a day, with who passed when and who was silent meanwhile. */
export const SegmentDay = z.object({
  number: whole,
  name: z.string(),
  metres: Metres,
  line: z.array(Position),
  state: CoverStateName,
  share: Share,
  once: Share,
  /** Of either side what was cleaned at least once, where the plan asks for both. */
  sides: z.object({ forward: Share, back: Share }).nullable(),
  passes: z.array(
    z.object({
      deviceId: Id,
      device: z.string(),
      from: Instant,
      to: Instant,
      metres: Metres,
      /** By what it was told whether it worked. */
      by: z.enum(['sign', 'speed']),
      isForward: z.boolean().nullable(),
      count: z.enum(['counts', 'outside_hours', 'too_fast', 'not_working']),
    }),
  ),
  silent: z.array(z.object({ deviceId: Id, device: z.string(), from: Instant, to: Instant })),
})
export type SegmentDay = z.output<typeof SegmentDay>

export const getCoverage = defineRoute({
  method: 'GET',
  path: '/api/coverage/:planId',
  tag,
  summary: { zh: '一个计划当日各路段的作业覆盖', en: 'The stretches of a plan on a day' },
  access: 'track.read',
  params: z.object({ planId: Id }),
  query: z.strictObject({ day: Day }),
  reply: PlanDay.extend({
    segments: z.array(SegmentDay),
    rulesRevision: whole,
    sides: z.enum(['one', 'both']),
    /** The vehicles of the plan, each with its sign of work; null where speed alone tells. */
    vehicles: z.array(z.object({ deviceId: Id, device: z.string(), sign: z.string().nullable() })),
  }),
  problems: ['plan_not_found'],
})

/** What a day of a plan may be taken away as. */
export const coverageFiles = ['xlsx', 'csv'] as const

export const downloadCoverage = defineRoute({
  method: 'GET',
  path: '/api/coverage/:planId/files/:file',
  tag,
  summary: { zh: '导出当日作业覆盖', en: 'Take a day of a plan away' },
  access: 'track.read',
  params: z.object({ planId: Id, file: z.enum(coverageFiles) }),
  query: z.strictObject({ day: Day }),
  reply: z.string(),
  rawReply: true,
  problems: ['plan_not_found'],
})
