import { offsetAt } from '#city/calendar/zone.ts'

const MINUTE = 60_000
const DAY = 1440

/**
 * The first instant, not before `now`, outside the quiet hours, which lie between two minutes of the local day and may cross
 * midnight. Equal minutes mean that no hour is quiet.
 */
export function notBefore(now: Date, timeZone: string, quietFrom: number, quietTo: number): Date {
  const ms = now.getTime()
  const minute = Math.floor((((ms + offsetAt(timeZone, ms)) / MINUTE) % DAY) + DAY) % DAY
  const since = (minute - quietFrom + DAY) % DAY
  const length = (quietTo - quietFrom + DAY) % DAY
  if (since >= length) return now
  return new Date(Math.floor(ms / MINUTE) * MINUTE + (length - since) * MINUTE)
}
