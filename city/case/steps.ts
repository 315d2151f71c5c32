import type { EventKind } from './event.ts'
import type { Stage } from './state.ts'

/** On whose authority a step may be taken, and which permission it needs. `mark` says how sure the source is. */
export type Step = {
  readonly permission: string
  readonly zh: string
  readonly en: string
  readonly source: string
}

export type StepsTable = Readonly<Record<Stage, Partial<Record<EventKind, Step>>>>

const step = (permission: string, zh: string, en: string, source: string): Step => ({ permission, zh, en, source })

const flow = 'CJJ/T 106 七阶段 [S23][S24][S11]'
const local = '样例规则 [S18]，以本区规定为准'

const confirmAsk = step(
  'case.confirm.ask',
  '公众来件先派采集员到场核实',
  'A public report is confirmed on the spot first',
  flow,
)
const confirmAnswer = step('task.answer', '采集员到场核实并回复', 'The collector answers from the spot', flow)
const file = step('case.file', '符合立案条件，值班长立案', 'It meets a filing condition; the duty chief files it', flow)
const refuse = step(
  'case.refuse',
  '不符合立案条件，不予受理并告知理由',
  'It meets no filing condition; refused with the reason',
  '[S11]',
)
const merge = step(
  'case.merge',
  '与另一案件为同一问题，并案',
  'The same problem as another case',
  '50 m、24 h、同小类提示并案 [S17]',
)
const dispatch = step('case.dispatch', '指挥中心派遣责任单位', 'The command centre dispatches the unit on duty', flow)
const redispatch = step(
  'case.dispatch',
  '撤回原派遣并改派',
  'The dispatch is withdrawn and another unit is sent',
  local,
)
const sendBack = step(
  'case.sendback',
  '非本局职责或立案有误，退回受理',
  'Not the bureau’s duty or filed wrongly; back to the desk',
  local,
)
const accept = step('case.accept', '责任单位签收', 'The unit accepts', flow)
const handle = step('case.handle', '责任单位反馈处置结果', 'The unit reports what it did', flow)
const giveBack = step(
  'case.return',
  '非本单位职责，说明理由退回重派',
  'Not this unit’s duty; returned with the reason',
  '[S18][S25]',
)
const extendAsk = step(
  'case.extend.ask',
  '期限内申请延期，最多批准两次',
  'An extension may be asked in time, two at most',
  local,
)
const extendYes = step(
  'case.extend.decide',
  '派遣员终审延期',
  'The dispatcher decides on the extension',
  '[S18]；另一地由值班长批 [S25]',
)
const suspendAsk = step(
  'case.suspend.ask',
  '季节性、工程性等原因申请挂账，一次，不超过一年',
  'Suspension for season or works: once, a year at most',
  '[S18][S25]',
)
const suspendYes = step('case.suspend.decide', '派遣员审批挂账', 'The dispatcher decides on the suspension', local)
const resume = step(
  'case.resume',
  '挂账到期或原因消除，恢复处置',
  'The reason is gone or the time is up; handling goes on',
  local,
)
const verifyAsk = step('case.verify.ask', '处置完成，派采集员核查', 'Handled; a collector is sent to verify', flow)
const verifyAnswer = step('task.answer', '采集员到场核查并回复', 'The collector verifies on the spot', flow)
const rework = step('case.rework', '核查不通过，退回原单位返工', 'Not passed; back to the same unit', '[S18][S11]')
const close = step('case.close', '核查通过，监督中心结案', 'Passed; the supervision centre closes it', flow)
const doVoid = step('case.void', '作废须值班长批准并写明理由', 'Voided by the duty chief, with the reason', '[S11]')
const forceClose = step(
  'case.forceClose',
  '强制结案须高权限并留痕',
  'Closed by force: high permission, on record',
  '[S18]',
)
const split = step('case.split', '一件含多个问题，拆分立案', 'One report, several problems', local)
const urge = step('case.urge', '督办', 'Urged', '[S18]')
const appeal = step('case.appeal', '结案后就超时申诉一次', 'One appeal against lateness after closing', '[S18]')
const decideAppeal = step('case.appeal.decide', '裁定申诉，事实保留', 'The appeal is decided; the fact stays', '[S18]')
const rate = step('citizen.rate', '诉求人评价', 'The citizen rates', 'GB/T 33358-2016 回访评价 [S39]')
const note = step('case.note', '备注', 'A note', local)
const attach = step('case.attach', '补充附件', 'A file is added', local)
const amend = step('case.register', '立案前可更正登记内容', 'What was registered may be corrected before filing', local)

