import { dateOf, dayNumberOf, weekdayOf } from '#city/calendar/year/contract.ts'
import type { Calendar } from './calendar-part.tsx'

/** The days of a month `2026-02`, with as many empty places before the first as make it stand under its weekday. */
export function monthOf(month: string): { readonly gap: number; readonly days: readonly number[] } {
  const first = dayNumberOf(`${month}-01`)
  const days: number[] = []
  for (let day = first; dateOf(day).startsWith(month); day++) days.push(day)
  return { gap: weekdayOf(first) - 1, days }
}

type Override = Calendar['overrides'][number]

/** A day decided otherwise than it would be; decided already, it is given back to week and notice. */
export function toggled(overrides: readonly Override[], date: string, isWorked: boolean): Override[] {
  if (overrides.some((each) => each.date === date)) return overrides.filter((each) => each.date !== date)
  const name = isWorked ? { zh: '本区放假', en: 'Closed here' } : { zh: '本区上班', en: 'Open here' }
  return [...overrides, { date, open: !isWorked, name }].sort((a, b) => a.date.localeCompare(b.date))
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** The day a key leads to, within the year; undefined for a key that leads nowhere. */
export function keyed(key: string, date: string): string | undefined {
  const step = steps[key]
  if (step === undefined) return undefined
  const next = dateOf(dayNumberOf(date) + step)
  return next.slice(0, 4) === date.slice(0, 4) ? next : undefined
}
