import { z } from 'zod'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { Addressee, TellingPlan } from './plan.ts'

export {
  Addressee,
  type AnyLevel,
  addressees,
  levelFor,
  postOf,
  type QuietLevel,
  type RuleTelling,
  roundsOf,
  type Step,
  stepFault,
  TellingPlan,
  usualPlan,
} from './plan.ts'
export { kindOf, type Listed, peopleOf } from './roster.ts'
export { timetable, todayAt } from './timing.ts'

const tag = '报警规则'

/** Whom a round told: as what, and whether they have read it. `none`: no notice, as they do not want such ones. */
export const ToldPerson = z.object({
  personId: Id,
  name: z.string(),
  as: Addressee,
  standsIn: z.boolean(),
  state: z.enum(['read', 'unread', 'none']),
  readAt: Instant.nullable(),
})

/** Who was told of an alarm and when, what comes next, and why nothing does. */
export const AlarmTelling = z.object({
  source: z.enum(['rule', 'district', 'usual']),
  told: z.array(
    z.object({
      step: z.int(),
      nth: z.int(),
      at: Instant,
      sms: z.boolean(),
      people: z.array(ToldPerson),
    }),
  ),
  next: z.object({ step: z.int(), nth: z.int(), at: Instant, to: z.array(Addressee), sms: z.boolean() }).nullable(),
  ended: z.enum(['seen', 'cleared', 'part', 'done']).nullable(),
})
export type AlarmTelling = z.output<typeof AlarmTelling>

const Version = z.object({
  version: z.int(),
  plan: TellingPlan,
  byName: z.string(),
  at: Instant,
  reason: z.string(),
})

export const getTellingPlan = defineRoute({
  method: 'GET',
  path: '/api/alarm-telling',
  tag,
  summary: { zh: '本区报警告知办法及历次修改', en: 'Who is told of alarms in the district, and every change of it' },
  access: 'alarm.rule.read',
  reply: z.object({
    /** 0 while the district has decided nothing and the usual plan applies. */
    version: z.int(),
    plan: TellingPlan,
    timeZone: z.string(),
    versions: z.array(Version),
  }),
})

/** Publishes who is told; alarms that stand already keep the steps they began with. */
export const publishTellingPlan = defineRoute({
  method: 'POST',
  path: '/api/alarm-telling',
  tag,
  summary: { zh: '发布报警告知办法', en: 'Publish who is told of alarms' },
  access: 'alarm.rule.sign',
  body: z.strictObject({
    plan: TellingPlan,
    reason: z.string().trim().min(2).max(500),
    /** The version the change was made on. */
    basedOn: z.int().min(0),
  }),
  reply: z.object({ version: z.int() }),
  problems: ['telling_order', 'telling_moved_on', 'telling_unchanged'],
})

const addresseeList = z
  .string()
  .max(800)
  .transform((text) => text.split(',').filter(Boolean))
  .pipe(z.array(Addressee).min(1).max(40))

/** Whom addressees mean at an instant, past or to come as far as the rota goes; the owner is that of a device. */
export const getTellingRoster = defineRoute({
  method: 'GET',
  path: '/api/alarm-telling/roster',
  tag,
  summary: { zh: '某时刻告知对象是哪些人', en: 'Who would be told at an instant' },
  access: 'alarm.rule.read',
  query: z.strictObject({ to: addresseeList, at: Instant, device: Id.optional() }),
  reply: z.object({
    owner: z.string().nullable(),
    items: z.array(
      z.object({
        personId: Id,
        name: z.string(),
        unitName: z.string().nullable(),
        posts: z.array(z.string()),
        isOnShift: z.boolean(),
        isOwner: z.boolean(),
        muted: z.array(z.enum(['emergency', 'task'])),
        hasPhone: z.boolean(),
      }),
    ),
  }),
})
