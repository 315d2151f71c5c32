import { z } from 'zod'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

const tag = '短信'
const access = 'notify.write'

const Setting = {
  enabled: z.boolean(),
  toReporters: z.boolean(),
  perMinute: z.int().min(1).max(6000),
}

const Shown = z.object({ ...Setting, gateway: z.string() })

export const getSmsSetting = defineRoute({
  method: 'GET',
  path: '/api/notify/sms-setting',
  tag,
  summary: { zh: '本区短信开关与限速', en: 'Whether the district sends SMS, and how many a minute' },
  access,
  reply: Shown,
})

export const setSmsSetting = defineRoute({
  method: 'POST',
  path: '/api/notify/sms-setting',
  tag,
  summary: { zh: '设置短信开关与限速', en: 'Switch SMS on or off' },
  access,
  body: z.strictObject(Setting),
  reply: Shown,
})

export const SmsItem = z.object({
  smsId: Id,
  template: z.string(),
  phoneMasked: z.string(),
  segments: z.int(),
  state: z.enum(['queued', 'sent', 'dead']),
  attempts: z.int(),
  lastError: z.string().nullable(),
  madeAt: Instant,
  nextAttemptAt: Instant,
  sentAt: Instant.nullable(),
})
export type SmsItem = z.output<typeof SmsItem>

export const listSms = defineRoute({
  method: 'GET',
  path: '/api/notify/sms',
  tag,
  summary: { zh: '短信发送记录，号码脱敏', en: 'The SMS log, numbers masked' },
  access,
  query: z.strictObject({
    state: z.enum(['queued', 'sent', 'dead']).optional(),
    cursor: z
      .string()
      .regex(/^[0-9: .+-]{10,40}\|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ items: z.array(SmsItem), next: z.string().nullable() }),
})

export const retrySms = defineRoute({
  method: 'POST',
  path: '/api/notify/sms/retry',
  tag,
  summary: { zh: '重发未送达的短信', en: 'Try dead messages again' },
  access,
  body: z.strictObject({ smsIds: z.array(Id).min(1).max(200) }),
  reply: z.object({ count: z.int() }),
})
