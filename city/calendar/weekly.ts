import { z } from 'zod'
import { type DayNumber, instantOf, weekdayOf } from './zone.ts'

const Clock = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$/)

/** Hours of days of the week, by the district's own clock; an end before its beginning is on the next day. */
export const Window = z.strictObject({
  days: z.array(z.int().min(1).max(7)).min(1).max(7),
  from: Clock,
  to: Clock,
})
export type Window = z.output<typeof Window>

/** Minutes after midnight of a clock written `05:30`. */
export const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/** The stretches of time, in milliseconds, of the windows that begin on a day; earliest first, overlapping ones as one. */
export function windowsOn(windows: readonly Window[], zone: string, day: DayNumber): [from: number, to: number][] {
  const stretches = windows
    .filter(({ days }) => days.includes(weekdayOf(day)))
    .map(({ from, to }): [number, number] => {
      const [begin, end] = [minutesOf(from), minutesOf(to)]
      return [instantOf(zone, day, begin), instantOf(zone, day, end > begin ? end : end + 24 * 60)]
    })
    .sort((a, b) => a[0] - b[0])
  const merged: [number, number][] = []
  for (const [from, to] of stretches) {
    const last = merged.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}
