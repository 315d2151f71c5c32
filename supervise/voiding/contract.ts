import { z } from 'zod'
import { defineStep, FileIds, Note, Reason, Seen } from '#city/case/contract.ts'

export const askVoid = defineStep({
  action: 'ask-void',
  access: 'case.void.ask',
  summary: { zh: '申请作废', en: 'Ask for voiding' },
  body: z.strictObject({ reason: Reason, files: FileIds, ...Seen }),
  problems: ['already_asked', 'files_needed'],
})

export const endorseVoid = defineStep({
  action: 'endorse-void',
  access: 'case.endorse',
  summary: { zh: '初审作废申请', en: 'First approval of voiding' },
  body: z.strictObject({ approve: z.boolean(), note: Note, ...Seen }),
  problems: ['nothing_to_endorse', 'nothing_asked', 'same_approver'],
})

export const decideVoid = defineStep({
  action: 'decide-void',
  access: 'case.void',
  summary: { zh: '审批作废申请', en: 'Decide on voiding' },
  body: z.strictObject({ approve: z.boolean(), reason: Reason, ...Seen }),
  problems: ['nothing_asked', 'endorse_first', 'same_approver'],
})
