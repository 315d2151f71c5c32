import { defineWords } from '#web/kit/language.ts'

export const words = defineWords({
  year: { zh: (year: number) => `${year} 年`, en: (year: number) => String(year) },
  before: { zh: '上一年', en: 'Year before' },
  after: { zh: '下一年', en: 'Year after' },
  hint: {
    zh: '点一天改为放假或上班，再点恢复；方向键逐日移动。改动只在草稿里，试算后签发才生效。',
    en: 'Touch a day to close or open it, again to give it back; arrows move. It is a draft until it is signed.',
  },
  unknown: {
    zh: (year: number) => `${year} 年的放假通知尚未载入，这里只按周末推算；通知发布后须更新。`,
    en: (year: number) => `The notice of ${year} is not loaded; only weekends are known here.`,
  },
  told: {
    zh: (date: string, name: string, kind: string) =>
      name === kind ? `${date}，${kind}` : `${date}，${name}，${kind}`,
    en: (date: string, name: string, kind: string) =>
      name === kind ? `${date}, ${kind}` : `${date}, ${name}, ${kind}`,
  },
  mon: { zh: '一', en: 'Mo' },
  tue: { zh: '二', en: 'Tu' },
  wed: { zh: '三', en: 'We' },
  thu: { zh: '四', en: 'Th' },
  fri: { zh: '五', en: 'Fr' },
  sat: { zh: '六', en: 'Sa' },
  sun: { zh: '日', en: 'Su' },
})

export const kindWords = defineWords({
  workday: { zh: '工作日', en: 'working day' },
  weekend: { zh: '周末', en: 'weekend' },
  holiday: { zh: '法定放假', en: 'holiday' },
  makeup: { zh: '调休上班', en: 'worked weekend' },
  closed: { zh: '本区放假', en: 'closed here' },
  opened: { zh: '本区上班', en: 'open here' },
})
