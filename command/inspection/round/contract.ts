import { z } from 'zod'
import { WirePoint } from '#city/case/contract.ts'
import { ComponentCode } from '#city/component/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { DueItem, Kind, PlanItem, tag } from '../contract.ts'

/** What somebody takes at once, at most: a day's walk. */
export const mostInRound = 100

export const Round = z.object({
  roundId: Id,
  planId: Id,
  planName: z.string(),
  claimedAt: Instant,
  untilAt: Instant,
  total: z.int(),
  done: z.int(),
  /** What is left, the nearest to where the last one was first. */
  items: z.array(DueItem),
})
export type Round = z.output<typeof Round>

export const myRounds = defineRoute({
  method: 'GET',
  path: '/api/inspection-rounds',
  tag,
  summary: { zh: '我的巡检任务，和还可以领的', en: 'My rounds, and what may be taken' },
  access: 'inspection.do',
  reply: z.object({
    rounds: z.array(Round),
    /** Plans that have something due for whoever asks. */
    plans: z.array(PlanItem),
  }),
})

export const claimRound = defineRoute({
  method: 'POST',
  path: '/api/inspection-rounds',
  tag,
  summary: { zh: '领一批到期的巡检，从最近的起', en: 'Take some that are due upon oneself, the nearest first' },
  access: 'inspection.do',
  body: z.strictObject({
    planId: Id,
    count: z.int().min(1).max(mostInRound).default(20),
    /** Where somebody stands; without it the first by code begins. */
    point: WirePoint.nullish(),
  }),
  reply: z.object({ roundId: Id, count: z.int() }),
  problems: ['inspection_plan_unknown', 'inspection_plan_off', 'inspection_none_due'],
})

export const giveBackRound = defineRoute({
  method: 'POST',
  path: '/api/inspection-rounds/:roundId/give-back',
  tag,
  summary: { zh: '退回没有巡完的', en: 'Give back what is left of a round' },
  access: 'inspection.do',
  params: z.strictObject({ roundId: Id }),
  body: z.strictObject({}),
  reply: z.object({ left: z.int() }),
  problems: ['inspection_round_unknown', 'inspection_round_over'],
})

const PointAnswer = z.strictObject({
  result: z.enum(['ok', 'fault', 'could_not']),
  words: z.string().trim().max(300).default(''),
})

export const inspectOne = defineRoute({
  method: 'POST',
  path: '/api/inspections',
  tag,
  summary: {
    zh: '登记一次巡检：逐项答复；有问题的转为案件或工单',
    en: 'Enter an inspection point by point; a fault becomes a case or a work order',
  },
  access: 'inspection.do',
  body: z.strictObject({
    planId: Id,
    code: ComponentCode,
    /** One answer for each point of the checklist, in its order. */
    points: z.array(PointAnswer).min(1).max(40),
    words: z.string().trim().max(500).default(''),
    files: z.array(Id).max(12).default([]),
    point: WirePoint.nullish(),
    accuracyMetres: z.number().min(0).max(100_000).nullish(),
    fixAt: Instant.nullish(),
    /** What becomes of a fault; nothing where it was put right on the spot. */
    becomes: z.enum(['case', 'order', 'mended']).default('case'),
  }),
  reply: z.object({
    inspectionId: Id,
    outcome: z.enum(['ok', 'fault', 'could_not']),
    caseNumber: z.string().nullable(),
    orderNumber: z.string().nullable(),
  }),
  problems: [
    'inspection_plan_unknown',
    'inspection_plan_off',
    'inspection_not_asked',
    'inspection_points',
    'inspection_words',
    'inspection_photo',
    'inspection_kind_unknown',
    'component_not_found',
    'order_job_unknown',
    'unknown_file',
  ],
})

/** What plans ask for one component, as whoever stands before it may answer. */
export const inspectionsAt = defineRoute({
  method: 'GET',
  path: '/api/inspections/at/:code',
  tag,
  summary: { zh: '一个部件要做的巡检', en: 'The inspections that one component asks for' },
  access: 'inspection.do',
  params: z.strictObject({ code: ComponentCode }),
  reply: z.object({
    name: z.string(),
    address: z.string().nullable(),
    ownerName: z.string().nullable(),
    asked: z.array(z.object({ planId: Id, planName: z.string(), kind: Kind, item: DueItem, mayOrder: z.boolean() })),
  }),
  problems: ['component_not_found'],
})
