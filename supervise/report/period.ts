import { type DayNumber, dateOf, dayNumberOf, instantOf, localDay, weekdayOf } from '#city/calendar/zone.ts'

/** How long a period is. Each begins at midnight where the district is: a day, a Monday, a first of the month. */
export const periodKinds = {
  daily: { zh: '日报', en: 'Daily report', before: '前一日', yearAgo: '去年同日' },
  weekly: { zh: '周报', en: 'Weekly report', before: '上周', yearAgo: '去年同周' },
  monthly: { zh: '月报', en: 'Monthly report', before: '上月', yearAgo: '去年同月' },
} as const
export type PeriodKind = keyof typeof periodKinds

/** A half-open period `[from, to)` of a zone; `starts` and `ends` are its first day and the first day after it. */
export type Period = {
  readonly kind: PeriodKind
  readonly zone: string
  readonly starts: string
  readonly ends: string
  readonly from: Date
  readonly to: Date
}

/** The period that begins on a day, or undefined where none of that kind does. */
export function periodOn(kind: PeriodKind, starts: string, zone: string): Period | undefined {
  const day = dayNumberOf(starts)
  if (Number.isNaN(day) || dateOf(day) !== starts || firstDay(kind, day) !== day) return undefined
  return periodOf(kind, day, zone)
}

/** The last period of its kind that is over at an instant. */
export function lastFinished(kind: PeriodKind, now: Date, zone: string): Period {
  const today = localDay(zone, now.getTime())
  return periodOf(kind, firstDay(kind, firstDay(kind, today) - 1), zone)
}

/** The period just before (环比). */
export const periodBefore = (period: Period): Period =>
  periodOf(period.kind, firstDay(period.kind, dayNumberOf(period.starts) - 1), period.zone)

/**
 * The same period a year before (同比): the same date, the week of the same ISO number, the same month. Undefined for
 * 29 February and for a 53rd week that the year before did not have.
 */
export function periodYearAgo(period: Period): Period | undefined {
  const { kind, starts, zone } = period
  if (kind === 'weekly') return weekYearAgo(period)
  const earlier = `${Number(starts.slice(0, 4)) - 1}${starts.slice(4)}`
  return periodOn(kind, earlier, zone)
}

/** The parts of a period that a line over time is drawn by: hours of a day, days of anything longer. */
export function stepsOfPeriod({ kind, starts, ends, from, zone }: Period): { label: string; from: Date; to: Date }[] {
  if (kind === 'daily')
    return Array.from({ length: 24 }, (_, hour) => ({
      label: `${String(hour).padStart(2, '0')}:00`,
      from: new Date(instantOf(zone, dayNumberOf(starts), hour * 60)),
      to: new Date(instantOf(zone, dayNumberOf(starts), (hour + 1) * 60)),
    })).filter((step) => step.to > step.from)
  const first = localDay(zone, from.getTime())
  return Array.from({ length: dayNumberOf(ends) - dayNumberOf(starts) }, (_, at) => ({
    label: dateOf(first + at).slice(5),
    from: midnight(first + at, zone),
    to: midnight(first + at + 1, zone),
  }))
}

/** `2026-11-25`, `2026年第47周（11-16 至 11-22）`, `2026年10月`: what a reader calls the period. */
export function periodName({ kind, starts, ends }: Pick<Period, 'kind' | 'starts' | 'ends'>): {
  zh: string
  en: string
} {
  if (kind === 'daily') return { zh: starts, en: starts }
  if (kind === 'monthly') {
    const [year = '', month = ''] = starts.split('-')
    return { zh: `${year}年${Number(month)}月`, en: `${year}-${month}` }
  }
  const { year, week } = isoWeek(dayNumberOf(starts))
  const last = dateOf(dayNumberOf(ends) - 1)
  return {
    zh: `${year}年第${week}周（${starts.slice(5)} 至 ${last.slice(5)}）`,
    en: `${year} week ${week} (${starts.slice(5)} to ${last.slice(5)})`,
  }
}

const midnight = (day: DayNumber, zone: string) => new Date(instantOf(zone, day, 0))

function periodOf(kind: PeriodKind, first: DayNumber, zone: string): Period {
  const next = nextStart(kind, first)
  return {
    kind,
    zone,
    starts: dateOf(first),
    ends: dateOf(next),
    from: midnight(first, zone),
    to: midnight(next, zone),
  }
}

function firstDay(kind: PeriodKind, day: DayNumber): DayNumber {
  if (kind === 'daily') return day
  return kind === 'weekly' ? day - (weekdayOf(day) - 1) : dayNumberOf(`${dateOf(day).slice(0, 7)}-01`)
}

function nextStart(kind: PeriodKind, first: DayNumber): DayNumber {
  if (kind === 'daily') return first + 1
  return kind === 'weekly' ? first + 7 : firstDay('monthly', first + 31)
}

/** The ISO 8601 week of a Monday: that of its Thursday's year. */
function isoWeek(monday: DayNumber): { year: number; week: number } {
  const thursday = monday + 3
  const year = Number(dateOf(thursday).slice(0, 4))
  return { year, week: Math.floor((thursday - dayNumberOf(`${year}-01-01`)) / 7) + 1 }
}

function weekYearAgo({ starts, zone }: Period): Period | undefined {
  const { year, week } = isoWeek(dayNumberOf(starts))
  // 4 January is always in the first week.
  const monday = firstDay('weekly', dayNumberOf(`${year - 1}-01-04`)) + (week - 1) * 7
  return isoWeek(monday).week === week ? periodOf('weekly', monday, zone) : undefined
}
