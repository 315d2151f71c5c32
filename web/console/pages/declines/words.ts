import { defineWords } from '#web/kit/language.ts'

export const words = defineWords({
  title: { zh: '任务退回', en: 'Tasks handed back' },
  hint: {
    zh: (n: number) => `每人七天内最多退回 ${n} 次，现场不安全和有利害关系的不计。`,
    en: (n: number) => `At most ${n} per person in seven days; danger and conflicts of interest are not counted.`,
  },
  collector: { zh: '采集员', en: 'Collector' },
  total: { zh: '退回', en: 'Handed back' },
  inWeek: { zh: '近七天计次', en: 'Counted in 7 days' },
  reasons: { zh: '理由', en: 'Reasons' },
  usedUp: { zh: '已用完', en: 'used up' },
  task: { zh: '任务', en: 'Task' },
  confirm: { zh: '核实', en: 'Confirmation' },
  verify: { zh: '核查', en: 'Verification' },
  sample: { zh: '复查', en: 'Second look' },
  from: { zh: '自', en: 'From' },
  to: { zh: '至', en: 'To' },
  waiting: { zh: '待另派', en: 'Somebody to be sent' },
  replaced: { zh: '已另派', en: 'Another was sent' },
  settled: { zh: '已处理', en: 'Settled' },
  none: { zh: '没有退回的任务', en: 'No task was handed back' },
  noneHint: {
    zh: '采集员去不了现场时可说明理由退回核实、核查任务，退回记录列在这里。',
    en: 'A collector who cannot go may hand a task back with a reason; it is listed here.',
  },
  more: { zh: '再看一些', en: 'More' },
})
