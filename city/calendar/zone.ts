/** A local date as days since 1970-01-01; a calendar day has no zone, so plain integers carry it. */
export type DayNumber = number

export const dayMs = 86_400_000

/** 'YYYY-MM-DD' → day number. */
export const dayNumberOf = (date: string): DayNumber => Date.parse(`${date}T00:00:00Z`) / dayMs

/** Day number → 'YYYY-MM-DD'. */
export const dateOf = (day: DayNumber): string => new Date(day * dayMs).toISOString().slice(0, 10)

/** ISO weekday, Monday 1 to Sunday 7. */
export const weekdayOf = (day: DayNumber): number => ((((day + 3) % 7) + 7) % 7) + 1

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, format)
  return format
}

/** Local clock minus UTC at that instant, in milliseconds. */
export function offsetAt(zone: string, ms: number): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(ms)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000
}

/**
 * The instant at which the wall clock of the zone shows `minute` minutes after midnight of `day` (may pass 24 h).
 * Where daylight saving shows a time twice the first is taken; where it skips a time, the instant as far past the gap.
 */
export function instantOf(zone: string, day: DayNumber, minute: number, offset = offsetAt): number {
  const wall = day * dayMs + minute * 60_000
  const before = offset(zone, wall - dayMs)
  const after = offset(zone, wall + 2 * dayMs)
  if (before === after) return wall - before
  const first = wall - Math.max(before, after)
  const second = wall - Math.min(before, after)
  if (offsetAt(zone, first) === wall - first) return first
  if (offsetAt(zone, second) === wall - second) return second
  return wall - before
}

/** The local day on which the instant falls. */
export const localDay = (zone: string, ms: number): DayNumber => Math.floor((ms + offsetAt(zone, ms)) / dayMs)

/** 'YYYY-MM-DD HH:mm' on the wall clock of the zone; seconds are shown only when there are any. */
export function localText(zone: string, ms: number): string {
  const text = new Date(ms + offsetAt(zone, ms)).toISOString()
  const seconds = text.slice(17, 19)
  return `${text.slice(0, 10)} ${text.slice(11, 16)}${seconds === '00' ? '' : `:${seconds}`}`
}
