import { about, type Template } from './about.ts'
import { outsideTemplates } from './outside-templates.ts'

const where = '{category}，{place}'
const whereEn = '{category}, {place}'

/** Tasks: somebody has to do something now. */
const tasks = {
  'case.reported': about('task', '公众来件待受理', 'A public report to accept', {
    zh: ['来件待受理 {number}', `${where}。`],
    en: ['Report to accept {number}', `${whereEn}.`],
  }),
  'case.confirm_asked': about('task', '派给采集员核实', 'A collector is to confirm', {
    zh: ['核实任务 {number}', `${where}。请于 {due} 前到场核实。{said}`],
    en: ['To confirm {number}', `${whereEn}. Please confirm on the spot by {due}. {said}`],
    sms: '【一网】核实任务{number}，请于{due}前到场核实。',
  }),
  'case.confirm_answered': about('task', '核实已回复，待立案', 'Confirmed, to be filed', {
    zh: ['核实已回复 {number}', `${where}。{by} 已回复核实：{said}`],
    en: ['Confirmation answered {number}', `${whereEn}. {by} has answered: {said}`],
  }),
  'case.filed': about('task', '已立案，待派遣', 'Filed, to be dispatched', {
    zh: ['待派遣 {number}', `${where}。请于 {due} 前派遣。`],
    en: ['To dispatch {number}', `${whereEn}. Please dispatch by {due}.`],
  }),
  'case.dispatched': about('task', '派给责任单位', 'Dispatched to a unit', {
    zh: ['新派案件 {number}', `${where}。请 {unit} 签收处置，截止 {due}。{said}`],
    en: ['New case {number}', `${whereEn}. {unit} is to accept and handle it by {due}. {said}`],
    sms: '【一网】新派案件{number}，请及时签收，截止{due}。',
  }),
  'case.co_dispatched': about('task', '派给协办单位', 'Dispatched to a co-handling unit', {
    zh: ['协办案件 {number}', `${where}。由 {unit} 主办，请贵单位协办。{said}`],
    en: ['Case to co-handle {number}', `${whereEn}. {unit} leads; your unit is to help. {said}`],
  }),
  'case.handled': about('task', '处置已反馈，待核查', 'Handled, to be verified', {
    zh: ['处置已反馈 {number}', `${where}。{unit} 反馈：{said}`],
    en: ['Handling reported {number}', `${whereEn}. {unit} reports: {said}`],
  }),
  'case.returned': about('task', '单位回退，待重派', 'Returned by a unit', {
    zh: ['单位回退 {number}', `${where}。{by} 回退：{said}`],
    en: ['Returned {number}', `${whereEn}. {by} returned it: {said}`],
  }),
  'case.sent_back': about('task', '派遣员退回受理', 'Sent back to the desk', {
    zh: ['退回受理 {number}', `${where}。退回理由：{said}`],
    en: ['Sent back {number}', `${whereEn}. Reason: {said}`],
  }),
  'case.reworked': about('task', '核查不通过，返工', 'To be reworked', {
    zh: ['返工 {number}', `${where}。核查不通过：{said}。截止 {due}。`],
    en: ['To rework {number}', `${whereEn}. Not passed: {said}. By {due}.`],
    sms: '【一网】案件{number}核查未通过，请返工，截止{due}。',
  }),
  'case.asked': about('task', '延期、挂账、作废待审批', 'Something to decide', {
    zh: ['待审批 {number}', `${where}。{by} 申请：{said}`],
    en: ['To decide {number}', `${whereEn}. {by} asks: {said}`],
  }),
  'case.verify_asked': about('task', '派给采集员核查', 'A collector is to verify', {
    zh: ['核查任务 {number}', `${where}。请于 {due} 前到场核查。{said}`],
    en: ['To verify {number}', `${whereEn}. Please verify on the spot by {due}. {said}`],
    sms: '【一网】核查任务{number}，请于{due}前到场核查。',
  }),
  'case.declined': about('task', '任务退回，无人可替换', 'A task came back and nobody could be sent', {
    zh: ['任务退回 {number}', `${where}。{by} 退回任务，暂无可替换的人，请另派。{said}`],
    en: ['Task handed back {number}', `${whereEn}. {by} handed the task back and nobody else was free. {said}`],
  }),
  'case.verify_answered': about('task', '核查已回复', 'Verification answered', {
    zh: ['核查已回复 {number}', `${where}。{by} 已回复核查：{said}`],
    en: ['Verification answered {number}', `${whereEn}. {by} has answered: {said}`],
  }),
  'case.appealed': about('task', '超时申诉待裁定', 'An appeal to decide', {
    zh: ['申诉待裁定 {number}', `${where}。{by} 申诉：{said}`],
    en: ['Appeal to decide {number}', `${whereEn}. {by} appeals: {said}`],
  }),
  'case.vetoed': about('task', '诉求人不认可', 'The citizen says it is not fixed', {
    zh: ['诉求人不认可 {number}', `${where}。诉求人意见：{said}`],
    en: ['Not fixed, says the citizen {number}', `${whereEn}. In their words: {said}`],
  }),
}

