import type { CompiledCalendar } from './compile.ts'
import { calendarProblems } from './problems.ts'
import { dateRange, describeDay, unknownYears } from './uncounted.ts'
import type { Words } from './unit.ts'
import { type DayNumber, dateOf, dayNumberOf, instantOf } from './zone.ts'

/** A term set by law, in whole working days, calendar days or months. (Terms in hours run continuously: use a `Limit`.) */
export type LegalTerm = { readonly value: number; readonly unit: 'workday' | 'calendar_day' | 'month' }

/** Days that do not count, both dates inclusive: a hearing, a test, an appraisal, a public notice. */
export type Exclusion = { readonly from: string; readonly to: string; readonly reason: Words }

/** `lastDay` is the last day on which the act is in time; `expiresAt` the midnight that ends it. */
export type TermResult = {
  readonly firstDay: string
  readonly lastDay: string
  readonly expiresAt: Date
  readonly rolled: boolean
  readonly explanation: { readonly zh: readonly string[]; readonly en: readonly string[] }
}

type Statute = Words & { readonly workdays: (days: number) => boolean }

/**
 * Which day counts a statute means when it says "days". Sources: 行政处罚法 §85 (2, 3, 5 and 7 days), 行政强制法 §69 (up to
 * 10 days), 行政复议法 §88 (3, 5, 7 and 10 days); every other number of days is calendar days. [S]
 */
export const statutes = {
  penalty: {
    zh: '行政处罚法第八十五条',
    en: 'Administrative Penalty Law, art. 85',
    workdays: (days) => [2, 3, 5, 7].includes(days),
  },
  compulsion: {
    zh: '行政强制法第六十九条',
    en: 'Administrative Compulsion Law, art. 69',
    workdays: (days) => days <= 10,
  },
  review: {
    zh: '行政复议法第八十八条',
    en: 'Administrative Reconsideration Law, art. 88',
    workdays: (days) => [3, 5, 7, 10].includes(days),
  },
} as const satisfies Record<string, Statute>

/** `days` as the statute counts them: 7 days under the penalty law are working days, 15 are calendar days. */
export const statutoryDays = (statute: keyof typeof statutes, days: number): LegalTerm => ({
  value: days,
  unit: statutes[statute].workdays(days) ? 'workday' : 'calendar_day',
})

/**
 * The last day of a term that runs from an event on `eventDate` (local date, 'YYYY-MM-DD').
 *
 * - The day of the event is not counted (民事诉讼法, periods; 民法典 §201 [M]).
 * - A month ends on the day of the same number, or on the last day of a shorter month (民法典 §202 [M]).
 * - A last day that is a statutory rest day moves to the first day after the rest (民事诉讼法, periods; 民法典 §203 [M]).
 * - Only the law's rest days matter: a district that closes its own office does not lengthen a statutory term.
 * - Excluded days are left out wherever they overlap, once.
 */
export function legalTerm(
  calendar: CompiledCalendar,
  eventDate: string,
  term: LegalTerm,
  exclusions: readonly Exclusion[] = [],
): TermResult {
  if (!Number.isInteger(term.value) || term.value < 1) throw calendarProblems.term_unreadable({ value: term.value })
  const event = dayNumberOf(eventDate)
  const excluded = excludedDays(exclusions)
  const counted = (day: DayNumber) =>
    !excluded.has(day) && (term.unit !== 'workday' || !calendar.day(day).statutoryRest)
  const raw =
    term.unit === 'month'
      ? prolong(event, sameDayInMonths(event, term.value), excluded)
      : countForward(event, term.value, counted)
  const last = afterRest(calendar, raw)
  const lines = explainTerm(calendar, event, raw, last, term, exclusions)
  return {
    firstDay: dateOf(event + 1),
    lastDay: dateOf(last),
    expiresAt: new Date(instantOf(calendar.definition.timeZone, last + 1, 0)),
    rolled: last !== raw,
    explanation: { zh: lines.map((l) => l.zh), en: lines.map((l) => l.en) },
  }
}

/**
 * The last day on which something may be done when the law wants it done so many days *before* `date` (the notice of a
 * hearing, 行政处罚法 §64). Neither day counts, so the full number lies between them: the careful reading. [J]
 */
export function latestDayBefore(calendar: CompiledCalendar, date: string, term: LegalTerm): string {
  if (term.unit === 'month') return dateOf(sameDayInMonths(dayNumberOf(date), -term.value) - 1)
  let day = dayNumberOf(date)
  for (let left = term.value; left > 0; ) {
    day--
    if (term.unit === 'calendar_day' || !calendar.day(day).statutoryRest) left--
  }
  return dateOf(day - 1)
}

