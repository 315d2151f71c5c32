import * as by from './authorities.ts'
import type { EventKind } from './event.ts'
import type { Stage } from './state.ts'

export { stepNames } from './step-names.ts'

export type Step = by.Step
export type StepsTable = Readonly<Record<Stage, Partial<Record<EventKind, Step>>>>

const open = {
  urged: by.urge,
  noted: by.note,
  attached: by.attach,
  force_closed: by.forceClose,
  voided: by.doVoid,
} as const
const done = { noted: by.note, attached: by.attach } as const

/** The permitted steps of November 2026. A later table gets a new version; a case keeps the one it began under. */
const november2026: StepsTable = {
  reported: {
    ...open,
    amended: by.amend,
    confirm_asked: by.confirmAsk,
    filed: by.file,
    refused: by.refuse,
    merged: by.merge,
    split: by.split,
  },
  confirming: {
    ...open,
    amended: by.amend,
    confirm_asked: by.confirmAsk,
    confirm_answered: by.confirmAnswer,
    merged: by.merge,
  },
  confirmed: {
    ...open,
    amended: by.amend,
    confirm_asked: by.confirmAsk,
    filed: by.file,
    refused: by.refuse,
    merged: by.merge,
    split: by.split,
  },
  filed: { ...open, dispatched: by.dispatch, sent_back: by.sendBack, merged: by.merge },
  dispatched: { ...open, accepted: by.accept, returned: by.giveBack, dispatched: by.redispatch },
  handling: {
    ...open,
    handled: by.handle,
    returned: by.giveBack,
    dispatched: by.redispatch,
    extension_asked: by.extendAsk,
    extension_approved: by.extendYes,
    extension_refused: by.extendYes,
    suspension_asked: by.suspendAsk,
    suspension_approved: by.suspendYes,
    suspension_refused: by.suspendYes,
  },
  returned: { ...open, dispatched: by.dispatch, sent_back: by.sendBack },
  suspended: { ...open, resumed: by.resume },
  handled: { ...open, verify_asked: by.verifyAsk },
  verifying: { ...open, verify_asked: by.verifyAsk, verify_answered: by.verifyAnswer },
  verified: { ...open, closed: by.close, reworked: by.rework, verify_asked: by.verifyAsk },
  failed: { ...open, reworked: by.rework, verify_asked: by.verifyAsk },
  closed: { ...done, appealed: by.appeal, appeal_decided: by.decideAppeal, rated: by.rate },
  refused: { ...done, rated: by.rate },
  void: done,
  merged: { ...done, unmerged: by.merge, rated: by.rate },
}

/** What came in December 2026: recall, helping units' own reports, two levels of approval, arbitration, the citizen's veto. */
const requests = { endorsed: by.endorse, void_asked: by.voidAsk, void_refused: by.voidNo } as const
const answers = { urge_answered: by.urgeAnswer } as const
const inUnit = { recalled: by.recall, co_handled: by.coHandle } as const

const duringWork = (row: StepsTable[Stage]): StepsTable[Stage] => ({
  ...row,
  ...requests,
  ...answers,
  clock_moved: by.moveClock,
})

const december2026: StepsTable = {
  ...november2026,
  reported: duringWork(november2026.reported),
  confirming: duringWork(november2026.confirming),
  confirmed: duringWork(november2026.confirmed),
  filed: duringWork(november2026.filed),
  dispatched: { ...duringWork(november2026.dispatched), ...inUnit },
  handling: { ...duringWork(november2026.handling), ...inUnit },
  returned: { ...duringWork(november2026.returned), co_handled: by.coHandle, arbitrated: by.arbitrate },
  suspended: { ...duringWork(november2026.suspended), recalled: by.recall },
  handled: duringWork(november2026.handled),
  verifying: duringWork(november2026.verifying),
  verified: duringWork(november2026.verified),
  failed: duringWork(november2026.failed),
  closed: { ...november2026.closed, ...answers, vetoed: by.veto, veto_decided: by.decideVeto, reopened: by.reopen },
}

/** What came in January 2027: two consents to an appeal where the district wants them, and tasks handed back. */
const january2027: StepsTable = {
  ...december2026,
  confirming: { ...december2026.confirming, declined: by.decline },
  verifying: { ...december2026.verifying, declined: by.decline },
  closed: { ...december2026.closed, endorsed: by.endorseAppeal, appeal_decided: by.judgeAppeal },
}

/** What came in February 2027: a refusal that was a slip is taken back while nobody outside knows of it. */
const february2027: StepsTable = {
  ...january2027,
  refused: { ...january2027.refused, refusal_undone: by.undoRefusal },
}

const asRecorded = {
  permission: 'case.import',
  zh: '历史记录照来源登记，来源没有的环节不补造',
  en: 'A record of another system, as it came; a stage it does not have is not invented',
  source: by.local,
}

/**
 * For histories that another system kept. What follows can be taken by an import only: no post carries `case.import`, so that
 * people go on with such a case by the ordinary steps.
 */
const recorded = (table: StepsTable): StepsTable => ({
  ...table,
  reported: { ...table.reported, dispatched: asRecorded },
  dispatched: { ...table.dispatched, handled: asRecorded },
  handled: { ...table.handled, closed: asRecorded },
})

export const currentSteps = '2027-02'
export const recordedSteps = 'recorded-2027-02'

/** Every version of the permitted-steps table that a case may have begun under. */
export const stepsTables: Readonly<Record<string, StepsTable>> = {
  '2026-11': november2026,
  'recorded-2026-11': recorded(november2026),
  '2026-12': december2026,
  'recorded-2026-12': recorded(december2026),
  '2027-01': january2027,
  'recorded-2027-01': recorded(january2027),
  [currentSteps]: february2027,
  [recordedSteps]: recorded(february2027),
}