/** Results of what one did or asked. */
const results = {
  'case.co_handled': about('result', '协办已反馈', 'A co-handling unit has reported', {
    zh: ['协办已反馈 {number}', `${where}。{by} 反馈：{said}`],
    en: ['Co-handling reported {number}', `${whereEn}. {by} reports: {said}`],
  }),
  'case.decided': about('result', '申请已审批', 'What was asked is decided', {
    zh: ['申请已审批 {number}', `${where}。{stage}；{said}。截止 {due}。`],
    en: ['Decided {number}', `${whereEn}. {said}. Due {due}.`],
  }),
  'case.resumed': about('task', '挂账恢复处置', 'Resumed', {
    zh: ['恢复处置 {number}', `${where}。{said}。截止 {due}。`],
    en: ['Resumed {number}', `${whereEn}. {said}. Due {due}.`],
  }),
  'case.ended': about('result', '案件办结', 'A case has ended', {
    zh: ['{stage} {number}', `${where}。{said}`],
    en: ['Ended {number}', `${whereEn}. {said}`],
  }),
  'case.judged': about('result', '申诉、否决、回退已裁定', 'An appeal, veto or return is judged', {
    zh: ['裁定结果 {number}', `${where}。{said}`],
    en: ['Judged {number}', `${whereEn}. {said}`],
  }),
}

const deadlines = {
  'clock.warning': about('deadline', '时限预警', 'A deadline is near', {
    zh: ['时限预警 {number}', `${where}。{unit}，截止 {due}。`],
    en: ['Deadline near {number}', `${whereEn}. {unit}, due {due}.`],
    sms: '【一网】案件{number}将于{due}到期，请抓紧处置。',
  }),
  'clock.due': about('deadline', '时限已到', 'A deadline is here', {
    zh: ['时限已到 {number}', `${where}。{unit}，截止 {due}。`],
    en: ['Due now {number}', `${whereEn}. {unit}, due {due}.`],
    sms: '【一网】案件{number}已到截止时间{due}。',
  }),
  'clock.late': about('deadline', '已超时', 'Late', {
    zh: ['已超时 {number}', `${where}。{unit}，应于 {due} 前办结。`],
    en: ['Late {number}', `${whereEn}. {unit}; it was due {due}.`],
    sms: '【一网】案件{number}已超时，应于{due}前办结。',
  }),
  'clock.escalated': about('deadline', '超时升级', 'Lateness goes up', {
    zh: ['超时升级 {number}', `${where}。{unit} 仍未办结，应于 {due} 前办结。{said}`],
    en: ['Still late {number}', `${whereEn}. {unit} has not finished what was due {due}. {said}`],
    sms: '【一网】案件{number}超时未结，已升级，原截止{due}。',
  }),
  'clock.moved': about('deadline', '截止时间重算', 'A deadline has moved', {
    zh: ['截止时间变动 {number}', `${where}。新的截止时间 {due}。{said}`],
    en: ['Deadline moved {number}', `${whereEn}. Now due {due}. {said}`],
  }),
  'case.stuck': about('deadline', '无人接手的案件', 'A case nobody holds', {
    zh: ['案件无人接手 {number}', `${where}。{said}`],
    en: ['Nobody holds {number}', `${whereEn}. {said}`],
  }),
}

