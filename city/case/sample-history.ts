import type { CaseEvent, Clause, EventBodies, EventKind, Limit } from './event.ts'
import { currentSteps } from './steps.ts'

/** One line of a told history: Beijing time, what happened, what was said. For tests. */
export type Told = { [K in EventKind]: readonly [at: string, kind: K, body: EventBodies[K]] }[EventKind]

/** Beijing wall-clock time as an instant. */
export const at = (text: string): Date => new Date(`${text}:00+08:00`)

export const clause = (limit: Limit): Clause => ({
  edition: '2026',
  kind: 'matter',
  code: '06010',
  name: '暴露垃圾',
  versionId: null,
  conditionId: null,
  condition: '有暴露垃圾',
  closing: '清理完毕',
  areaClass: '*',
  limit,
})

export const reported = (changes: Partial<EventBodies['reported']> = {}): EventBodies['reported'] => ({
  number: '2026030200001',
  source: 'collector',
  urgency: 'normal',
  description: '路边有垃圾',
  category: null,
  place: { point: null, text: '人民路', cellCode: null, communityCode: null, streetCode: null, componentCode: null },
  stepsVersion: currentSteps,
  stageLimits: {
    intake: { value: 15, unit: 'work_minute' },
    confirm: { value: 30, unit: 'urgent_minute' },
    dispatch: { value: 15, unit: 'work_minute' },
    verify: { value: 30, unit: 'urgent_minute' },
  },
  files: [],
  ...changes,
})

/** The told lines as a history in order. */
export const historyOf = (lines: readonly Told[]): CaseEvent[] =>
  lines.map(
    ([when, kind, body], index) =>
      ({
        seq: index + 1,
        kind,
        at: at(when),
        byId: 'somebody',
        byName: '某人',
        byUnit: null,
        calendarVersion: null,
        body,
      }) as CaseEvent,
  )

const task = { collectorId: 'xiaolin', collectorName: '林', note: '' }
const limit = { value: 1, unit: 'work_day' } as const

/** Something sayable for each kind. */
export const bodies: EventBodies = {
  reported: reported(),
  amended: { description: '更正' },
  confirm_asked: task,
  confirm_answered: { found: true, note: '', point: null, files: [] },
  filed: { clause: clause(limit), note: '' },
  refused: { reason: '不符', basis: '' },
  refusal_undone: { reason: '误操作' },
  dispatched: { unitId: 'roads', unitName: '市政', coUnitIds: [], note: '', reason: '' },
  recalled: { reason: '派错' },
  accepted: { note: '' },
  handled: { note: '', before: [], after: [] },
  co_handled: { unitId: 'sanitation', unitName: '环卫', note: '', before: [], after: [] },
  returned: { reason: '非本单位' },
  arbitrated: { inTheRight: 'unit', unitId: 'sanitation', reason: '按三定方案' },
  sent_back: { reason: '有误' },
  reworked: { reason: '未通过' },
  endorsed: { what: 'extension', note: '' },
  extension_asked: { reason: '等料', limit, files: [] },
  extension_approved: { limit, note: '' },
  extension_refused: { reason: '不同意' },
  suspension_asked: { reason: '等料', until: '2026-12-01', files: [] },
  suspension_approved: { until: '2026-12-01', note: '' },
  suspension_refused: { reason: '不同意' },
  resumed: { reason: '到货', automatic: false },
  verify_asked: task,
  declined: { what: 'verify', reason: 'off_duty', note: '', replaced: false },
  verify_answered: { passed: true, note: '', point: null, files: [] },
  closed: { note: '', outcome: 'solved' },
  void_asked: { reason: '重复', files: [] },
  void_refused: { reason: '不重复' },
  voided: { reason: '重复' },
  force_closed: { reason: '无法办理' },
  merged: { into: 'other', intoNumber: '1', reason: '同一处' },
  unmerged: { reason: '不是同一处' },
  split: { into: [], reason: '两件事' },
  urged: { type: 'leader', text: '尽快' },
  urge_answered: { orderId: 'order', text: '已安排', files: [] },
  appealed: { reason: '不可抗力', files: [] },
  appeal_decided: { upheld: true, reason: '成立' },
  rated: { score: 5, solved: true, comment: '' },
  vetoed: { comment: '还没修好' },
  veto_decided: { upheld: true, reason: '确未解决' },
  reopened: { reason: '复查未解决' },
  clock_moved: { cause: 'calendar', clock: 'handle', before: null, after: null, reason: '日历改版' },
  noted: { text: '备注' },
  attached: { files: [], purpose: 'other', note: '' },
}
