import { z } from 'zod'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { RuleBody, RuleCode } from './rule.ts'

export type { Condition } from './condition.ts'
export { metricsOf, partsOf } from './condition.ts'
export { RuleBody, type RuleBodyInput } from './rule.ts'
export { type Severity, severities, severityNames } from './severity.ts'

const tag = '报警规则'
const whole = z.int().min(0)
const RuleParams = z.strictObject({ ruleId: Id })
const Reason = z.string().trim().min(2).max(500)

const Version = z.object({
  version: z.int(),
  body: RuleBody,
  bodyHash: z.string(),
  draftedAt: Instant,
  draftedBy: z.string(),
  signedAt: Instant.nullable(),
  signedBy: z.string().nullable(),
  endedAt: Instant.nullable(),
  endReason: z.string().nullable(),
})
export type Version = z.output<typeof Version>

/** How often alarms of a rule were true, by the cases they became and by what people said, with bounds (Wilson, 95 %). */
export const Precision = z.object({
  right: whole,
  wrong: whole,
  share: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})

export const RuleItem = z.object({
  ruleId: Id,
  code: z.string(),
  inForce: Version.nullable(),
  draft: Version.nullable(),
  lastEnded: Version.nullable(),
  standing: whole,
  /** In the last thirty days. */
  raised: whole,
  cases: whole,
  precision: Precision,
})
export type RuleItem = z.output<typeof RuleItem>

const Found = z.object({
  deviceId: Id,
  device: z.string(),
  from: Instant,
  to: Instant.nullable(),
  times: z.int(),
  value: z.number().nullable(),
  by: z.enum(['draft', 'force', 'both']),
})

export const DryRunItem = z.object({
  runId: Id,
  ruleId: Id,
  bodyHash: z.string(),
  from: Instant,
  to: Instant,
  state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
  done: whole,
  total: whole,
  failure: z.string().nullable(),
  askedAt: Instant,
  askedBy: z.string(),
  finishedAt: Instant.nullable(),
  result: z
    .object({
      devices: whole,
      values: whole,
      days: z.array(z.object({ day: z.string(), draft: whole, force: whole })),
      draft: whole,
      force: whole,
      items: z.array(Found),
      isCut: z.boolean(),
    })
    .nullable(),
})
export type DryRunItem = z.output<typeof DryRunItem>

/** What a dry run takes for granted; said with every result. */
export const dryRunAssumption = {
  zh: '按设备自身时间重放所留数据，离线按所留报文间隔推算；未计入多台设备合并为一条的情况。',
  en: 'Values are replayed by the device’s own time, silence by the gaps between kept frames; alarms of many devices are not joined.',
} as const

export const listAlarmRules = defineRoute({
  method: 'GET',
  path: '/api/alarm-rules',
  tag,
  summary: { zh: '报警规则及其近况', en: 'Alarm rules and what they did' },
  access: 'alarm.rule.read',
  reply: z.object({ items: z.array(RuleItem) }),
})

export const getAlarmRule = defineRoute({
  method: 'GET',
  path: '/api/alarm-rules/:ruleId',
  tag,
  summary: { zh: '一条报警规则：各版本、试算与准确率', en: 'An alarm rule: versions, dry runs, precision' },
  access: 'alarm.rule.read',
  params: RuleParams,
  reply: RuleItem.extend({ versions: z.array(Version), runs: z.array(DryRunItem), canSign: z.boolean() }),
  problems: ['alarm_rule_not_found'],
})

const bodyProblems = [
  'alarm_rule_silence_lasting',
  'alarm_rule_clear_wrong_side',
  'alarm_rule_fence_moved_on',
  'telling_order',
  'alarm_rule_no_calendar',
  'category_not_in_edition',
] as const

