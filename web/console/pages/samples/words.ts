import { defineWords } from '#web/kit/language.ts'

export const words = defineWords({
  title: { zh: '抽样复查', en: 'Second looks' },
  about: {
    zh: '每周一从上周“已解决”结案中分层抽样，由与该案无关的采集员再到现场看一次，估计真实解决率。',
    en: 'Every Monday last week’s closings as solved are sampled by strata and looked at again by somebody who had nothing to do with them.',
  },
  weeks: { zh: '各周', en: 'Weeks' },
  none: { zh: '还没有抽样', en: 'No samples yet' },
  noneHint: { zh: '每周一早六点抽取上周的结案。', en: 'Last week’s closings are drawn every Monday at six.' },
  week: { zh: '结案周', en: 'Closed in' },
  drawn: { zh: '抽样／结案', en: 'Drawn of closed' },
  answered: { zh: '已复查', en: 'Looked at' },
  notSolved: { zh: '未解决', en: 'Not solved' },
  solved: { zh: '仍解决', en: 'Still solved' },
  cannotTell: { zh: '无法判断', en: 'Cannot tell' },
  share: { zh: '估计真实解决率', en: 'Estimated true share solved' },
  interval: { zh: '95% 置信区间', en: '95 % interval' },
  between: {
    zh: (low: string, high: string) => `${low} – ${high}`,
    en: (low: string, high: string) => `${low} – ${high}`,
  },
  missing: {
    zh: (n: number) => `${n} 层尚无结论，未计入`,
    en: (n: number) => `${n} strata without an answer are not counted`,
  },
  strata: { zh: '分层结果', en: 'By stratum' },
  stratum: { zh: '层', en: 'Stratum' },
  tasks: { zh: '逐件结果', en: 'Each case' },
  case: { zh: '案件', en: 'Case' },
  who: { zh: '复查人', en: 'Looked at by' },
  nobody: { zh: '暂无人可派，下周一再抽', en: 'nobody was free of ties; drawn again on Monday' },
  waiting: { zh: '待复查', en: 'waiting' },
  note: { zh: '现场情况', en: 'What was seen' },
  answer: { zh: '结论', en: 'Finding' },
  away: { zh: '（不在现场，由监督核定）', en: ' (from elsewhere; supervision decides)' },
  method: {
    zh: (by: string, allocation: string, day: string, digest: string) =>
      `按${by}分层，${allocation}分配；由 ${day} 的种子抽取（摘要 ${digest}），次日公布后可重算。`,
    en: (by: string, allocation: string, day: string, digest: string) =>
      `Strata by ${by}, ${allocation} sizes; drawn by the seed of ${day} (digest ${digest}).`,
  },
  unit: { zh: '单位与部件事项', en: 'unit and kind' },
  street: { zh: '街道', en: 'street' },
  proportional: { zh: '按比例', en: 'proportional' },
  neyman: { zh: '按离散程度（Neyman）', en: 'Neyman' },
})
