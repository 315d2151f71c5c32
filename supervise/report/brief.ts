import type { BriefId, PlainId } from './brief-numbers.ts'
import { countText } from './compare.ts'

export type Keyed = { readonly key: string; readonly name: string; readonly count: number }
/** A category with more reports today than usual: `usual` is the mean of the last 28 days up to this hour. */
export type Surge = Keyed & { readonly usual: number }
export type Longest = {
  readonly caseId: string
  readonly number: string
  readonly categoryName: string | null
  readonly placeText: string
  readonly unitName: string | null
  readonly hours: number
}

/** All that a brief is written from. */
export type BriefFigures = {
  readonly district: string
  readonly asOf: string
  readonly counts: Readonly<Record<PlainId, number>>
  /** Reports by this hour on the same weekday of the last four weeks; empty where there are no records. */
  readonly usualToday: readonly number[]
  readonly units: readonly Keyed[]
  readonly spots: readonly Keyed[]
  readonly surges: readonly Surge[]
  readonly longest: readonly Longest[]
}

/** A sentence of the brief with the number it rests on, so that a reader can go to its cases. */
export type Sentence = { readonly id: BriefId; readonly key?: string; readonly zh: string; readonly en: string }
export type Brief = BriefFigures & {
  readonly verdict: { readonly zh: string; readonly en: string; readonly calm: boolean }
  readonly sentences: readonly Sentence[]
}

/** Writes the brief: is today as usual, what is late, who is needed. Only what is going wrong gets a sentence. */
export function briefOf(figures: BriefFigures): Brief {
  const sentences = [...lateness(figures), ...needed(figures), ...unusual(figures)]
  return { ...figures, verdict: verdictOf(figures, sentences.length === 0), sentences }
}

function verdictOf({ counts, usualToday }: BriefFigures, calm: boolean): Brief['verdict'] {
  const usual = usualToday.length === 0 ? undefined : mean(usualToday)
  const than = usual === undefined ? '' : `，前四周同日此时平均 ${usual.toFixed(0)} 件`
  const thanEn = usual === undefined ? '' : `; ${usual.toFixed(0)} is usual by this hour`
  const end = calm ? '没有需要您过问的事。' : `其中已超时 ${countText(counts.late)} 件。`
  const endEn = calm ? 'Nothing needs you.' : `${countText(counts.late)} are late.`
  return {
    calm,
    zh: `今日已上报 ${countText(counts.today)} 件${than}；在办 ${countText(counts.open)} 件，${end}`,
    en: `${countText(counts.today)} reported today${thanEn}; ${countText(counts.open)} open. ${endEn}`,
  }
}

function lateness({ counts, longest, units }: BriefFigures): Sentence[] {
  const [worst] = longest
  return [
    ...when(counts.longLate > 0 && worst, 'longLate', {
      zh: `超时三天以上 ${counts.longLate} 件，最久的是${worst?.unitName ?? '未派单位'}的${worst?.categoryName ?? '案件'}，已超时 ${days(worst?.hours)}。`,
      en: `${counts.longLate} are late by three days or more; the longest by ${daysEn(worst?.hours)}, ${worst?.categoryName ?? 'a case'} at ${worst?.unitName ?? 'no unit'}.`,
    }),
    ...units.slice(0, 3).map(
      ({ key, name, count }): Sentence => ({
        id: 'unit',
        key,
        zh: `${name}超时 ${count} 件。`,
        en: `${name} has ${count} late.`,
      }),
    ),
    ...when(counts.soon > 0, 'soon', {
      zh: `四小时内还有 ${counts.soon} 件到期。`,
      en: `${counts.soon} more are due within four hours.`,
    }),
  ]
}

const needed = ({ counts }: BriefFigures): Sentence[] => [
  ...when(counts.vetoed > 0, 'vetoed', {
    zh: `市民反映结案后没有解决的 ${counts.vetoed} 件。`,
    en: `Citizens say that ${counts.vetoed} closed cases are not solved.`,
  }),
  ...when(counts.bounced > 0, 'bounced', {
    zh: `${counts.bounced} 件被单位退回两次以上，职责需要明确。`,
    en: `${counts.bounced} were returned twice or more; somebody has to say whose duty they are.`,
  }),
  ...when(counts.critical > 0, 'critical', {
    zh: `特急案件在办 ${counts.critical} 件。`,
    en: `${counts.critical} critical cases are open.`,
  }),
  ...when(counts.undecided > 0, 'undecided', {
    zh: `${counts.undecided} 件申请等审批已超过一天。`,
    en: `${counts.undecided} requests have waited for a decision for more than a day.`,
  }),
  ...when(counts.still > 0, 'still', {
    zh: `${counts.still} 件三天没有任何动静。`,
    en: `Nothing has happened on ${counts.still} cases for three days.`,
  }),
]

const unusual = ({ counts, surges, spots }: BriefFigures): Sentence[] => [
  ...surges.slice(0, 2).map(
    ({ key, name, count, usual }): Sentence => ({
      id: 'surge',
      key,
      zh: `今日${name}已上报 ${count} 件，平日此时约 ${usual.toFixed(1)} 件。`,
      en: `${name}: ${count} reported today, ${usual.toFixed(1)} is usual by this hour.`,
    }),
  ),
  ...spots.slice(0, 2).map(
    ({ key, name, count }): Sentence => ({
      id: 'spot',
      key,
      zh: `${name}有一处单元网格近七天上报 ${count} 件。`,
      en: `A cell in ${name} was reported ${count} times within seven days.`,
    }),
  ),
  ...when(counts.unhappy > 0, 'unhappy', {
    zh: `近七天有 ${counts.unhappy} 件评价为不满意。`,
    en: `${counts.unhappy} cases were rated badly within seven days.`,
  }),
]

const when = (holds: unknown, id: BriefId, words: { zh: string; en: string }): Sentence[] =>
  holds ? [{ id, ...words }] : []

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const days = (hours = 0) => (hours >= 48 ? `${Math.floor(hours / 24)} 天` : `${Math.floor(hours)} 小时`)
const daysEn = (hours = 0) => (hours >= 48 ? `${Math.floor(hours / 24)} days` : `${Math.floor(hours)} h`)
