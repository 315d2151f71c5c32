import { defineWords } from '#web/kit/language.ts'

export const words = defineWords({
  title: { zh: '领导专报', en: 'Leader’s brief' },
  asOf: { zh: (at: string) => `截至 ${at}`, en: (at: string) => `As of ${at}` },
  print: { zh: '一页 PDF', en: 'One-page PDF' },
  wrong: { zh: '此刻哪里不对', en: 'What is going wrong now' },
  calm: { zh: '此刻没有需要您过问的事', en: 'Nothing needs you right now' },
  calmHint: {
    zh: '有超时、推诿、未解决等情况时会列在这里。',
    en: 'Lateness, passing around and the like appear here.',
  },
  longest: { zh: '超时最久', en: 'Late the longest' },
  numbers: { zh: '各数', en: 'The numbers' },
  late: { zh: (span: string) => `已超时 ${span}`, en: (span: string) => `late by ${span}` },
  cases: { zh: '看案件', en: 'See the cases' },
  total: { zh: (n: number) => `共 ${n} 件`, en: (n: number) => `${n} cases` },
  back: { zh: '返回专报', en: 'Back to the brief' },
})
