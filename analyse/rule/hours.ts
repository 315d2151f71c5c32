import { z } from 'zod'
import { type Window, windowsOn } from '#city/calendar/weekly.ts'
import { type DayNumber, dateOf, dayMs, instantOf, offsetAt, weekdayOf } from '#city/calendar/zone.ts'

const MonthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/)

/**
 * On which days a rule watches, besides its hours: all, the working days of the district's calendar or those off; within a part
 * of the year, both ends of which belong to it and which may run over the new year. `atEnd` says what becomes of an alarm that
 * stands when the time ends: it ends with that reason, or it stands until its condition has passed.
 */
export const Watch = z.strictObject({
  on: z.enum(['every', 'working', 'off']).default('every'),
  season: z.strictObject({ from: MonthDay, to: MonthDay }).nullable().default(null),
  atEnd: z.enum(['clear', 'keep']).default('clear'),
})
export type Watch = z.output<typeof Watch>

/** Whether a local day is worked, by the calendar of the district. */
export type Works = (day: DayNumber) => boolean

type Stretch = readonly [from: number, to: number]

/** When a rule watches. Hours that begin on a day belong to it, though they end on the next. */
export type Hours = {
  readonly isAlways: boolean
  isOpen(at: number): boolean
  /** When the time that has begun ends; undefined where it does not within a year, or none has begun. */
  closesAt(at: number): number | undefined
  /** When the next time begins after an instant, within a year. */
  opensAt(at: number): number | undefined
  /** The times within a span. */
  within(from: number, to: number): Stretch[]
}

const farthestDays = 400
const mostKept = 1_000
const hourMs = 3_600_000
const offsets = new Map<string, number>()

// The clocks of a zone change on the hour; asking them for every value would cost more than judging it.
export function offsetOf(zone: string, at: number): number {
  const key = `${zone}/${Math.floor(at / hourMs)}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  if (offsets.size > 10_000) offsets.clear()
  const offset = offsetAt(zone, at)
  offsets.set(key, offset)
  return offset
}

type Given = { readonly windows: readonly Window[]; readonly watch?: Watch | undefined }

/** The hours of a rule, made ready. Without a calendar the working days are Monday to Friday. */
export function hoursOf({ windows, watch }: Given, zone: string, works: Works = isWeekday): Hours {
  const isAlways = windows.length === 0 && (!watch || (watch.on === 'every' && watch.season === null))
  const kept = new Map<DayNumber, readonly Stretch[]>()
  const holds = (day: DayNumber) => !watch || (isOn(watch, works, day) && isInSeason(watch, day))
  const lay = (day: DayNumber): readonly Stretch[] => {
    if (!holds(day)) return []
    return windows.length > 0 ? windowsOn(windows, zone, day) : [[instantOf(zone, day, 0), instantOf(zone, day, 1_440)]]
  }
  const on = (day: DayNumber): readonly Stretch[] => {
    const known = kept.get(day)
    if (known) return known
    if (kept.size > mostKept) kept.clear()
    const stretches = lay(day)
    kept.set(day, stretches)
    return stretches
  }
  const dayOf = (at: number) => Math.floor((at + offsetOf(zone, at)) / dayMs)
  const isOpen = (at: number) => {
    const day = dayOf(at)
    return [...on(day - 1), ...on(day)].some(([from, to]) => at >= from && at < to)
  }
  const hours: Hours = {
    isAlways,
    isOpen: isAlways ? () => true : isOpen,
    closesAt(at) {
      if (isAlways || !isOpen(at)) return undefined
      let end = at
      for (let day = dayOf(at) - 1, last = day + farthestDays; day <= last; day++) {
        if (instantOf(zone, day, 0) > end) return end
        for (const [from, to] of on(day)) if (from <= end && to > end) end = to
      }
      return undefined
    },
    opensAt(at) {
      if (isAlways) return undefined
      for (let day = dayOf(at), last = day + farthestDays; day <= last; day++) {
        const next = on(day).find(([from]) => from > at && !isOpen(from - 1))
        if (next) return next[0]
      }
      return undefined
    },
    within(from, to) {
      if (isAlways) return [[from, to]]
      const found: [number, number][] = []
      for (let at = isOpen(from) ? from : hours.opensAt(from); at !== undefined && at < to; at = hours.opensAt(at)) {
        const end = Math.min(hours.closesAt(at) ?? to, to)
        found.push([at, end])
      }
      return found
    },
  }
  return hours
}

const isWeekday: Works = (day) => weekdayOf(day) <= 5

const isOn = ({ on }: Watch, works: Works, day: DayNumber): boolean =>
  on === 'every' || works(day) === (on === 'working')

function isInSeason({ season }: Watch, day: DayNumber): boolean {
  if (!season) return true
  const date = dateOf(day).slice(5)
  const { from, to } = season
  return from <= to ? date >= from && date <= to : date >= from || date <= to
}
