import type { Words } from '#city/calendar/unit.ts'

/** The desks that hand over, each among its own people. */
export const desks = {
  intake: { zh: '受理席', en: 'Intake desk' },
  duty_chief: { zh: '值班长席', en: 'Duty chief' },
  dispatcher: { zh: '派遣席', en: 'Dispatch desk' },
} as const satisfies Record<string, Words>
export type Desk = keyof typeof desks

/** What the next shift has to know, in the order in which it is read. */
export const sections = {
  urgent: { zh: '紧急在办', en: 'Urgent and open' },
  late: { zh: '已超时', en: 'Late' },
  soon: { zh: '八小时内到期', en: 'Due within eight hours' },
  waiting: { zh: '等待审批', en: 'Waiting for a decision' },
  disputed: { zh: '多次回退', en: 'Returned more than once' },
  reopened: { zh: '返工或市民称未解决', en: 'Reworked, or not solved as citizens say' },
  noted: { zh: '本班留有备注', en: 'Noted in this shift' },
} as const satisfies Record<string, Words>
export type SectionKey = keyof typeof sections

/** What happened during the shift, counted by the step. */
export const tallies = {
  reported: { zh: '登记', en: 'registered' },
  filed: { zh: '立案', en: 'filed' },
  refused: { zh: '不予受理', en: 'refused' },
  dispatched: { zh: '派遣', en: 'dispatched' },
  returned: { zh: '回退', en: 'returned' },
  handled: { zh: '反馈处置', en: 'handled' },
  closed: { zh: '结案', en: 'closed' },
  void: { zh: '作废', en: 'voided' },
} as const satisfies Record<string, Words>
export type TallyKey = keyof typeof tallies

export const soonHours = 8
/** Cases listed of a section; the rest is counted. */
export const mostListed = 30
/** A shift that nobody handed over is looked back on for so long. */
export const longestHours = 12
