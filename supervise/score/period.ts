import { dateOf, dayNumberOf, instantOf, localDay } from '#city/calendar/zone.ts'
import { scoreProblems } from './problems.ts'

/** Local days, half-open: `from` counts, `to` does not. */
export type Period = { readonly from: string; readonly to: string }

/** A period with how far it could be counted: whole local days up to today. */
export type CountedPeriod = Period & { readonly countedTo: string }

const longestDays = 800

/** Judges a period as somebody gave it. Errors: `score_period_wrong`, `score_period_not_begun`. */
export function countedPeriod({ from, to }: Period, zone: string, now: Date): CountedPeriod {
  const [first, end] = [dayNumberOf(from), dayNumberOf(to)]
  if (!Number.isInteger(first) || !Number.isInteger(end) || end <= first || end - first > longestDays)
    throw scoreProblems.score_period_wrong({ from, to, most: longestDays }, 'query.to')
  const today = localDay(zone, now.getTime())
  if (today <= first) throw scoreProblems.score_period_not_begun({ from }, 'query.from')
  return { from, to, countedTo: dateOf(Math.min(end, today)) }
}

/** The instants at which the counted days begin and end where the district is. */
export const instantsOf = ({ from, countedTo }: CountedPeriod, zone: string): { begins: Date; ends: Date } => ({
  begins: new Date(instantOf(zone, dayNumberOf(from), 0)),
  ends: new Date(instantOf(zone, dayNumberOf(countedTo), 0)),
})

/** A stretch of one grain of the roll-up, half-open. */
export type Stretch = { readonly grain: 'day' | 'month'; readonly from: string; readonly to: string }

/** Whole months where the period has any, days around them: together exactly the counted days. */
export function stretchesOf({ from, countedTo }: CountedPeriod): Stretch[] {
  const firstMonth = from.endsWith('-01') ? from : monthAfter(from)
  const lastMonth = `${countedTo.slice(0, 7)}-01`
  if (firstMonth >= lastMonth) return [{ grain: 'day', from, to: countedTo }]
  const all: Stretch[] = [
    { grain: 'day', from, to: firstMonth },
    { grain: 'month', from: firstMonth, to: lastMonth },
    { grain: 'day', from: lastMonth, to: countedTo },
  ]
  return all.filter((stretch) => stretch.from < stretch.to)
}

/** The first day of the month after a day's. */
function monthAfter(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return dateOf(Date.UTC(year, month, 1) / 86_400_000)
}
