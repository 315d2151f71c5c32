import { z } from 'zod'
import { CaseParams } from '#city/case/contract.ts'
import { PointReply } from '#city/place/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { Severity } from '../rule/severity.ts'
import { AlarmTelling } from '../telling/contract.ts'

export { type Severity, severities, severityNames } from '../rule/severity.ts'
export { inUnit } from '../rule/units.ts'

const tag = '设备报警'
const whole = z.int().min(0)
const Words = (most: number) => z.string().trim().min(1).max(most)
const AlarmParams = z.strictObject({ episodeId: Id })

export const FilingName = z.enum(['none', 'due', 'asks', 'filed', 'joined', 'healed', 'dismissed', 'member', 'failed'])
export const UpstreamName = z.enum(['device', 'component', 'gateway', 'street'])
export const EntryName = z.enum([
  ...(['raised', 'again', 'cleared', 'acknowledged', 'assigned', 'noted', 'gathered'] as const),
  ...(['filed', 'joined', 'dismissed', 'healed', 'failed', 'judged', 'mended'] as const),
])

const Evidence = z.object({
  kind: z.enum(['value', 'fix', 'clock']),
  metric: z.string().optional(),
  unit: z.string().optional(),
  value: z.number().optional(),
  speed: z.number().optional(),
  lon: z.number().optional(),
  lat: z.number().optional(),
  heardAt: z.number().nullable().optional(),
})

export const Alarm = z.object({
  episodeId: Id,
  number: z.string(),
  revision: z.int(),
  ruleId: Id,
  ruleCode: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  severity: Severity,
  deviceId: Id.nullable(),
  deviceName: z.string().nullable(),
  deviceKind: z.string().nullable(),
  /** What many devices have in common whose alarms are this one. */
  upstream: UpstreamName.nullable(),
  upstreamName: z.string().nullable(),
  members: whole,
  raisedAt: Instant,
  lastRaisedAt: Instant,
  clearedAt: Instant.nullable(),
  repeats: z.int(),
  flaps: z.boolean(),
  isLate: z.boolean(),
  acknowledgedAt: Instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  assignedTo: Id.nullable(),
  assignedName: z.string().nullable(),
  evidence: Evidence,
  point: PointReply.nullable(),
  streetName: z.string().nullable(),
  componentCode: z.string().nullable(),
  filing: FilingName,
  fileAt: Instant.nullable(),
  caseId: Id.nullable(),
  caseNumber: z.string().nullable(),
  verdict: z.boolean().nullable(),
})
export type Alarm = z.output<typeof Alarm>

export const AlarmDetail = Alarm.extend({
  ruleVersion: z.int(),
  /** The metric whose curve tells most, and its limit. */
  metric: z.string().nullable(),
  limit: z.number().nullable(),
  limitUnit: z.string(),
  source: z.object({ text: z.string(), mark: z.string() }),
  confirmedBy: z.enum(['intake', 'duty_chief', 'dispatcher']).nullable(),
  partOf: z.object({ episodeId: Id, number: z.string() }).nullable(),
  /** Who was told and who has read it; null where nobody is to be. */
  telling: AlarmTelling.nullable(),
  parts: z.array(Alarm),
  entries: z.array(
    z.object({
      seq: z.int(),
      kind: EntryName,
      at: Instant,
      byName: z.string(),
      body: z.record(z.string(), z.unknown()),
    }),
  ),
})
export type AlarmDetail = z.output<typeof AlarmDetail>

const severityList = z
  .string()
  .max(60)
  .transform((text) => text.split(',').filter(Boolean))
  .pipe(z.array(Severity))

export const AlarmState = z.enum(['standing', 'cleared', 'all'])

