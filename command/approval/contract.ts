import { z } from 'zod'
import { defineStep, Note, Seen } from '#city/case/contract.ts'

/** The first of two approvals, or its refusal, of what a unit asked for. */
export const endorseRequest = defineStep({
  action: 'endorse',
  access: 'case.endorse',
  summary: { zh: '初审延期或挂账申请', en: 'First approval of an extension or a suspension' },
  body: z.strictObject({
    what: z.enum(['extension', 'suspension']),
    approve: z.boolean(),
    note: Note,
    ...Seen,
  }),
  problems: ['nothing_to_endorse', 'nothing_asked', 'same_approver'],
})
