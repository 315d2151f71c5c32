/** On whose authority a step may be taken, and which permission it needs. `source` says how sure that is. */
export type Step = {
  readonly permission: string
  readonly zh: string
  readonly en: string
  readonly source: string
}

const step = (permission: string, zh: string, en: string, source: string): Step => ({ permission, zh, en, source })

const flow = 'CJJ/T 106 七阶段 [S23][S24][S11]'
export const local = '样例规则 [S18]，以本区规定为准'

export const confirmAsk = step(
  'case.confirm.ask',
  '公众来件先派采集员到场核实',
  'A public report is confirmed on the spot first',
  flow,
)
export const confirmAnswer = step('task.answer', '采集员到场核实并回复', 'The collector answers from the spot', flow)
export const file = step(
  'case.file',
  '符合立案条件，值班长立案',
  'It meets a filing condition; the duty chief files it',
  flow,
)
export const refuse = step(
  'case.refuse',
  '不符合立案条件，不予受理并告知理由',
  'It meets no filing condition; refused with the reason',
  '[S11]',
)
export const undoRefusal = step(
  'case.refuse',
  '刚才的不予受理是误操作，告知诉求人之前撤销',
  'The refusal was a slip; taken back before the reporter is told',
  local,
)
export const merge = step(
  'case.merge',
  '与另一案件为同一问题，并案',
  'The same problem as another case',
  '50 m、24 h、同小类提示并案 [S17]',
)
export const dispatch = step(
  'case.dispatch',
  '指挥中心派遣责任单位',
  'The command centre dispatches the unit on duty',
  flow,
)
export const redispatch = step(
  'case.dispatch',
  '撤回原派遣并改派',
  'The dispatch is withdrawn and another unit is sent',
  local,
)
export const sendBack = step(
  'case.sendback',
  '非本局职责或立案有误，退回受理',
  'Not the bureau’s duty or filed wrongly; back to the desk',
  local,
)
export const accept = step('case.accept', '责任单位签收', 'The unit accepts', flow)
export const handle = step('case.handle', '责任单位反馈处置结果', 'The unit reports what it did', flow)
export const giveBack = step(
  'case.return',
  '非本单位职责，说明理由退回重派',
  'Not this unit’s duty; returned with the reason',
  '[S18][S25]',
)
export const extendAsk = step(
  'case.extend.ask',
  '期限内申请延期，最多批准两次',
  'An extension may be asked in time, two at most',
  local,
)
export const extendYes = step(
  'case.extend.decide',
  '派遣员终审延期',
  'The dispatcher decides on the extension',
  '[S18]；另一地由值班长批 [S25]',
)
export const suspendAsk = step(
  'case.suspend.ask',
  '季节性、工程性等原因申请挂账，一次，不超过一年',
  'Suspension for season or works: once, a year at most',
  '[S18][S25]',
)
export const suspendYes = step(
  'case.suspend.decide',
  '派遣员审批挂账',
  'The dispatcher decides on the suspension',
  local,
)
export const resume = step(
  'case.resume',
  '挂账到期或原因消除，恢复处置',
  'The reason is gone or the time is up; handling goes on',
  local,
)
export const verifyAsk = step(
  'case.verify.ask',
  '处置完成，派采集员核查',
  'Handled; a collector is sent to verify',
  flow,
)
export const verifyAnswer = step('task.answer', '采集员到场核查并回复', 'The collector verifies on the spot', flow)
export const rework = step(
  'case.rework',
  '核查不通过，退回原单位返工',
  'Not passed; back to the same unit',
  '[S18][S11]',
)
export const close = step('case.close', '核查通过，监督中心结案', 'Passed; the supervision centre closes it', flow)
export const doVoid = step(
  'case.void',
  '作废须值班长批准并写明理由',
  'Voided by the duty chief, with the reason',
  '[S11]',
)
export const forceClose = step(
  'case.forceClose',
  '强制结案须高权限并留痕',
  'Closed by force: high permission, on record',
  '[S18]',
)
export const split = step('case.split', '一件含多个问题，拆分立案', 'One report, several problems', local)
export const urge = step('case.urge', '督办', 'Urged', '[S18]')
export const appeal = step('case.appeal', '结案后就超时申诉一次', 'One appeal against lateness after closing', '[S18]')
export const decideAppeal = step(
  'case.appeal.decide',
  '裁定申诉，事实保留',
  'The appeal is decided; the fact stays',
  '[S18]',
)
/** With two levels the first consent or a refusal is also the supervisor's to give. */
export const judgeAppeal = step(
  'case.appeal.endorse',
  '裁定申诉，事实保留；两级时先初审，再由另一人裁定',
  'The appeal is decided, with two levels after a first consent by another; the fact stays',
  '[S18]；级数为本区规定 [M]',
)
export const endorseAppeal = step(
  'case.appeal.endorse',
  '两级裁定的初审：同意后由另一人裁定',
  'The first of two consents to an appeal; somebody else decides',
  '级数为本区规定 [M]',
)
export const decline = step(
  'task.decline',
  '到不了现场的，说明理由退回任务，另派他人',
  'Whoever cannot go hands the task back with the reason; another is sent',
  local,
)
export const rate = step('citizen.rate', '诉求人评价', 'The citizen rates', 'GB/T 33358-2016 回访评价 [S39]')
export const note = step('case.note', '备注', 'A note', local)
export const attach = step('case.attach', '补充附件', 'A file is added', local)
export const amend = step(
  'case.register',
  '立案前可更正登记内容',
  'What was registered may be corrected before filing',
  local,
)
export const recall = step(
  'case.recall',
  '撤回派遣，已派的申请与链接随之取消',
  'The dispatch is withdrawn, with all that hangs on it',
  local,
)
export const coHandle = step(
  'case.cohandle',
  '协办单位反馈本单位处置结果',
  'A helping unit reports its part',
  '主办加协办 [M]',
)
export const arbitrate = step(
  'case.arbitrate',
  '职责有争议，值班长裁决',
  'The duty is in dispute; the duty chief arbitrates',
  local,
)
export const endorse = step(
  'case.endorse',
  '两级审批的初审',
  'The first of two approvals',
  '部门初审、派遣员终审 [S18]；派遣科再到中心领导 [S25]',
)
export const voidAsk = step('case.void.ask', '申请作废，须经批准', 'Voiding is asked for and must be approved', '[S11]')
export const voidNo = step(
  'case.endorse',
  '初审或终审驳回作废申请',
  'Voiding is refused at the first approval or the second',
  '[S11]',
)
export const urgeAnswer = step('case.urge.answer', '被督办单位答复', 'The urged unit answers', '[S18]')
export const veto = step(
  'citizen.rate',
  '诉求人反映未解决：第一次退回重办，再次交监督裁定',
  'The citizen says it is not solved: once it is handled again, then supervision decides',
  '回访评价 [S39]；次数为本区规定 [M]',
)
export const decideVeto = step(
  'case.veto.decide',
  '监督考核员裁定未解决异议',
  'The supervisor decides whether it is solved',
  local,
)
export const reopen = step(
  'case.reopen',
  '复查发现未解决，监督撤销结案，重新办理',
  'Found not solved after all; supervision undoes the closing',
  local,
)
export const moveClock = step(
  'system',
  '日历、时限或应急状态变更，时限重算',
  'The calendar, a limit or an emergency changed; the clock is computed anew',
  '截止时间由账目计算',
)