const order = ['order', 'title', 'text', 'count'] as const

const others = {
  'case.urged': about('urge', '督办', 'Urged', {
    zh: ['督办 {number}', `${where}。{by} 督办：{said}`],
    en: ['Urged {number}', `${whereEn}. {by} urges: {said}`],
    sms: '【一网】案件{number}被督办，请立即处置并答复。',
  }),
  'case.urge_answered': about('urge', '督办已答复', 'An urge is answered', {
    zh: ['督办已答复 {number}', `${where}。{by} 答复：{said}`],
    en: ['Urge answered {number}', `${whereEn}. {by} answers: {said}`],
  }),
  'urge.late': about(
    'urge',
    '督办逾期未答',
    'An urge not answered in time',
    {
      zh: ['督办逾期 {number}', `${where}。应于 {due} 前答复。{text}`],
      en: ['Urge overdue {number}', `${whereEn}. An answer was due {due}. {text}`],
      sms: '【一网】案件{number}督办逾期未答，应于{due}前答复。',
    },
    order,
  ),
  'emergency.on': about(
    'emergency',
    '进入应急状态',
    'Emergency mode on',
    {
      zh: ['进入应急状态：{title}', '{text}'],
      en: ['Emergency on: {title}', '{text}'],
      sms: '【一网】进入应急状态：{title}。',
    },
    order,
  ),
  'emergency.off': about(
    'emergency',
    '解除应急状态',
    'Emergency mode off',
    {
      zh: ['解除应急状态：{title}', '{text}'],
      en: ['Emergency over: {title}', '{text}'],
      sms: '【一网】解除应急状态：{title}。',
    },
    order,
  ),
  'bulk.ended': about(
    'result',
    '批量办理结束',
    'A bulk has ended',
    {
      zh: ['批量{action}已结束：{total} 件', '办成 {done} 件，未办 {refused} 件。逐件结果见“批量办理”。'],
      en: [
        'Bulk has ended, {actionEn}: {total} cases',
        '{done} done, {refused} refused. Each result is under “Bulks”.',
      ],
    },
    ['action', 'actionEn', 'total', 'done', 'refused'],
  ),
  'export.ready': about(
    'result',
    '后台导出完成',
    'An export is ready',
    {
      zh: ['导出完成：案件 {total} 行', '文件保留 24 小时，在案件列表的“导出”里下载。'],
      en: [
        'Export ready: {total} cases',
        'The file is kept for 24 hours; fetch it under “Export” of the list of cases.',
      ],
    },
    ['total'],
  ),
  'export.failed': about(
    'result',
    '后台导出未完成',
    'An export has failed',
    {
      zh: ['导出未完成：案件 {total} 行', '导出期间您的岗位或单位有变，请重新导出。'],
      en: ['Export failed: {total} cases', 'Your posts or units changed meanwhile; export it again.'],
    },
    ['total'],
  ),
  'webhook.dead': about(
    'system',
    '外发消息未能送达',
    'A webhook could not be delivered',
    { zh: ['外发失败：{title}', '{text}'], en: ['Delivery failed: {title}', '{text}'] },
    order,
  ),
  general: about(
    'system',
    '一般通知',
    'Anything else',
    { zh: ['{title}', '{text}'], en: ['{title}', '{text}'] },
    order,
  ),
}

const work = ['number', 'job', 'unit'] as const
const thing = ['name', 'place', 'number', 'said'] as const
const alarm = [...thing, 'minutes'] as const

