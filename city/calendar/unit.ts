import { calendarProblems } from './problems.ts'

/** What a unit counts: every millisecond, only working time, or working days of whatever length. */
export type Measure = 'continuous' | 'work_time' | 'work_day'

/** A sentence in both languages of the product. */
export type Words = { readonly zh: string; readonly en: string }

type UnitRow = Words & { readonly measure: Measure; readonly factor: number }

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/**
 * The units of a limit. `factor` is what one unit weighs in its measure: milliseconds, or days for `work_day`.
 * 紧急 units run through nights, weekends and holidays; 工作 units only while the office is open (GB/T 30428.8 usage, [S17];
 * 紧急工作日 as 24 continuous hours is inferred).
 */
export const limitUnits = {
  urgent_second: { zh: '紧急工作秒', en: 'urgent second', measure: 'continuous', factor: second },
  urgent_minute: { zh: '紧急工作分', en: 'urgent minute', measure: 'continuous', factor: minute },
  urgent_hour: { zh: '紧急工作时', en: 'urgent hour', measure: 'continuous', factor: hour },
  urgent_day: { zh: '紧急工作日', en: 'urgent day', measure: 'continuous', factor: day },
  natural_day: { zh: '自然日', en: 'natural day', measure: 'continuous', factor: day },
  work_minute: { zh: '工作分', en: 'working minute', measure: 'work_time', factor: minute },
  work_hour: { zh: '工作时', en: 'working hour', measure: 'work_time', factor: hour },
  work_day: { zh: '工作日', en: 'working day', measure: 'work_day', factor: 1 },
} as const satisfies Record<string, UnitRow>

export type LimitUnit = keyof typeof limitUnits

/** So much time of one unit, as a filing condition or a stage grants it. */
export type Limit = { readonly value: number; readonly unit: LimitUnit }

/** An amount in one measure: milliseconds for `continuous` and `work_time`, (fractions of) days for `work_day`. */
export type Quantity = { readonly measure: Measure; readonly amount: number }

/** What the limit weighs in its own measure. */
export function quantityOf(limit: Limit): Quantity {
  const { measure, factor } = limitUnits[limit.unit]
  const amount = limit.value * factor
  return { measure, amount: measure === 'work_day' ? amount : Math.round(amount) }
}

const aliases: Readonly<Record<string, LimitUnit>> = {
  紧急工作分钟: 'urgent_minute',
  紧急工作小时: 'urgent_hour',
  工作分钟: 'work_minute',
  工作小时: 'work_hour',
  日历日: 'natural_day',
  日历天: 'natural_day',
  自然天: 'natural_day',
  ...Object.fromEntries(
    Object.entries(limitUnits).flatMap(([code, { zh, en }]) =>
      [code, zh, en, `${en}s`].map((word) => [word, code as LimitUnit]),
    ),
  ),
}

/**
 * Reads "2紧急工作时", "3 个工作日", "４工作时" or "2 urgent hours". A bare "3天" or "2小时" is refused: it does not say
 * whether nights and holidays count, and guessing would change the deadline.
 */
export function parseLimit(text: string): Limit {
  const [, digits, word = ''] = /^(\d+(?:\.\d+)?)\s*个?\s*(.*)$/.exec(text.normalize('NFKC').trim()) ?? []
  if (digits === undefined || !(Number(digits) > 0)) throw calendarProblems.limit_unreadable({ text })
  const unit = Object.hasOwn(aliases, word.toLowerCase()) ? aliases[word.toLowerCase()] : undefined
  if (unit === undefined) throw calendarProblems.limit_without_unit({ text })
  return { value: Number(digits), unit }
}

/** "2紧急工作时" or "2 urgent hours". */
export function formatLimit({ value, unit }: Limit, lang: 'zh' | 'en'): string {
  if (lang === 'zh') return `${value}${limitUnits[unit].zh}`
  return `${value} ${limitUnits[unit].en}${value === 1 ? '' : 's'}`
}

const measureWords: Record<Measure, { zh: string; en: string; per: number }> = {
  continuous: { zh: '小时（连续）', en: 'hours (continuous)', per: hour },
  work_time: { zh: '工作时', en: 'working hours', per: hour },
  work_day: { zh: '工作日', en: 'working days', per: 1 },
}

/** "1.36工作日" or "1.36 working days"; hours and days to two decimals, for reading and not for arithmetic. */
export function formatQuantity({ measure, amount }: Quantity, lang: 'zh' | 'en'): string {
  const { zh, en, per } = measureWords[measure]
  const figure = Number((amount / per).toFixed(2))
  return lang === 'zh' ? `${figure}${zh}` : `${figure} ${en}`
}