/** Begins a rule: its first version is a draft until it was tried and signed. */
export const draftAlarmRule = defineRoute({
  method: 'POST',
  path: '/api/alarm-rules',
  tag,
  summary: { zh: '起草报警规则', en: 'Draft an alarm rule' },
  access: 'alarm.rule.write',
  body: z.strictObject({ code: RuleCode, body: RuleBody }),
  reply: z.object({ ruleId: Id, version: z.int() }),
  problems: ['alarm_rule_code_taken', ...bodyProblems],
})

/** Saves the draft of the next version; `over` is the hash of the draft it replaces, empty where there is none. */
export const saveAlarmRuleDraft = defineRoute({
  method: 'POST',
  path: '/api/alarm-rules/:ruleId/draft',
  tag,
  summary: { zh: '保存报警规则草稿', en: 'Save the draft of an alarm rule' },
  access: 'alarm.rule.write',
  params: RuleParams,
  body: z.strictObject({ body: RuleBody, over: z.string().max(64).default('') }),
  reply: z.object({ version: z.int(), bodyHash: z.string() }),
  problems: ['alarm_rule_not_found', 'alarm_rule_moved_on', ...bodyProblems],
})

export const discardAlarmRuleDraft = defineRoute({
  method: 'POST',
  path: '/api/alarm-rules/:ruleId/draft/discard',
  tag,
  summary: { zh: '放弃报警规则草稿', en: 'Discard the draft of an alarm rule' },
  access: 'alarm.rule.write',
  params: RuleParams,
  reply: z.object({}),
  problems: ['alarm_rule_not_found', 'alarm_rule_no_draft'],
})

/** Tries the draft on history, beside the version in force. */
export const tryAlarmRule = defineRoute({
  method: 'POST',
  path: '/api/alarm-rules/:ruleId/dry-runs',
  tag,
  summary: { zh: '用历史数据试算草稿', en: 'Try a draft on history' },
  access: 'alarm.rule.write',
  params: RuleParams,
  body: z.strictObject({ from: Instant, to: Instant }),
  reply: z.object({ runId: Id }),
  problems: ['alarm_rule_not_found', 'alarm_rule_no_draft', 'alarm_dry_run_span'],
})

const RunParams = z.strictObject({ runId: Id })

export const getAlarmDryRun = defineRoute({
  method: 'GET',
  path: '/api/alarm-dry-runs/:runId',
  tag,
  summary: { zh: '一次试算的进度与结果', en: 'Progress and result of a dry run' },
  access: 'alarm.rule.read',
  params: RunParams,
  reply: DryRunItem,
  problems: ['alarm_dry_run_not_found'],
})

export const cancelAlarmDryRun = defineRoute({
  method: 'POST',
  path: '/api/alarm-dry-runs/:runId/cancel',
  tag,
  summary: { zh: '取消试算', en: 'Cancel a dry run' },
  access: 'alarm.rule.write',
  params: RunParams,
  reply: DryRunItem,
  problems: ['alarm_dry_run_not_found'],
})

/** Puts the draft in force from now on; it must have been tried as it reads. */
export const signAlarmRule = defineRoute({
  method: 'POST',
  path: '/api/alarm-rules/:ruleId/sign',
  tag,
  summary: { zh: '签发报警规则', en: 'Sign an alarm rule' },
  access: 'alarm.rule.sign',
  params: RuleParams,
  body: z.strictObject({ bodyHash: z.string().max(64), reason: Reason }),
  reply: z.object({ version: z.int() }),
  problems: ['alarm_rule_not_found', 'alarm_rule_no_draft', 'alarm_rule_moved_on', 'alarm_rule_not_tried'],
})

/** Takes a rule out of force; its standing alarms end with that reason. */
export const withdrawAlarmRule = defineRoute({
  method: 'POST',
  path: '/api/alarm-rules/:ruleId/withdraw',
  tag,
  summary: { zh: '停用报警规则', en: 'Withdraw an alarm rule' },
  access: 'alarm.rule.sign',
  params: RuleParams,
  body: z.strictObject({ reason: Reason }),
  reply: z.object({}),
  problems: ['alarm_rule_not_found', 'alarm_rule_not_in_force'],
})
