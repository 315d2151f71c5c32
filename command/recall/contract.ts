import { z } from 'zod'
import { defineStep, Reason, Seen } from '#city/case/contract.ts'

export const recallCase = defineStep({
  action: 'recall',
  access: 'case.recall',
  summary: {
    zh: '撤派：撤回派遣，在审的申请、协办与承包链接一并取消',
    en: 'Recall a dispatch; pending requests, helpers and contractor links end with it',
  },
  body: z.strictObject({ reason: Reason, ...Seen }),
})
