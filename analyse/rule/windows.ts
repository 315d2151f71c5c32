import { minutesOf, type Window } from '#city/calendar/weekly.ts'
import { dayMs, localDay, offsetAt, weekdayOf } from '#city/calendar/zone.ts'

const minuteMs = 60_000
const hourMs = 3_600_000
const offsets = new Map<string, number>()

// The clocks of a zone change on the hour; asking them for every value would cost more than judging it.
function offsetOf(zone: string, at: number): number {
  const key = `${zone}/${Math.floor(at / hourMs)}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  if (offsets.size > 10_000) offsets.clear()
  const offset = offsetAt(zone, at)
  offsets.set(key, offset)
  return offset
}

/** Whether an instant lies in one of the windows; a rule without any always holds. */
export function isOpen(windows: readonly Window[], zone: string, at: number): boolean {
  if (windows.length === 0) return true
  const local = at + offsetOf(zone, at)
  const minute = Math.floor((((local % dayMs) + dayMs) % dayMs) / minuteMs)
  const weekday = weekdayOf(Math.floor(local / dayMs))
  const before = weekday === 1 ? 7 : weekday - 1
  return windows.some(({ days, from, to }) => {
    const [begin, end] = [minutesOf(from), minutesOf(to)]
    if (begin < end) return days.includes(weekday) && minute >= begin && minute < end
    return (days.includes(weekday) && minute >= begin) || (days.includes(before) && minute < end)
  })
}

/** The next instant at which a window opens or closes. */
export function nextEdge(windows: readonly Window[], zone: string, at: number): number | undefined {
  const day = localDay(zone, at)
  const edges = windows.flatMap(({ from, to }) => [minutesOf(from), minutesOf(to)])
  return [0, 1]
    .flatMap((more) => edges.map((minute) => (day + more) * dayMs + minute * minuteMs - offsetOf(zone, at)))
    .filter((edge) => edge > at)
    .toSorted((a, b) => a - b)[0]
}

/** An instant as people of the district read it. */
export const localTime = (zone: string, at: number): string =>
  new Date(at + offsetOf(zone, at)).toISOString().slice(0, 16).replace('T', ' ')
