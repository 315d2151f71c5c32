import type { Definition } from './measure.ts'

/** Something that may be going wrong now, with what it means for the reader: to act on, to watch, or to know. */
export type BriefNumber = Definition & { readonly weight: 'act' | 'watch' | 'know' }

const number = (
  weight: BriefNumber['weight'],
  zh: string,
  en: string,
  definition: readonly [zh: string, en: string],
): BriefNumber => ({ weight, zh, en, definition: { zh: definition[0], en: definition[1] }, mark: '推' })

/** The numbers of the leader's brief, in the order in which they are read. */
export const briefNumbers = {
  late: number('act', '已超时', 'Late', ['在办且当前环节已超时', 'Open, and the stage’s clock has run out']),
  longLate: number('act', '超时三天以上', 'Late by three days', ['超时已满 72 小时', 'Late by 72 hours or more']),
  vetoed: number('act', '市民说没解决', 'Not solved, says the citizen', [
    '结案后被反映未解决，尚未了结',
    'Said after closing not to be solved, and not settled yet',
  ]),
  bounced: number('act', '推来推去', 'Passed around', ['在办且已被回退两次以上', 'Open and returned twice or more']),
  critical: number('act', '特急在办', 'Critical and open', [
    '紧急程度为特急且未结束',
    'Urgency critical and not ended',
  ]),
  soon: number('watch', '四小时内到期', 'Due within four hours', [
    '在办，当前环节四小时内到期',
    'Open, and due within four hours',
  ]),
  undecided: number('watch', '申请久未审批', 'Requests not decided', [
    '延期、挂账、作废申请待审超过一天',
    'A request has waited for more than a day',
  ]),
  still: number('watch', '三天没有动静', 'Nothing for three days', [
    '在办未挂账，72 小时内没有任何记录',
    'Open, not suspended, and no entry for 72 hours',
  ]),
  unhappy: number('watch', '近七天不满意', 'Rated badly this week', [
    '近七天内有变动、评价为 1 或 2 分',
    'Changed within seven days and rated 1 or 2',
  ]),
  today: number('know', '今日上报', 'Reported today', ['今日零时以来登记', 'Registered since midnight']),
  closedToday: number('know', '今日结案', 'Closed today', ['今日零时以来结案', 'Closed since midnight']),
  open: number('know', '在办', 'Open', ['尚未结束', 'Not ended']),
  unit: number('act', '单位超时', 'Late at a unit', ['该单位在办且已超时', 'Open at the unit and late']),
  spot: number('watch', '同一网格反复上报', 'The same cell again and again', [
    '近七天同一单元网格上报',
    'Reported in one cell within seven days',
  ]),
  surge: number('watch', '今日突增', 'More than usual today', [
    '今日上报的该小类',
    'Cases of the category reported today',
  ]),
} as const satisfies Record<string, BriefNumber>
export type BriefId = keyof typeof briefNumbers

/** Those that stand for themselves; the others need a key. */
export const plainIds = [
  'late',
  'longLate',
  'vetoed',
  'bounced',
  'critical',
  'soon',
  'undecided',
  'still',
  'unhappy',
  'today',
  'closedToday',
  'open',
] as const satisfies readonly BriefId[]
export type PlainId = (typeof plainIds)[number]