const open = { urged: urge, noted: note, attached: attach, force_closed: forceClose, voided: doVoid } as const
const done = { noted: note, attached: attach } as const

/** The permitted steps of November 2026. A later table gets a new version; a case keeps the one it began under. */
const november2026: StepsTable = {
  reported: { ...open, amended: amend, confirm_asked: confirmAsk, filed: file, refused: refuse, merged: merge, split },
  confirming: { ...open, amended: amend, confirm_asked: confirmAsk, confirm_answered: confirmAnswer, merged: merge },
  confirmed: { ...open, amended: amend, confirm_asked: confirmAsk, filed: file, refused: refuse, merged: merge, split },
  filed: { ...open, dispatched: dispatch, sent_back: sendBack, merged: merge },
  dispatched: { ...open, accepted: accept, returned: giveBack, dispatched: redispatch },
  handling: {
    ...open,
    handled: handle,
    returned: giveBack,
    dispatched: redispatch,
    extension_asked: extendAsk,
    extension_approved: extendYes,
    extension_refused: extendYes,
    suspension_asked: suspendAsk,
    suspension_approved: suspendYes,
    suspension_refused: suspendYes,
  },
  returned: { ...open, dispatched: dispatch, sent_back: sendBack },
  suspended: { ...open, resumed: resume },
  handled: { ...open, verify_asked: verifyAsk },
  verifying: { ...open, verify_asked: verifyAsk, verify_answered: verifyAnswer },
  verified: { ...open, closed: close, reworked: rework, verify_asked: verifyAsk },
  failed: { ...open, reworked: rework, verify_asked: verifyAsk },
  closed: { ...done, appealed: appeal, appeal_decided: decideAppeal, rated: rate },
  refused: { ...done, rated: rate },
  void: done,
  merged: { ...done, unmerged: merge, rated: rate },
}

const asRecorded = step(
  'case.import',
  '历史记录照来源登记，来源没有的环节不补造',
  'A record of another system, as it came; a stage it does not have is not invented',
  local,
)

/**
 * For histories that another system kept. What follows can be taken by an import only: no post carries `case.import`, so that
 * people go on with such a case by the ordinary steps.
 */
const recorded2026: StepsTable = {
  ...november2026,
  reported: { ...november2026.reported, dispatched: asRecorded },
  dispatched: { ...november2026.dispatched, handled: asRecorded },
  handled: { ...november2026.handled, closed: asRecorded },
}

export const currentSteps = '2026-11'
export const recordedSteps = 'recorded-2026-11'

/** Every version of the permitted-steps table that a case may have begun under. */
export const stepsTables: Readonly<Record<string, StepsTable>> = {
  [currentSteps]: november2026,
  [recordedSteps]: recorded2026,
}

export const stepNames: Readonly<Record<EventKind, string>> = {
  reported: '上报',
  amended: '更正',
  confirm_asked: '派发核实',
  confirm_answered: '回复核实',
  filed: '立案',
  refused: '不予受理',
  dispatched: '派遣',
  accepted: '签收',
  handled: '反馈处置',
  returned: '回退',
  sent_back: '退回受理',
  reworked: '返工',
  extension_asked: '申请延期',
  extension_approved: '批准延期',
  extension_refused: '驳回延期',
  suspension_asked: '申请挂账',
  suspension_approved: '批准挂账',
  suspension_refused: '驳回挂账',
  resumed: '恢复处置',
  verify_asked: '派发核查',
  verify_answered: '回复核查',
  closed: '结案',
  voided: '作废',
  force_closed: '强制结案',
  merged: '并案',
  unmerged: '撤销并案',
  split: '拆分',
  urged: '督办',
  appealed: '申诉',
  appeal_decided: '裁定申诉',
  rated: '评价',
  noted: '备注',
  attached: '补充附件',
}
