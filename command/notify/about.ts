import type { NoticeKind } from './kinds.ts'
import type { Words } from './template.ts'

/** A notice's template: what kind it is, which parameters it knows, and the words that come with the product. */
export type Template = {
  readonly kind: NoticeKind
  readonly about: { readonly zh: string; readonly en: string }
  readonly params: readonly string[]
  readonly words: Words
}

/** What every notice about a case can say. */
export const caseParams = {
  number: { zh: '案件编号', en: 'case number' },
  category: { zh: '案件类别', en: 'category' },
  place: { zh: '地点', en: 'place' },
  unit: { zh: '责任单位', en: 'unit' },
  stage: { zh: '阶段', en: 'stage' },
  due: { zh: '截止时间', en: 'deadline' },
  by: { zh: '经办人', en: 'who did it' },
  said: { zh: '理由、意见', en: 'reason or comment' },
} as const

const known = Object.keys(caseParams)

type Told = { zh: [title: string, text: string]; en: [title: string, text: string]; sms?: string }

/** A template of a kind, in the words that come with the product; `more` are the parameters it knows besides the case's. */
export const about = (
  kind: NoticeKind,
  zh: string,
  en: string,
  told: Told,
  more: readonly string[] = [],
): Template => ({
  kind,
  about: { zh, en },
  params: [...known, ...more],
  words: {
    titleZh: told.zh[0],
    textZh: told.zh[1],
    titleEn: told.en[0],
    textEn: told.en[1],
    sms: told.sms ?? '',
  },
})
