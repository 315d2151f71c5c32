import { defineWords } from '#web/kit/language.ts'

export const words = defineWords({
  title: { zh: '异常线索', en: 'Patterns' },
  caution: {
    zh: '这里只列出值得问一问的规律和依据，不是结论；每条都写明还可能是什么原因。',
    en: 'Patterns worth a question, with what they rest on. None is a verdict; each says what else may explain it.',
  },
  window: {
    zh: (from: string, to: string) => `统计 ${from} 至 ${to}（不含），每周一更新`,
    en: (from: string, to: string) => `From ${from} until ${to}, renewed on Mondays`,
  },
  tested: {
    zh: (h: number, v: number, r: number) => `按期处置 ${h} 件、核查 ${v} 次、评价 ${r} 次`,
    en: (h: number, v: number, r: number) => `${h} handled in time, ${v} verifications, ${r} ratings`,
  },
  notYet: { zh: '还没有统计', en: 'Not looked yet' },
  notYetHint: {
    zh: '每天 05:30 自动查找最近四整周。',
    en: 'The last four whole weeks are looked at every day at 05:30.',
  },
  none: { zh: '没有发现异常规律', en: 'No patterns found' },
  noneHint: {
    zh: '按现行阈值，最近四整周没有需要解释的情况。',
    en: 'By the thresholds in force nothing needs an explanation.',
  },
  explained: { zh: (n: number) => `已说明 ${n} 次`, en: (n: number) => `${n} explanations` },
  open: { zh: '待说明', en: 'To explain' },
  rated: {
    zh: (hits: number, sample: number, expected: string) =>
      `${sample} 件中 ${hits} 件；按其他人的比例应约 ${expected} 件`,
    en: (hits: number, sample: number, expected: string) =>
      `${hits} of ${sample}; ${expected} by the rate of the others`,
  },
  counted: {
    zh: (hits: number, sample: number) => `${sample} 件中涉及 ${hits} 件`,
    en: (hits: number, sample: number) => `${hits} of ${sample}`,
  },
  evidence: { zh: '依据', en: 'What it rests on' },
  hits: { zh: '观察到', en: 'Seen' },
  sample: { zh: '样本', en: 'Sample' },
  base: { zh: '其他人的比例', en: 'Rate of the others' },
  expected: { zh: '按此应有', en: 'Expected' },
  lowerBound: { zh: '比例下限（99% 把握）', en: 'Share at least (99 %)' },
  chance: { zh: '纯属偶然的机会', en: 'Likely by chance' },
  innocent: { zh: '也可能是', en: 'May also be' },
  cases: { zh: '案件', en: 'Cases' },
  number: { zh: '案件编号', en: 'Number' },
  at: { zh: '时间', en: 'At' },
  note: { zh: '情况', en: 'What' },
  history: { zh: '说明记录', en: 'Explanations' },
  noHistory: { zh: '还没有人说明。', en: 'Nobody has explained it yet.' },
  explain: { zh: '记下说明', en: 'Enter an explanation' },
  explanation: { zh: '说明（记下后不能改）', en: 'Explanation (never changed afterwards)' },
  thresholds: { zh: '阈值', en: 'Thresholds' },
  thresholdHint: {
    zh: '依据标记 J：本系统按常识设定的起点，请按本区情况调整。改后立即重新查找，旧结果保留。',
    en: 'Mark J: a starting point set by judgement; adjust it to the district. A change looks again at once and keeps what was found.',
  },
  reason: { zh: '调整理由', en: 'Reason' },
  save: { zh: '保存并重新查找', en: 'Save and look again' },
  saved: {
    zh: (v: number) => `第 ${v} 版阈值已生效，正在重新查找`,
    en: (v: number) => `Version ${v} is in force; looking again`,
  },
  version: { zh: (v: number) => `第 ${v} 版`, en: (v: number) => `version ${v}` },
})
