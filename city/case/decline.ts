/** What a collector can be asked to go and see for a case. */
export type TaskKind = 'confirm' | 'verify'

/** Tasks that may be handed back; `sample` is a second look at a closed case. */
export const declinable = ['confirm', 'verify', 'sample'] as const
export type Declinable = (typeof declinable)[number]

/**
 * Why a collector hands a task back. `always` marks what nobody may be made to do whatever the number: to judge in their own
 * cause, or to go where it is dangerous [J].
 */
export const declineReasons = {
  off_duty: { zh: '不在班', en: 'off duty', always: false },
  far: { zh: '距离过远，赶不到', en: 'too far away', always: false },
  busy: { zh: '手上任务冲突', en: 'bound by another task', always: false },
  no_access: { zh: '无法进入现场', en: 'no access to the spot', always: false },
  unsafe: { zh: '现场不安全', en: 'unsafe', always: true },
  conflict: { zh: '与本案有利害关系', en: 'own conflict of interest', always: true },
  other: { zh: '其他', en: 'another reason', always: false },
} as const
export type DeclineReason = keyof typeof declineReasons
export const declineReasonNames = Object.keys(declineReasons) as [DeclineReason, ...DeclineReason[]]

/** What a district lets its collectors hand back, for which reasons, and how often in seven days. */
export type DeclineRules = {
  readonly tasks: readonly Declinable[]
  readonly reasons: readonly DeclineReason[]
  readonly perWeek: number
}

/** Everything may be handed back, five times a week [J]. */
export const usualDecline: DeclineRules = { tasks: declinable, reasons: declineReasonNames, perWeek: 5 }

/** Days over which hand-backs of a person are counted against the limit. */
export const DECLINE_DAYS = 7