function excludedDays(exclusions: readonly Exclusion[]): Set<DayNumber> {
  const days = new Set<DayNumber>()
  for (const { from, to } of exclusions) for (let d = dayNumberOf(from); d <= dayNumberOf(to); d++) days.add(d)
  return days
}

function countForward(event: DayNumber, count: number, counted: (day: DayNumber) => boolean): DayNumber {
  let day = event
  for (let left = count; left > 0; ) {
    day++
    if (counted(day)) left--
  }
  return day
}

/** Moves a month-end by the excluded days before it; days excluded in the added stretch lengthen it again. */
function prolong(event: DayNumber, end: DayNumber, excluded: ReadonlySet<DayNumber>): DayNumber {
  let owed = 0
  for (let day = event + 1; day <= end; day++) if (excluded.has(day)) owed++
  return owed === 0 ? end : countForward(end, owed, (day) => !excluded.has(day))
}

function sameDayInMonths(event: DayNumber, months: number): DayNumber {
  const [year, month, day] = dateOf(event).split('-').map(Number) as [number, number, number]
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0))
  const target = Math.min(day, lastOfMonth.getUTCDate())
  return dayNumberOf(lastOfMonth.toISOString().slice(0, 8) + String(target).padStart(2, '0'))
}

function afterRest(calendar: CompiledCalendar, day: DayNumber): DayNumber {
  let last = day
  while (calendar.day(last).statutoryRest) last++
  return last
}

const unitWords: Record<LegalTerm['unit'], (n: number) => Words> = {
  workday: (n) => ({ zh: `${n} 个工作日`, en: `${n} working day${n === 1 ? '' : 's'}` }),
  calendar_day: (n) => ({ zh: `${n} 日（日历日）`, en: `${n} calendar day${n === 1 ? '' : 's'}` }),
  month: (n) => ({ zh: `${n} 个月`, en: `${n} month${n === 1 ? '' : 's'}` }),
}

function explainTerm(
  calendar: CompiledCalendar,
  event: DayNumber,
  raw: DayNumber,
  last: DayNumber,
  term: LegalTerm,
  exclusions: readonly Exclusion[],
): Words[] {
  const days = Array.from({ length: last - event }, (_, i) => calendar.day(event + 1 + i))
  const length = unitWords[term.unit](term.value)
  const start = { event: dateOf(event), first: dateOf(event + 1) }
  const lines: Words[] = [
    {
      zh: `期间 ${length.zh}；${start.event} 当日不计，自 ${start.first} 起算`,
      en: `Term of ${length.en}; ${start.event} itself is not counted, counting begins on ${start.first}`,
    },
  ]
  if (term.unit === 'workday') lines.push(...restLines(days))
  for (const { from, to, reason } of exclusions) {
    lines.push({
      zh: `${dateRange(from, to)} ${reason.zh}，不计入期间`,
      en: `${dateRange(from, to, ' to ')} ${reason.en}, not part of the term`,
    })
  }
  if (last !== raw) {
    const why = describeDay(calendar.day(raw))
    lines.push({
      zh: `末日 ${dateOf(raw)} 为${why.zh}，顺延至其后第一个工作日 ${dateOf(last)}`,
      en: `The last day, ${dateOf(raw)}, is a rest day (${why.en}); it moves to the next working day, ${dateOf(last)}`,
    })
  }
  lines.push({
    zh: `期间届满日 ${dateOf(last)}（当日 24 时止）`,
    en: `Ends on ${dateOf(last)}, at the end of that day`,
  })
  return [...lines, ...unknownYears(calendar, days)]
}

function restLines(days: readonly ReturnType<CompiledCalendar['day']>[]): Words[] {
  const rests = days.filter((day) => day.statutoryRest)
  const named = new Map<string, { words: Words; dates: string[] }>()
  for (const day of rests) {
    const words = describeDay(day)
    const entry = named.get(words.zh) ?? { words, dates: [] }
    entry.dates.push(day.date)
    named.set(words.zh, entry)
  }
  return [...named.values()].map(({ words, dates }) => ({
    zh: `${words.zh} ${dates.length} 天（${dateRange(dates[0]!, dates.at(-1)!)}）不计`,
    en: `${dates.length} day(s) of ${words.en} (${dateRange(dates[0]!, dates.at(-1)!, ' to ')}) not counted`,
  }))
}