/** Alarms, the latest first; those that are part of another are shown with it. */
export const listAlarms = defineRoute({
  method: 'GET',
  path: '/api/alarms',
  tag,
  summary: { zh: '设备报警列表', en: 'Alarms of devices' },
  access: 'alarm.read',
  query: z.strictObject({
    state: AlarmState.default('standing'),
    seen: z.enum(['yes', 'no']).optional(),
    severity: severityList.optional(),
    asks: z.stringbool().optional(),
    rule: Id.optional(),
    device: Id.optional(),
    text: Words(60).optional(),
    cursor: z
      .string()
      .regex(/^[0-9TZ:.-]{20,30}_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ items: z.array(Alarm), next: z.string().nullable() }),
})

export const AlarmCounts = z.object({
  standing: whole,
  unseen: whole,
  asks: whole,
  severities: z.object({ notice: whole, minor: whole, major: whole, critical: whole }),
  today: whole,
})

export const countAlarms = defineRoute({
  method: 'GET',
  path: '/api/alarm-counts',
  tag,
  summary: { zh: '设备报警计数', en: 'How many alarms stand' },
  access: 'alarm.read',
  reply: AlarmCounts,
})

export const getAlarm = defineRoute({
  method: 'GET',
  path: '/api/alarms/:episodeId',
  tag,
  summary: { zh: '一条报警：经过、成员与案件', en: 'An alarm: history, members, case' },
  access: 'alarm.read',
  params: AlarmParams,
  reply: AlarmDetail,
  problems: ['alarm_not_found'],
})

/** Alarms of a case, for its page; whoever may see the case may know them. */
export const listCaseAlarms = defineRoute({
  method: 'GET',
  path: '/api/cases/:id/alarms',
  tag,
  summary: { zh: '案件的来源报警', en: 'The alarms a case came from' },
  access: 'case.read',
  params: CaseParams,
  reply: z.object({ items: z.array(Alarm) }),
  problems: ['case_not_found'],
})

/** Says that somebody has seen them. `rehearse` only says what would happen. */
export const acknowledgeAlarms = defineRoute({
  method: 'POST',
  path: '/api/alarms/acknowledge',
  tag,
  summary: { zh: '确认知晓报警（可批量、可预演）', en: 'Acknowledge alarms' },
  access: 'alarm.write',
  body: z.strictObject({
    episodeIds: z.array(Id).min(1).max(200),
    note: z.string().trim().max(500).default(''),
    rehearse: z.boolean().default(false),
  }),
  reply: z.object({
    done: z.array(z.object({ episodeId: Id, number: z.string() })),
    skipped: z.array(z.object({ episodeId: Id, number: z.string().nullable(), why: z.enum(['seen', 'unknown']) })),
  }),
})

const Seen = { seen: z.int().positive().optional() }

export const noteAlarm = defineRoute({
  method: 'POST',
  path: '/api/alarms/:episodeId/note',
  tag,
  summary: { zh: '报警备注', en: 'Add a note to an alarm' },
  access: 'alarm.write',
  params: AlarmParams,
  body: z.strictObject({ text: Words(1000) }),
  reply: AlarmDetail,
  problems: ['alarm_not_found'],
})

export const assignAlarm = defineRoute({
  method: 'POST',
  path: '/api/alarms/:episodeId/assign',
  tag,
  summary: { zh: '指定由谁跟进报警', en: 'Say who follows an alarm up' },
  access: 'alarm.write',
  params: AlarmParams,
  body: z.strictObject({ personId: Id.nullable(), ...Seen }),
  reply: AlarmDetail,
  problems: ['alarm_not_found', 'alarm_moved_on', 'alarm_person_unknown'],
})

/** Makes a case of it on a person's word, by the policy of its rule. */
export const fileAlarm = defineRoute({
  method: 'POST',
  path: '/api/alarms/:episodeId/file',
  tag,
  summary: { zh: '将报警转为案件', en: 'Make a case of an alarm' },
  access: 'alarm.file',
  params: AlarmParams,
  body: z.strictObject({ ...Seen }),
  reply: AlarmDetail,
  problems: [
    'alarm_not_found',
    'alarm_moved_on',
    'alarm_no_policy',
    'alarm_filed_already',
    'alarm_part_of_other',
    'alarm_other_post',
  ],
})

/** Says that no case is needed, and whether the alarm was false. */
export const dismissAlarm = defineRoute({
  method: 'POST',
  path: '/api/alarms/:episodeId/dismiss',
  tag,
  summary: { zh: '不立案，并说明是否误报', en: 'No case, and whether the alarm was false' },
  access: 'alarm.file',
  params: AlarmParams,
  body: z.strictObject({ isFalse: z.boolean(), reason: z.string().trim().min(2).max(500), ...Seen }),
  reply: AlarmDetail,
  problems: ['alarm_not_found', 'alarm_moved_on', 'alarm_filed_already'],
})

/** Whom an alarm may be given to: people whose posts may follow it up. */
export const listAlarmPeople = defineRoute({
  method: 'GET',
  path: '/api/alarm-people',
  tag,
  summary: { zh: '可跟进报警的人员', en: 'Who may follow an alarm up' },
  access: 'alarm.write',
  reply: z.object({ items: z.array(z.object({ personId: Id, name: z.string(), posts: z.array(z.string()) })) }),
})
