import type { Words } from '#city/calendar/unit.ts'

/** Whom a count is about. The seat of a person is told by the step they took, so one person may have several. */
export const subjectKinds = {
  district: { zh: '全区', en: 'District' },
  street: { zh: '街道', en: 'Streets' },
  community: { zh: '社区', en: 'Communities' },
  cell: { zh: '单元网格', en: 'Cells' },
  unit: { zh: '处置单位', en: 'Units' },
  collector: { zh: '采集员', en: 'Collectors' },
  intake: { zh: '受理员', en: 'Intake desk' },
  duty_chief: { zh: '值班长', en: 'Duty chiefs' },
  dispatcher: { zh: '派遣员', en: 'Dispatchers' },
} as const satisfies Record<string, Words>
export type SubjectKind = keyof typeof subjectKinds

export const areaKinds = ['district', 'street', 'community', 'cell'] as const satisfies readonly SubjectKind[]

type Count = Words & { readonly of: readonly SubjectKind[]; readonly means: Words; readonly source: string }

const area = areaKinds
const place = [...areaKinds, 'unit'] as const
const count = (of: readonly SubjectKind[], words: Words, means: Words, source = 'S11'): Count => ({
  ...words,
  of,
  means,
  source,
})
const w = (zh: string, en: string): Words => ({ zh, en })

/**
 * The basic counts (基础计数, standards.md 4.2) as far as a case's history tells them. Each is counted on the local day of one
 * instant: “at the act” on the day of the step, “when it fell due” on the day it was handled or its deadline passed,
 * whichever came first, so that a case counts once and stays in its period. Disputed totals are made of these by a rule.
 */
