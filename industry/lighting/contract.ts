import { z } from 'zod'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { Calendar } from './calendar.ts'

const tag = '智慧照明'
const Reason = z.string().trim().min(2).max(200)
const Name = z.string().trim().min(1).max(40)

const Switching = z.object({
  switchingId: Id,
  groupId: Id.nullable(),
  isOn: z.boolean(),
  reason: z.string(),
  fromAt: Instant,
  untilAt: Instant,
  askedBy: Id,
  askedName: z.string(),
  askedAt: Instant,
  secondName: z.string().nullable(),
  state: z.enum(['waiting', 'in_force', 'refused', 'ended']),
})
export type Switching = z.output<typeof Switching>

/** A group with tonight by its calendar, and how many of its lamps do as they should. */
export const Group = z.object({
  groupId: Id,
  name: z.string(),
  calendar: Calendar,
  revision: z.int(),
  tonight: z.object({
    sunset: Instant,
    sunrise: Instant,
    on: Instant,
    off: Instant,
    rest: z.object({ from: Instant, to: Instant }).optional(),
  }),
  lamps: z.int(),
  /** Reported as they should be, otherwise than they should be, and not heard of. */
  agree: z.int(),
  differ: z.int(),
  unknown: z.int(),
})
export type Group = z.output<typeof Group>

export const listGroups = defineRoute({
  method: 'GET',
  path: '/api/lighting/groups',
  tag,
  summary: { zh: '灯组：今晚开关灯与应亮实亮', en: 'Groups: tonight, and what burns as it should' },
  access: 'industry.read',
  reply: z.object({ items: z.array(Group), switchings: z.array(Switching) }),
})

export const listLamps = defineRoute({
  method: 'GET',
  path: '/api/lighting/groups/:groupId/lamps',
  tag,
  summary: { zh: '一组灯的应亮与实亮', en: 'The lamps of a group: desired and reported' },
  access: 'industry.read',
  params: z.strictObject({ groupId: Id }),
  reply: z.object({
    items: z.array(
      z.object({
        deviceId: Id,
        name: z.string(),
        isHalf: z.boolean(),
        desired: z.boolean(),
        /** Null where it has not been heard of in time. */
        reported: z.boolean().nullable(),
        reportedAt: Instant.nullable(),
      }),
    ),
  }),
  problems: ['lighting_group_unknown'],
})

export const addGroup = defineRoute({
  method: 'POST',
  path: '/api/lighting/groups',
  tag,
  summary: { zh: '新建灯组', en: 'Make a group' },
  access: 'industry.operate',
  body: z.strictObject({ name: Name, calendar: Calendar }),
  reply: z.object({ groupId: Id }),
  problems: ['lighting_name_taken'],
})

export const changeGroup = defineRoute({
  method: 'POST',
  path: '/api/lighting/groups/:groupId',
  tag,
  summary: { zh: '修改灯组与开关灯日历', en: 'Change a group and its calendar' },
  access: 'industry.operate',
  params: z.strictObject({ groupId: Id }),
  body: z.strictObject({ basedOn: z.int().min(1), name: Name, calendar: Calendar }),
  reply: z.object({ revision: z.int() }),
  problems: ['lighting_group_unknown', 'lighting_group_changed', 'lighting_name_taken'],
})

export const placeLamps = defineRoute({
  method: 'POST',
  path: '/api/lighting/groups/:groupId/lamps',
  tag,
  summary: { zh: '把灯编入灯组', en: 'Put lamps into a group' },
  access: 'industry.operate',
  params: z.strictObject({ groupId: Id }),
  body: z.strictObject({ deviceIds: z.array(Id).min(1).max(500), isHalf: z.boolean().default(false) }),
  reply: z.object({ lamps: z.int() }),
  problems: ['lighting_group_unknown', 'lighting_lamp_unknown'],
})

/** Switches by hand for a while. Whatever would leave no lamp of the district burning waits for a second person. */
export const switchLamps = defineRoute({
  method: 'POST',
  path: '/api/lighting/switchings',
  tag,
  summary: { zh: '手动开关灯；全部关灯须第二人同意', en: 'Switch by hand; darkening all needs a second person' },
  access: 'industry.operate',
  body: z.strictObject({
    /** Null for all groups. */
    groupId: Id.nullable(),
    isOn: z.boolean(),
    reason: Reason,
    untilAt: Instant,
  }),
  reply: z.object({ switchingId: Id, state: z.enum(['waiting', 'in_force']) }),
  problems: ['lighting_group_unknown', 'lighting_until_wrong'],
})

export const decideSwitching = defineRoute({
  method: 'POST',
  path: '/api/lighting/switchings/:stateId/decide',
  tag,
  summary: { zh: '第二人同意或不同意全部关灯', en: 'A second person agrees to darkness, or does not' },
  access: 'industry.operate',
  params: z.strictObject({ stateId: Id }),
  body: z.strictObject({ agrees: z.boolean() }),
  reply: z.object({ state: z.enum(['in_force', 'refused']) }),
  problems: ['lighting_switching_unknown', 'lighting_second_person', 'lighting_switching_over'],
})

export const endSwitching = defineRoute({
  method: 'POST',
  path: '/api/lighting/switchings/:stateId/end',
  tag,
  summary: { zh: '结束手动，恢复按日历', en: 'Back to the calendar' },
  access: 'industry.operate',
  params: z.strictObject({ stateId: Id }),
  body: z.strictObject({}),
  reply: z.object({ state: z.literal('ended') }),
  problems: ['lighting_switching_unknown', 'lighting_switching_over'],
})

export const enterSample = defineRoute({
  method: 'POST',
  path: '/api/lighting/samples',
  tag,
  summary: { zh: '登记夜间亮灯抽检', en: 'Enter a sample of lamps at night' },
  access: 'industry.operate',
  body: z.strictObject({
    street: z.string().trim().min(1).max(60),
    lamps: z.int().min(1).max(5_000),
    lit: z.int().min(0).max(5_000),
    sampledAt: Instant,
  }),
  reply: z.object({ sampleId: Id }),
  problems: ['lighting_sample_wrong'],
})
