import { defineWords } from '#web/kit/language.ts'

export const words = defineWords({
  title: { zh: '疑似重复', en: 'Possible duplicates' },
  none: {
    zh: (metres: number, hours: number) => `${metres} 米内没有近 ${hours} 小时上报或仍在办理的同类案件`,
    en: (metres: number, hours: number) => `Nothing of the kind within ${metres} m and ${hours} h, nor still in hand`,
  },
  rule: {
    zh: (metres: number, hours: number) => `${metres} 米、${hours} 小时内，或仍在办理`,
    en: (metres: number, hours: number) => `within ${metres} m and ${hours} h, or still in hand`,
  },
  hidden: { zh: '附近有一件您无权查看的案件', en: 'There is a case near by that you may not see' },
  reasons: { zh: '为什么疑似重复', en: 'Why it may be the same' },
  newWindow: { zh: '在新窗口打开', en: 'opens a new window' },
  compare: { zh: '并排比较', en: 'Compare' },
  compareWith: { zh: (number: string) => `与 ${number} 并排比较`, en: (number: string) => `Compare with ${number}` },
  own: { zh: '本案', en: 'This case' },
  other: { zh: '对方', en: 'The other' },
  reported: { zh: '上报', en: 'Reported' },
  place: { zh: '位置', en: 'Place' },
  unit: { zh: '责任单位', en: 'Unit' },
  noPhotos: { zh: '没有照片', en: 'No photos' },
  reason: { zh: '为什么是同一问题', en: 'Why it is the same problem' },
  intoOther: { zh: (number: string) => `本案并入 ${number}`, en: (number: string) => `Merge this into ${number}` },
  intoOwn: { zh: (number: string) => `${number} 并入本案`, en: (number: string) => `Merge ${number} into this` },
  keeps: {
    zh: '并案后双方诉求人都能凭各自查询码看到办理进度；可随时撤销，计时续算。',
    en: 'Both reporters go on following by their own codes; it can be undone, and the clocks go on.',
  },
  merged: {
    zh: (from: string, into: string) => `${from} 已并入 ${into}`,
    en: (from: string, into: string) => `${from} is merged into ${into}`,
  },
  undo: { zh: '撤销并案', en: 'Undo' },
  undone: { zh: (from: string) => `${from} 已恢复单独办理`, en: (from: string) => `${from} stands by itself again` },
  undoReason: { zh: '误并，当即撤销', en: 'Merged by mistake; undone at once' },
  take: { zh: '登记后并入此案', en: 'Merge into it after registering' },
  taken: { zh: '将并入此案', en: 'Will be merged into it' },
  takeOf: {
    zh: (number: string) => `登记后并入 ${number}`,
    en: (number: string) => `Merge into ${number} after registering`,
  },
  takeReason: { zh: '登记时认定为同一问题', en: 'Found to be the same problem when registered' },
  family: { zh: '并案', en: 'Merged cases' },
  into: { zh: '本案并入', en: 'Merged into' },
  hiddenMembers: { zh: (n: number) => `另有 ${n} 件您无权查看`, en: (n: number) => `${n} more that you may not see` },
  anonymous: { zh: '匿名', en: 'anonymous' },
})
