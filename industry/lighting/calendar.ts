import { getTimes } from 'suncalc'
import { z } from 'zod'

const Minutes = z.int().min(-120).max(120)
const Clock = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/)
const MonthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/)

/** How lamps burn in a night: from so many minutes after sunset to so many after sunrise, some of them resting in between. */
const Night = z.strictObject({
  onMinutes: Minutes.default(0),
  offMinutes: Minutes.default(0),
  /** When the half that rests goes out and comes on again; the next day's clock where it is before noon. */
  rest: z.strictObject({ from: Clock, to: Clock }).nullable().default(null),
})

/** The calendar of a group: the usual night, and seasons that go before it; a season may run over the new year. */
export const Calendar = z.strictObject({
  usual: Night,
  seasons: z
    .array(Night.extend({ from: MonthDay, to: MonthDay, name: z.string().trim().min(1).max(40) }).strict())
    .max(12)
    .default([]),
})
export type Calendar = z.output<typeof Calendar>

export type Where = { readonly lon: number; readonly lat: number; readonly timeZone: string }

/** One night as it is switched. The rest is undefined where all burn through. */
export type NightPlan = {
  readonly sunset: Date
  readonly sunrise: Date
  readonly on: Date
  readonly off: Date
  readonly rest?: { readonly from: Date; readonly to: Date }
}

const minuteMs = 60_000
const dayMs = 86_400_000

/** The night that begins on a day (`YYYY-MM-DD` of the district's clock). */
export function nightOf(day: string, calendar: Calendar, where: Where): NightPlan {
  const night = seasonOf(day, calendar)
  const noon = instantOf(day, '12:00', where.timeZone)
  const { sunset } = getTimes(noon, where.lat, where.lon)
  const { sunrise } = getTimes(new Date(noon.getTime() + dayMs), where.lat, where.lon)
  if (!sunset || !sunrise) throw new Error(`the sun does not set at ${where.lat}° on ${day}`)
  const after = (at: Date, minutes: number) => new Date(at.getTime() + minutes * minuteMs)
  const plan = { sunset, sunrise, on: after(sunset, night.onMinutes), off: after(sunrise, night.offMinutes) }
  const next = dayAfter(day)
  const at = (clock: string) => instantOf(clock < '12:00' ? next : day, clock, where.timeZone)
  return night.rest ? { ...plan, rest: { from: at(night.rest.from), to: at(night.rest.to) } } : plan
}

function seasonOf(day: string, { usual, seasons }: Calendar) {
  const monthDay = day.slice(5)
  return (
    seasons.find(({ from, to }) =>
      from <= to ? monthDay >= from && monthDay <= to : monthDay >= from || monthDay <= to,
    ) ?? usual
  )
}

/** Whether a lamp should burn at an instant by its calendar alone. */
export function burnsAt(at: Date, calendar: Calendar, where: Where, isHalf: boolean): boolean {
  const today = dayOf(at, where.timeZone)
  return [dayBefore(today), today].some((day) => {
    const { on, off, rest } = nightOf(day, calendar, where)
    if (at < on || at >= off) return false
    return !(isHalf && rest && at >= rest.from && at < rest.to)
  })
}

export const dayOf = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)

const shifted = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
const dayAfter = (day: string) => shifted(day, 1)
const dayBefore = (day: string) => shifted(day, -1)

/** An instant by the district's clock; its offset is read at the instant itself. */
function instantOf(day: string, clock: string, timeZone: string): Date {
  const asUtc = new Date(`${day}T${clock}:00Z`)
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(asUtc)
  const offset = Date.parse(`${shown.replace(' ', 'T')}Z`) - asUtc.getTime()
  return new Date(asUtc.getTime() - offset)
}
