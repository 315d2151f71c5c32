import { defineWords } from '#web/kit/language.ts'

export const words = defineWords({
  title: { zh: '使用手册', en: 'Handbook' },
  tour: { zh: '重看导览', en: 'Take the tour' },
  style: { zh: '样式手册', en: 'Style book' },
  print: { zh: '打印', en: 'Print' },
  chineseOnly: { zh: '', en: 'The handbook is kept in Chinese only.' },
})
