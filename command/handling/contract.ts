import { z } from 'zod'
import { LimitShape } from '#city/calendar/contract.ts'
import { defineStep, FileIds, Note, Reason, Seen } from '#city/case/contract.ts'

export const acceptCase = defineStep({
  action: 'accept',
  access: 'case.accept',
  summary: { zh: '签收', en: 'Accept' },
  body: z.strictObject({ note: Note, ...Seen }),
})

export const handleCase = defineStep({
  action: 'handle',
  access: 'case.handle',
  summary: { zh: '反馈处置，附前后照片', en: 'Report the handling with photos' },
  body: z.strictObject({ note: z.string().trim().min(2).max(2000), before: FileIds, after: FileIds, ...Seen }),
  problems: ['after_photo_needed', 'not_your_unit', 'co_units_open'],
})

export const coHandleCase = defineStep({
  action: 'co-handle',
  access: 'case.cohandle',
  summary: { zh: '协办单位反馈本单位的处置，附前后照片', en: 'A helping unit reports its part with photos' },
  body: z.strictObject({ note: z.string().trim().min(2).max(2000), before: FileIds, after: FileIds, ...Seen }),
  problems: ['after_photo_needed', 'not_co_unit'],
})

export const returnCase = defineStep({
  action: 'return',
  access: 'case.return',
  summary: { zh: '回退：非本单位职责', en: 'Return: not this unit’s duty' },
  body: z.strictObject({ reason: Reason, ...Seen }),
  problems: ['not_your_unit'],
})

export const askExtension = defineStep({
  action: 'ask-extension',
  access: 'case.extend.ask',
  summary: { zh: '申请延期；不填时限则按原时限再加一次', en: 'Ask for an extension; by default the limit once more' },
  body: z.strictObject({ reason: Reason, limit: LimitShape.optional(), files: FileIds, ...Seen }),
  problems: ['extension_limit_needed', 'extension_too_late', 'extension_used_up', 'already_asked'],
})

export const askSuspension = defineStep({
  action: 'ask-suspension',
  access: 'case.suspend.ask',
  summary: { zh: '申请挂账', en: 'Ask for a suspension' },
  body: z.strictObject({ reason: Reason, until: z.iso.date(), files: FileIds, ...Seen }),
  problems: ['suspension_too_long', 'suspension_used_up', 'already_asked'],
})

export const appealCase = defineStep({
  action: 'appeal',
  access: 'case.appeal',
  summary: { zh: '就超时申诉', en: 'Appeal against lateness' },
  body: z.strictObject({ reason: Reason, files: FileIds, ...Seen }),
  problems: ['appeal_used_up', 'appeal_not_late'],
})
