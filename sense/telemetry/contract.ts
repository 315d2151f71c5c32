import { z } from 'zod'
import { Words } from '#city/place/contract.ts'
import { defineRoute } from '#kernel/http/contract.ts'
import { fixedClasses, leastDays, mostDays } from './retention.ts'

export { fixedClasses } from './retention.ts'

const tag = '设备'
const Days = z.int().min(leastDays).max(mostDays)
const AskedDays = z.coerce.number().int().min(leastDays).max(mostDays)
const ClassName = z.string().regex(/^[a-z][a-z-]{0,39}$/)
const Metrics = z.array(z.string().regex(/^[\w:.-]{1,60}$/)).max(200)
const whole = z.int().min(0)

/** How long a class of values is kept: as it came, by the minute, by the hour; days are kept for good. */
export const RetentionClass = z.object({
  class: z.string(),
  metrics: z.array(z.string()),
  rawDays: z.int(),
  minuteDays: z.int(),
  hourDays: z.int(),
  /** Whether the district has decided it, or the usual holds. */
  isOwn: z.boolean(),
})
export type RetentionClass = z.output<typeof RetentionClass>

export const getRetention = defineRoute({
  method: 'GET',
  path: '/api/device-retention',
  tag,
  summary: { zh: '数据留存期', en: 'How long values are kept' },
  access: 'device.read',
  reply: z.object({ items: z.array(RetentionClass) }),
})

const Going = z.object({ rows: whole, oldest: z.string().nullable() })

/** What would go with the next night if a class were kept for so long. Nothing is changed. */
export const previewRetention = defineRoute({
  method: 'GET',
  path: '/api/device-retention/preview',
  tag,
  summary: { zh: '试算会清除多少数据', en: 'What a retention would drop' },
  access: 'device.retain',
  query: z.strictObject({
    class: ClassName,
    metrics: z.string().max(4_000).default(''),
    rawDays: AskedDays,
    minuteDays: AskedDays,
    hourDays: AskedDays,
  }),
  reply: z.object({ raw: Going, minutes: Going, hours: Going }),
  problems: ['retention_class_unknown'],
})
export type Dropping = z.output<typeof previewRetention.reply>

/** Decides how long a class is kept. What is older goes with the next night and does not come back. */
export const setRetention = defineRoute({
  method: 'POST',
  path: '/api/device-retention',
  tag,
  summary: { zh: '设置数据留存期', en: 'Decide how long values are kept' },
  access: 'device.retain',
  body: z.strictObject({
    class: ClassName,
    metrics: Metrics.default([]),
    rawDays: Days,
    minuteDays: Days,
    hourDays: Days,
    reason: Words(200).min(2),
  }),
  reply: z.object({ class: z.string() }),
  problems: ['retention_class_unknown', 'retention_order'],
})

/** Whether metrics may be said of a class: values of the usual class are all others. */
export const hasMetrics = (name: string): boolean => !fixedClasses.some((one) => one === name)
