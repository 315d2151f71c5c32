import { distanceMetres } from '#city/place/distance.ts'
import type { Point } from '#city/place/frame.ts'
import type { CategoryKey } from './category.ts'
import { textLikeness } from './text.ts'

/** How near in place and time two reports are taken for one problem. */
export type DuplicateRule = { readonly radiusMetres: number; readonly withinHours: number }

/** 50 m and 24 hours (standards.md 3.5 [S17]); what a district sets itself goes before. */
export const usualRule: DuplicateRule = { radiusMetres: 50, withinHours: 24 }

/** What is known of either side. */
export type Traits = {
  readonly point: Point
  readonly at: Date
  readonly text: string
  readonly category: CategoryKey | null
}

/** How one case stands to another report: each sign by itself, and all of them together. */
export type Judgement = {
  readonly metres: number
  /** How long before the other it was reported; negative when after. */
  readonly ageMs: number
  readonly sameCategory: boolean
  readonly textLikeness: number
  /** 0–1, where both sides have photos that are alike; other photos of one thing say nothing. */
  readonly photoLikeness: number | null
  readonly score: number
}

// How much each sign weighs [J]: no records at hand say which reports officials took for one.
const weights = { place: 0.4, time: 0.25, text: 0.35, photo: 0.6 } as const
const AN_HOUR = 3_600_000
/** A case of another or of no category must be told by its words or its picture. */
const LEAST_LIKENESS = 0.25

/** Judges a case against a report; undefined when it is too far away, too old or about something else. Pure. */
export function judge(
  report: Traits,
  known: Traits & { readonly isOpen: boolean },
  photoLikeness: number | null,
  rule: DuplicateRule,
): Judgement | undefined {
  const metres = distanceMetres(report.point, known.point)
  const ageMs = report.at.getTime() - known.at.getTime()
  const windowMs = rule.withinHours * AN_HOUR
  if (metres > rule.radiusMetres) return undefined
  // What is still open may be reported again however old it is.
  if (Math.abs(ageMs) > windowMs && !(known.isOpen && ageMs > 0)) return undefined
  const sameCategory = report.category !== null && report.category === known.category
  const alike = textLikeness(report.text, known.text)
  const isOtherwise = report.category !== null && known.category !== null && !sameCategory
  if (isOtherwise && photoLikeness === null) return undefined
  if (!sameCategory && alike < LEAST_LIKENESS && photoLikeness === null) return undefined
  const signs: [weight: number, value: number][] = [
    [weights.place, 1 - metres / rule.radiusMetres],
    [weights.time, Math.max(0, 1 - Math.abs(ageMs) / windowMs)],
    [weights.text, alike],
  ]
  if (photoLikeness !== null) signs.push([weights.photo, photoLikeness])
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const score = sum(signs.map(([weight, value]) => weight * value)) / sum(signs.map(([weight]) => weight))
  return { metres, ageMs, sameCategory, textLikeness: alike, photoLikeness, score }
}

/** Why, in the words of both languages: “同小类 · 12 m · 3 小时前 · 描述相似 0.71”. */
export function reasonsOf(judgement: Judgement, isOpen: boolean): { zh: string; en: string }[] {
  const { metres, ageMs, sameCategory, textLikeness: text, photoLikeness: photo } = judgement
  const reasons = [{ zh: `${Math.round(metres)} m`, en: `${Math.round(metres)} m` }, ageWords(ageMs)]
  if (sameCategory) reasons.unshift({ zh: '同小类', en: 'same category' })
  if (text >= LEAST_LIKENESS) reasons.push({ zh: `描述相似 ${text.toFixed(2)}`, en: `words alike ${text.toFixed(2)}` })
  if (photo !== null) reasons.push({ zh: `照片相似 ${photo.toFixed(2)}`, en: `photos alike ${photo.toFixed(2)}` })
  if (isOpen) reasons.push({ zh: '在办', en: 'in hand' })
  return reasons
}

function ageWords(ageMs: number): { zh: string; en: string } {
  const minutes = Math.round(Math.abs(ageMs) / 60_000)
  if (minutes === 0) return { zh: '刚刚', en: 'just now' }
  const [value, zh, en] =
    minutes < 60
      ? [minutes, '分钟', 'min']
      : minutes < 2880
        ? [Math.round(minutes / 60), '小时', 'h']
        : [Math.round(minutes / 1440), '天', 'd']
  return ageMs >= 0
    ? { zh: `${value} ${zh}前`, en: `${value} ${en} ago` }
    : { zh: `${value} ${zh}后`, en: `${value} ${en} later` }
}
