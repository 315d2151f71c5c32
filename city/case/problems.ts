import { defineProblems } from '#kernel/problem.ts'

type Stopped = { step: string; stage: string; by: string; did: string; at: string }

/** What may go wrong on purpose with a case. */
export const caseProblems = defineProblems({
  case_not_found: {
    status: 404,
    zh: () => '案件不存在或无权查看',
    en: () => 'The case does not exist or you may not see it',
  },
  step_refused: {
    status: 409,
    zh: (p: Stopped) => `案件处于“${p.stage}”，不能${p.step}（最近一步：${p.by}于 ${p.at} ${p.did}）`,
    en: (p: Stopped) =>
      `The case stands at “${p.stage}”; ${p.step} is not permitted (last: ${p.did} by ${p.by} at ${p.at})`,
  },
  case_moved_on: {
    status: 409,
    zh: (p: { by: string; did: string; at: string }) => `${p.by}已于 ${p.at} ${p.did}，您看到的不是最新状态`,
    en: (p: { by: string; did: string; at: string }) =>
      `${p.by} did ${p.did} at ${p.at}; what you saw is not the latest state`,
  },
  extension_too_late: {
    status: 409,
    zh: () => '已超期，不可申请延期',
    en: () => 'The deadline has passed; no extension may be asked',
  },
  extension_limit_needed: {
    status: 422,
    zh: () => '案件没有立案时限可作依据，请写明延长多久',
    en: () => 'The case was filed under no limit; say how much longer it needs',
  },
  extension_used_up: {
    status: 409,
    zh: () => '延期已批准两次，不可再申请',
    en: () => 'Two extensions were granted already',
  },
  already_asked: { status: 409, zh: () => '已有一份申请在审', en: () => 'A request is pending already' },
  nothing_asked: { status: 409, zh: () => '没有待审的申请', en: () => 'No request is pending' },
  suspension_used_up: { status: 409, zh: () => '挂账只能一次', en: () => 'A case may be suspended once only' },
  suspension_too_long: {
    status: 422,
    zh: () => '挂账期限须在今天之后、一年之内',
    en: () => 'A suspension ends after today and within a year',
  },
  confirm_first: {
    status: 409,
    zh: () => '公众来件须先核实属实再立案',
    en: () => 'A public report must be confirmed true before filing',
  },
  not_confirmed: {
    status: 409,
    zh: () => '核实结果为不属实，不能立案',
    en: () => 'The collector found nothing; it cannot be filed',
  },
  place_needed: {
    status: 409,
    zh: () => '立案前须有地点：点位、地址或部件编码',
    en: () => 'Filing needs a place: point, address or component',
  },
  verified_away: {
    status: 422,
    zh: () => '核查回复时人不在现场，以“已解决”结案须由值班长写明理由',
    en: () => 'The verification was answered from elsewhere; closing as solved needs the duty chief’s reason',
  },
  after_photo_needed: {
    status: 422,
    zh: () => '反馈处置须附处置后照片',
    en: () => 'A handling report needs a photo taken afterwards',
  },
  not_your_unit: { status: 403, zh: () => '案件不在您的单位名下', en: () => 'The case is not with your unit' },
  not_your_task: { status: 403, zh: () => '这项任务没有派给您', en: () => 'This task was not given to you' },
  appeal_used_up: { status: 409, zh: () => '每案只能申诉一次', en: () => 'One appeal a case' },
  appeal_too_late: {
    status: 409,
    zh: (p: { days: number }) => `结案已超过 ${p.days} 天，不能再申诉`,
    en: (p: { days: number }) => `It was closed more than ${p.days} days ago; no appeal may be made`,
  },
  appeal_not_late: {
    status: 409,
    zh: () => '未超期，无需申诉',
    en: () => 'It was not late; there is nothing to appeal against',
  },
  decline_closed: {
    status: 409,
    zh: () => '本区规定这类任务不能退回，请联系受理员改派',
    en: () => 'The district does not let this kind of task be handed back; ask the desk to send another',
  },
  decline_reason_closed: {
    status: 422,
    zh: () => '本区规定不能以此理由退回任务',
    en: () => 'The district does not accept this reason for handing a task back',
  },
  rating_given: { status: 409, zh: () => '已经评价过', en: () => 'It was rated already' },
  refusal_not_yours: {
    status: 409,
    zh: () => '只有刚作出不予受理的人、在其后无他人办理时可以撤销',
    en: () => 'Only whoever has just refused it can undo that, before anything else happens',
  },
  refusal_told: {
    status: 409,
    zh: () => '撤销时限已过，诉求人已被告知；确需办理请重新登记',
    en: () => 'It is too late: the reporter is being told; register it anew if need be',
  },
  merge_itself: { status: 422, zh: () => '不能并入自己', en: () => 'A case cannot be merged into itself' },
  merge_target_merged: {
    status: 409,
    zh: () => '目标案件已并入别的案件',
    en: () => 'The target has itself been merged',
  },
  not_co_unit: {
    status: 403,
    zh: () => '您的单位不是本案协办单位，或已反馈过',
    en: () => 'Your unit does not help with this case, or has reported already',
  },
  co_units_open: {
    status: 409,
    zh: (p: { units: string }) => `协办单位尚未反馈：${p.units}`,
    en: (p: { units: string }) => `Helping units have not reported yet: ${p.units}`,
  },
  return_settled: {
    status: 409,
    zh: () => '已裁决为本单位职责，不可再回退',
    en: () => 'An arbitration found it to be this unit’s duty; it cannot be returned',
  },
  nothing_to_endorse: {
    status: 409,
    zh: () => '没有待初审的申请',
    en: () => 'No request waits for a first approval',
  },
  endorse_first: {
    status: 409,
    zh: () => '须先初审，再终审',
    en: () => 'The first approval must come before the second',
  },
  same_approver: {
    status: 409,
    zh: () => '申请、初审与终审不能是同一人',
    en: () => 'Asking and the approvals must be done by different people',
  },
  void_ask_first: {
    status: 409,
    zh: () => '本区作废须两级审批，请先申请作废',
    en: () => 'Voiding needs two approvals here; ask for it first',
  },
  veto_used_up: {
    status: 409,
    zh: () => '已两次反映未解决，由监督中心处理',
    en: () => 'It was said twice that it is not solved; supervision deals with it',
  },
  veto_too_late: {
    status: 409,
    zh: (p: { days: number }) => `结案已超过 ${p.days} 天，请重新上报`,
    en: (p: { days: number }) => `It was closed more than ${p.days} days ago; report it anew`,
  },
  files_needed: {
    status: 422,
    zh: (p: { step: string }) => `${p.step}须附材料`,
    en: (p: { step: string }) => `${p.step} needs a file attached`,
  },
  unknown_unit: {
    status: 422,
    zh: (p: { unitId: string }) => `没有单位 ${p.unitId}`,
    en: (p: { unitId: string }) => `There is no unit ${p.unitId}`,
  },
  unknown_person: {
    status: 422,
    zh: (p: { personId: string }) => `该单位没有在岗人员 ${p.personId}`,
    en: (p: { personId: string }) => `The unit has no active person ${p.personId}`,
  },
  unknown_collector: { status: 422, zh: () => '没有这名采集员', en: () => 'There is no such collector' },
  unknown_file: {
    status: 422,
    zh: (p: { fileId: string }) => `附件 ${p.fileId} 不存在`,
    en: (p: { fileId: string }) => `File ${p.fileId} does not exist`,
  },
  number_template_invalid: {
    status: 422,
    zh: (p: { template: string }) => `案件编号模板“${p.template}”须含且仅含一个 {seq:位数}`,
    en: (p: { template: string }) => `The case number template “${p.template}” needs exactly one {seq:width}`,
  },
})