/** Upkeep of things: work orders, faults on what others own, alarms that are told at once. */
const upkeep = {
  'order.assigned': about(
    'task',
    '工单派给单位',
    'A work order for a unit',
    {
      zh: ['新工单 {number}', '{job}，请 {unit} 开工并逐项签认。'],
      en: ['New work order {number}', '{job}; {unit} is to begin and sign it point by point.'],
    },
    work,
  ),
  'order.done': about(
    'task',
    '工单完工待验收',
    'A work order to accept',
    {
      zh: ['工单待验收 {number}', '{job}，{unit} 已完工报验。'],
      en: ['To accept {number}', '{job}; {unit} reports it done.'],
    },
    work,
  ),
  'order.sent_back': about(
    'task',
    '工单退回整改',
    'A work order sent back',
    {
      zh: ['工单退回整改 {number}', '{job}，验收未通过，请按退回意见整改。'],
      en: ['Sent back {number}', '{job} was not accepted; see why and do those points again.'],
    },
    work,
  ),
  'order.accepted': about(
    'result',
    '工单验收通过',
    'A work order accepted',
    { zh: ['工单已验收 {number}', '{job}，验收通过。'], en: ['Accepted {number}', '{job} was accepted.'] },
    work,
  ),
  'thing.fault': about(
    'task',
    '权属设施发现问题，告知权属单位',
    'A fault was found on what a unit owns',
    {
      zh: ['权属设施有问题：{name}', '{place}。{said}（{number}）。请核实并配合处置。'],
      en: ['A fault on your {name}', '{place}. {said} ({number}). Please look into it and help.'],
    },
    thing,
  ),
  'owner.answered': about(
    'result',
    '区外权属单位已答复',
    'An owner outside answered',
    {
      zh: ['权属单位答复 {number}', '{owner}：{said}。'],
      en: ['An owner answered {number}', '{owner}: {said}.'],
    },
    ['owner'],
  ),
  'alarm.told': about(
    'emergency',
    '设备报警即时告知（如水位告知防汛值守）',
    'An alarm told at once, such as high water to the flood desk',
    {
      zh: ['{said}：{name}', '{place}，报警 {number}。请值守人员关注，按预案处置。'],
      en: ['{said}: {name}', '{place}, alarm {number}. Watch it and act by the plan.'],
      sms: '【一网】{said}：{name}，报警{number}，请到平台确认知晓。',
    },
    thing,
  ),
  'alarm.unseen': about(
    'emergency',
    '重要、紧急报警无人确认，再次告知',
    'A grave alarm that nobody has acknowledged',
    {
      zh: ['无人确认：{said} {name}', '{place}，报警 {number} 已满 {minutes} 分钟无人确认，请即处理。'],
      en: ['Unseen: {said}, {name}', '{place}, alarm {number}: nobody acknowledged it in {minutes} minutes.'],
      sms: '【一网】{said}：{name}，报警{number}已{minutes}分钟无人确认。',
    },
    alarm,
  ),
  'alarm.noted': about(
    'task',
    '一般报警与提示的告知',
    'A mild alarm',
    {
      zh: ['{said}：{name}', '{place}，报警 {number}。请查看并确认知晓。'],
      en: ['{said}: {name}', '{place}, alarm {number}. Please look at it.'],
      sms: '【一网】{said}：{name}，报警{number}，请到平台确认知晓。',
    },
    thing,
  ),
  'alarm.waits': about(
    'task',
    '一般报警与提示无人确认，再次告知',
    'A mild alarm that nobody has acknowledged',
    {
      zh: ['待确认：{said} {name}', '{place}，报警 {number} 已满 {minutes} 分钟无人确认。'],
      en: ['Waits: {said}, {name}', '{place}, alarm {number}: nobody acknowledged it in {minutes} minutes.'],
      sms: '【一网】{said}：{name}，报警{number}已{minutes}分钟无人确认。',
    },
    alarm,
  ),
}

/** Every template by name. A district may change the words, never what a template is. */
export const templates: Readonly<Record<string, Template>> = {
  ...tasks,
  ...results,
  ...deadlines,
  ...others,
  ...upkeep,
  ...outsideTemplates,
}

/** The template of a name, or the general one. */
export const templateOf = (name: string): { readonly name: string; readonly template: Template } => {
  const template = Object.hasOwn(templates, name) ? templates[name] : undefined
  return template ? { name, template } : { name: 'general', template: others.general }
}
