import { z } from 'zod'
import { CaseParams, defineStep, Note, Seen } from '#city/case/contract.ts'
import { declinable, declineReasonNames } from '#city/case/decline.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

export const ReasonName = z.enum(declineReasonNames)

export const declineTask = defineStep({
  action: 'decline',
  access: 'task.decline',
  summary: { zh: '退回核实核查任务，另派他人', en: 'Hand a task back; somebody else is sent' },
  body: z.strictObject({ reason: ReasonName, note: Note, ...Seen }),
  problems: ['not_your_task', 'decline_closed', 'decline_reason_closed', 'decline_used_up', 'decline_note_needed'],
})

/** What a collector may still hand back. */
export const DeclineAllowance = z.object({
  reasons: z.array(ReasonName),
  perWeek: z.int(),
  /** Of the last seven days, without those for reasons that are not limited. */
  used: z.int(),
})
export type DeclineAllowance = z.output<typeof DeclineAllowance>

export const getDeclineAllowance = defineRoute({
  method: 'GET',
  path: '/api/cases/:id/decline',
  tag: '核实核查',
  summary: {
    zh: '退回本案任务可用的理由与余下次数',
    en: 'Reasons for which the task may be handed back, and how often',
  },
  access: 'task.decline',
  params: CaseParams,
  reply: DeclineAllowance,
  problems: ['case_not_found'],
})

const days = {
  /** Both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
}

export const listDeclines = defineRoute({
  method: 'GET',
  path: '/api/task-declines',
  tag: '核实核查',
  summary: { zh: '退回的任务，最近的在前', en: 'Tasks handed back, the latest first' },
  access: 'decline.read',
  query: z.strictObject({
    ...days,
    collector: Id.optional(),
    task: z.enum(declinable).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({
    items: z.array(
      z.object({
        declineId: Id,
        task: z.enum(declinable),
        caseId: Id,
        number: z.string(),
        categoryName: z.string().nullable(),
        placeText: z.string(),
        collectorId: Id,
        collectorName: z.string(),
        reason: ReasonName,
        note: z.string(),
        replaced: z.boolean(),
        /** Nobody has taken the task over so far. */
        isWaiting: z.boolean(),
        at: Instant,
      }),
    ),
    next: z.string().nullable(),
  }),
})
export type DeclineItem = z.output<typeof listDeclines.reply>['items'][number]

export const countDeclines = defineRoute({
  method: 'GET',
  path: '/api/task-declines/counts',
  tag: '核实核查',
  summary: { zh: '按采集员统计退回的任务与理由', en: 'Tasks handed back by collector and reason' },
  access: 'decline.read',
  query: z.strictObject(days),
  reply: z.object({
    perWeek: z.int(),
    collectors: z.array(
      z.object({
        collectorId: Id,
        name: z.string(),
        total: z.int(),
        /** Counted against the limit in the last seven days. */
        inWeek: z.int(),
        reasons: z.array(z.object({ reason: ReasonName, count: z.int() })),
      }),
    ),
  }),
})
