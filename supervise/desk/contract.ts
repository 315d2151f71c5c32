import { z } from 'zod'
import { LimitShape } from '#city/calendar/contract.ts'
import { CaseParams, defineStep, FileIds, Note, Reason, Seen, WirePoint } from '#city/case/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

/** Where the device was, how far off it may be, and when it knew. */
const fix = {
  point: WirePoint.nullish(),
  accuracyMetres: z.number().min(0).max(1_000_000).nullish(),
  fixAt: Instant.nullish(),
}

export const askConfirm = defineStep({
  action: 'ask-confirm',
  access: 'case.confirm.ask',
  summary: { zh: '派采集员核实', en: 'Send a collector to confirm' },
  body: z.strictObject({ collectorId: Id, note: Note, ...Seen }),
  problems: ['unknown_collector'],
})

export const answerConfirm = defineStep({
  action: 'answer-confirm',
  access: 'task.answer',
  summary: { zh: '回复核实', en: 'Answer a confirmation' },
  body: z.strictObject({ found: z.boolean(), note: Note, ...fix, files: FileIds, ...Seen }),
  problems: ['not_your_task'],
})

export const fileCase = defineStep({
  action: 'file',
  access: 'case.file',
  summary: { zh: '立案：选定小类、立案条件与时限', en: 'File under a condition with its limit' },
  body: z.strictObject({
    conditionId: Id,
    areaClass: z.string().max(20).default('*'),
    /** What the case is about, where that is the matter of the condition's component. */
    category: z
      .strictObject({ kind: z.enum(['component', 'matter']), code: z.string().regex(/^[0-9]{4,5}$/) })
      .optional(),
    note: Note,
    ...Seen,
  }),
  problems: [
    'confirm_first',
    'not_confirmed',
    'place_needed',
    'condition_not_found',
    'condition_of_other_category',
    'limit_for_area_missing',
  ],
})

export const refuseCase = defineStep({
  action: 'refuse',
  access: 'case.refuse',
  summary: { zh: '不予受理', en: 'Refuse' },
  body: z.strictObject({ reason: Reason, basis: z.string().trim().max(300).default(''), ...Seen }),
})

/** Takes a refusal back while the reporter has not been told: by whoever refused, within seconds, with nothing in between. */
export const undoRefusal = defineStep({
  action: 'undo-refusal',
  access: 'case.refuse',
  summary: { zh: '撤销刚才的不予受理', en: 'Undo a refusal just made' },
  body: z.strictObject({ reason: Reason, ...Seen }),
  problems: ['refusal_not_yours', 'refusal_told'],
})

export const askVerify = defineStep({
  action: 'ask-verify',
  access: 'case.verify.ask',
  summary: { zh: '抽取采集员核查', en: 'Draw a collector to verify' },
  body: z.strictObject({
    /** Names somebody instead of drawing; the duty chief's alone. */
    collectorId: Id.optional(),
    /** Why somebody is named, or why another is drawn. */
    reason: Reason.optional(),
    note: Note,
    ...Seen,
  }),
  problems: [
    'unknown_collector',
    'nobody_to_draw',
    'redraw_reason_needed',
    'naming_reason_needed',
    'named_of_unit',
    'named_declined',
  ],
})

export const answerVerify = defineStep({
  action: 'answer-verify',
  access: 'task.answer',
  summary: { zh: '回复核查', en: 'Answer a verification' },
  body: z.strictObject({ passed: z.boolean(), note: Note, ...fix, files: FileIds, ...Seen }),
  problems: ['not_your_task'],
})

export const reworkCase = defineStep({
  action: 'rework',
  access: 'case.rework',
  summary: { zh: '退回返工', en: 'Back for rework' },
  body: z.strictObject({ reason: Reason, ...Seen }),
})

export const closeCase = defineStep({
  action: 'close',
  access: 'case.close',
  summary: { zh: '结案', en: 'Close' },
  body: z.strictObject({
    outcome: z.enum(['solved', 'not_ours', 'no_basis', 'deferred']).default('solved'),
    note: Note,
    ...Seen,
  }),
  problems: ['verified_away'],
})

export const voidCase = defineStep({
  action: 'void',
  access: 'case.void',
  summary: { zh: '作废', en: 'Void' },
  body: z.strictObject({ reason: Reason, ...Seen }),
})

export const forceCloseCase = defineStep({
  action: 'force-close',
  access: 'case.forceClose',
  summary: { zh: '强制结案', en: 'Close by force' },
  body: z.strictObject({ reason: Reason, ...Seen }),
})

export const urgeCase = defineStep({
  action: 'urge',
  access: 'case.urge',
  summary: { zh: '督办', en: 'Urge' },
  body: z.strictObject({
    type: z.enum(['overdue', 'leader', 'important']),
    text: Reason,
    /** Until when an answer is owed; the district's usual limit unless given. */
    limit: LimitShape.optional(),
    ...Seen,
  }),
})

export const decideAppeal = defineStep({
  action: 'decide-appeal',
  access: 'case.appeal.decide',
  summary: { zh: '裁定申诉', en: 'Decide on an appeal' },
  body: z.strictObject({ upheld: z.boolean(), reason: Reason, ...Seen }),
})

export const reopenCase = defineStep({
  action: 'reopen',
  access: 'case.reopen',
  summary: { zh: '撤销结案', en: 'Undo a closing' },
  body: z.strictObject({ reason: Reason, ...Seen }),
})

export const decideVeto = defineStep({
  action: 'decide-veto',
  access: 'case.veto.decide',
  summary: { zh: '裁定未解决异议', en: 'Decide whether it is solved' },
  body: z.strictObject({ upheld: z.boolean(), reason: Reason, ...Seen }),
  problems: ['nothing_asked'],
})

/** Collectors who could take the task, the one of the beat first. */
export const proposeCollectors = defineRoute({
  method: 'GET',
  path: '/api/cases/:id/collectors',
  tag: '核实核查',
  summary: { zh: '可派的采集员，责任网格的在前', en: 'Collectors to send, that of the beat first' },
  access: 'case.confirm.ask',
  params: CaseParams,
  reply: z.object({
    items: z.array(
      z.object({
        personId: Id,
        name: z.string(),
        openTasks: z.int(),
        /** Handed this confirmation back before. */
        hasDeclined: z.boolean(),
        reason: z.object({ zh: z.string(), en: z.string() }),
      }),
    ),
  }),
})