export const counts = {
  report: count(
    [...area, 'collector'],
    w('上报数', 'reports'),
    w('登记的案件，按上报日', 'cases registered, on that day'),
  ),
  patrolReport: count(area, w('采集员上报数', 'patrol reports'), w('来源为采集员', 'from collectors')),
  publicReport: count(area, w('公众举报数', 'public reports'), w('来源为公众', 'from the public')),
  filedReport: count(
    [...area, 'collector'],
    w('上报后立案数', 'reports filed'),
    w('按上报日', 'on the day of the report'),
  ),
  voidedReport: count(
    [...area, 'collector'],
    w('上报后作废数', 'reports voided'),
    w('立案后作废，按上报日', 'voided once filed, on the day of the report'),
  ),
  needVerify: count(
    [...area, 'collector'],
    w('应核实数', 'confirmations due'),
    w('派发核实而未改派他人，按派发日', 'asked for and not given to another, on that day'),
  ),
  verify: count(
    [...area, 'collector'],
    w('核实数', 'confirmations'),
    w('已回复核实，按派发日', 'answered, on the day they were asked for'),
  ),
  inTimeVerify: count(
    [...area, 'collector'],
    w('按时核实数', 'confirmations in time'),
    w('核实计时内回复', 'within the confirmation clock'),
  ),
  untimedVerify: count(
    [...area, 'collector'],
    w('无时限核实数', 'confirmations without a limit'),
    w('未设核实时限', 'no limit was set'),
    '推',
  ),
  missed: count(
    [...area, 'collector'],
    w('漏报数', 'missed by patrol'),
    w(
      '公众举报核实属实并立案，记于核实人，按立案日',
      'a public report found true and filed, told of whoever confirmed it',
    ),
    '推',
  ),
  seen: count(
    ['collector'],
    w('责任立案数', 'filed cases of the collector'),
    w('本人上报或核实而立案，按立案日', 'reported or confirmed by them, on the day of filing'),
    '推',
  ),
  operate: count(
    [...area, 'intake'],
    w('受理数', 'taken in'),
    w('受理员登记、派发核实或不予受理，每案一次', 'registered, sent to be confirmed or refused, once a case'),
  ),
  notOperate: count([...area, 'intake'], w('不予受理数', 'refused'), w('按办理日', 'at the act')),
  needSendVerify: count(
    [...area, 'intake'],
    w('应发核实数', 'confirmations to send'),
    w('公众来件，按上报日', 'public reports, on the day of the report'),
  ),
  sendVerify: count(
    [...area, 'intake'],
    w('发核实数', 'confirmations sent'),
    w('首次派发核实，按上报日', 'sent for the first time'),
  ),
  inTimeSendVerify: count(
    [...area, 'intake'],
    w('按时发核实数', 'confirmations sent in time'),
    w('受理计时内派发', 'within the intake clock'),
  ),
  untimedSendVerify: count(
    [...area, 'intake'],
    w('无时限发核实数', 'confirmations sent without a limit'),
    w('未设受理时限', 'no limit was set'),
    '推',
  ),
  needSendCheck: count(
    [...area, 'intake'],
    w('应发核查数', 'verifications to send'),
    w('反馈处置，按反馈日', 'on the day it was handled'),
  ),
  sendCheck: count(
    [...area, 'intake'],
    w('发核查数', 'verifications sent'),
    w('反馈处置后派发核查，按反馈日', 'sent after that'),
  ),
  inTimeSendCheck: count(
    [...area, 'intake'],
    w('按时发核查数', 'verifications sent in time'),
    w('发核查计时内派发', 'within the sending clock'),
  ),
  untimedSendCheck: count(
    [...area, 'intake'],
    w('无时限发核查数', 'verifications sent without a limit'),
    w('未设发核查时限', 'no limit was set'),
    '推',
  ),
  inst: count([...area, 'duty_chief'], w('立案数', 'filed'), w('按立案日', 'at the act')),
  inTimeInst: count(
    [...area, 'duty_chief'],
    w('按时立案数', 'filed in time'),
    w('受理计时内立案', 'within the intake clock'),
  ),
  untimedInst: count(
    [...area, 'duty_chief'],
    w('无时限立案数', 'filed without a limit'),
    w('未设受理时限', 'no limit was set'),
    '推',
  ),
  cancel: count(
    [...area, 'duty_chief'],
    w('作废数', 'voided'),
    w('立案后作废，按立案日', 'voided once filed, on the day of filing'),
  ),
  publicInst: count(
    area,
    w('监督举报核实数', 'public reports filed'),
    w('公众举报核实属实并立案，按立案日', 'found true and filed'),
  ),
  needDispatch: count(
    [...area, 'dispatcher'],
    w('应派遣数', 'dispatches due'),
    w('立案待派遣，按立案日；未派遣的只记于区域', 'filed, on that day; undispatched ones for the area only'),
  ),
  dispatch: count(
    [...area, 'dispatcher'],
    w('派遣数', 'dispatches'),
    w('首次派遣，按立案日', 'dispatched for the first time, on the day of filing'),
  ),
  inTimeDispatch: count(
    [...area, 'dispatcher'],
    w('按时派遣数', 'dispatches in time'),
    w('派遣计时内派遣', 'within the dispatch clock'),
  ),
  untimedDispatch: count(
    [...area, 'dispatcher'],
    w('无时限派遣数', 'dispatches without a limit'),
    w('未设派遣时限', 'no limit was set'),
    '推',
  ),
  errorDispatch: count(
    [...area, 'dispatcher'],
    w('错派数', 'wrong dispatches'),
    w('派过两个以上单位', 'sent to more than one unit'),
  ),
  reworkDispatch: count(
    [...area, 'dispatcher'],
    w('返工案件（派遣员）', 'dispatched cases reworked'),
    w('所派案件曾返工', 'a dispatched case came back for rework'),
  ),
  assigned: count(
    ['unit'],
    w('部门立案数', 'cases assigned'),
    w('派遣到本单位且未作废，按派遣日', 'dispatched to the unit and not voided'),
  ),
  dispose: count(place, w('处置数', 'handled'), w('已反馈处置，到期应计日', 'handled, when it fell due')),
  inTimeDispose: count(
    place,
    w('按期处置数', 'handled in time'),
    w('处置计时内，含申诉成立豁免', 'within the handling clock, or late and exempt'),
  ),
  overtimeDispose: count(
    place,
    w('超期处置数', 'handled late'),
    w('超期的事实，申诉成立仍保留', 'the fact, kept even where an appeal was upheld'),
  ),
  untimedDispose: count(
    place,
    w('无时限处置数', 'handled without a limit'),
    w('立案时未定处置时限', 'filed without a limit'),
    '推',
  ),
  exemptDispose: count(
    place,
    w('申诉豁免数', 'late and exempt'),
    w('超期而申诉成立', 'late, but an appeal was upheld'),
    'S18',
  ),
  overtimeToDispose: count(
    place,
    w('超期未处置数', 'late and not handled'),
    w('已过处置期限仍未反馈，按到期日', 'the deadline has passed'),
  ),
  close: count(place, w('结案数', 'closed'), w('处置后结案，到期应计日', 'handled and closed, when it fell due')),
  inTimeClose: count(
    place,
    w('按期结案数', 'closed in time'),
    w('按期处置（含豁免）后结案', 'handled in time, or exempt, and closed'),
  ),
  overtimeClose: count(
    place,
    w('超期结案数', 'closed late'),
    w('超期且未豁免', 'handled late without an exemption'),
    'S12',
  ),
  rework: count(
    place,
    w('返工数', 'reworked'),
    w('经核查后退回过的案件，到期应计日', 'cases that came back after being verified'),
  ),
  extension: count(place, w('延期数', 'extended'), w('批准过延期的案件，到期应计日', 'cases granted an extension')),
  hang: count(place, w('挂账数', 'suspended'), w('批准挂账，按批准日', 'on the day it was granted')),
  hangHours: count(
    place,
    w('挂账小时', 'hours suspended'),
    w('已恢复的挂账时长，按恢复日', 'of suspensions that have ended'),
  ),
  backOff: count(place, w('回退数', 'returns'), w('单位退回派遣员，按退回日', 'given back to the dispatcher')),
  shuffle: count(place, w('推诿数', 'shirked'), w('经裁定退回无理由', 'given back without a reason, as arbitrated')),
  forceClose: count(place, w('强制结案数', 'closed by force'), w('按结案日', 'at the act'), 'S18'),
  urged: count(place, w('督办数', 'urged'), w('被督办的次数，按督办日', 'times urged'), 'S18'),
  vetoed: count(
    place,
    w('未解决异议数', 'vetoes'),
    w('诉求人反映未解决，按反映日', 'the reporter says it is not solved, at the act'),
    '推',
  ),
  appeal: count(place, w('申诉数', 'appeals'), w('按申诉日', 'at the act'), 'S18'),
  rated: count(place, w('评价数', 'rated'), w('诉求人评价，按评价日', 'by the reporter, at the act'), 'S39'),
  ratingSum: count(place, w('评价总分', 'sum of ratings'), w('诉求人所给分数之和', 'stars given, added up'), 'S39'),
  needCheck: count(
    [...area, 'collector'],
    w('应核查数', 'verifications due'),
    w('派发核查而未改派他人，按派发日', 'asked for and not given to another'),
  ),
  check: count(
    [...area, 'collector'],
    w('核查数', 'verifications'),
    w('已回复核查，按派发日', 'answered, on the day they were asked for'),
  ),
  inTimeCheck: count(
    [...area, 'collector'],
    w('按时核查数', 'verifications in time'),
    w('核查计时内回复', 'within the verification clock'),
  ),
  untimedCheck: count(
    [...area, 'collector'],
    w('无时限核查数', 'verifications without a limit'),
    w('未设核查时限', 'no limit was set'),
    '推',
  ),
  chiefClose: count([...area, 'duty_chief'], w('值班长结案数', 'closed by the chief'), w('按结案日', 'at the act')),
  inTimeChiefClose: count(
    [...area, 'duty_chief'],
    w('值班长按时结案数', 'closed by the chief in time'),
    w('结案计时内结案', 'within the closing clock'),
  ),
  untimedChiefClose: count(
    [...area, 'duty_chief'],
    w('无时限结案数', 'closed without a limit'),
    w('未设结案时限', 'no limit was set'),
    '推',
  ),
} as const satisfies Record<string, Count>

export type CountName = keyof typeof counts

export const isCountName = (name: string): name is CountName => Object.hasOwn(counts, name)

/** How many current cells an area has; a given of the run, not a fact of a case. */
export const cellsGiven = 'cells'

/**
 * Which reading of histories the counts have. Raised when a count changes its meaning: everything is counted again then, and
 * a run says under which one it was made.
 */
export const definition = 1
