import { defineWords } from '#web/kit/language.ts'

export const ruleWords = defineWords({
  title: { zh: '重复与复发标准', en: 'What counts as repetition' },
  chronic: { zh: '顽疾点标准', en: 'When a spot is chronic' },
  duplicate: { zh: '疑似重复标准', en: 'When two reports may be one' },
  usualChronic: {
    zh: (times: number, days: number, metres: number) => `未设定时：${metres} 米内 ${days} 天立案 ${times} 次`,
    en: (times: number, days: number, metres: number) =>
      `Unless set: ${times} times in ${days} days within ${metres} m`,
  },
  usualDuplicate: {
    zh: (metres: number, hours: number) => `未设定时：${metres} 米、${hours} 小时内同小类 [S17]`,
    en: (metres: number, hours: number) => `Unless set: the same category within ${metres} m and ${hours} h [S17]`,
  },
  chronicRule: {
    zh: (times: number, days: number, metres: number) => `${metres} 米内 ${days} 天 ${times} 次`,
    en: (times: number, days: number, metres: number) => `${times} times in ${days} days within ${metres} m`,
  },
  duplicateRule: {
    zh: (metres: number, hours: number) => `${metres} 米、${hours} 小时`,
    en: (metres: number, hours: number) => `${metres} m, ${hours} h`,
  },
  every: { zh: '全部小类', en: 'Every category' },
  category: { zh: '适用小类', en: 'Category' },
  categoryHint: {
    zh: '不选则适用于全部小类；单独设定的小类优先。',
    en: 'None means every one; what is set for one goes before.',
  },
  times: { zh: '次数', en: 'Times' },
  days: { zh: '天数', en: 'Days' },
  metres: { zh: '距离（米）', en: 'Metres' },
  hours: { zh: '小时', en: 'Hours' },
  basis: { zh: '依据', en: 'On whose authority' },
  save: { zh: '自现在起生效', en: 'Set from now on' },
  saved: { zh: '已生效，旧值留存', en: 'In force; the old value is kept' },
  close: { zh: '关闭', en: 'Close' },
})
