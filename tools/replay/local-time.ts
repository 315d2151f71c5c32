import { dateOf, dayNumberOf, instantOf, localText } from '#city/calendar/zone.ts'

/** An instant read off a wall clock; `skipped` when daylight saving left that time out, so that a later one stands for it. */
export type LocalTime = { readonly at: Date; readonly skipped: boolean }

const form = /^(\d{2})\/(\d{2})\/(\d{4}) (\d{2}):(\d{2}):(\d{2}) (AM|PM)$/

/**
 * Reads `MM/DD/YYYY hh:mm:ss AM` on the wall clock of a zone; undefined when it is no such time. Of a time that the clocks
 * showed twice the first is meant, as nothing says otherwise.
 */
export function readLocalTime(text: string, zone: string): LocalTime | undefined {
  const [, month = '', dayOfMonth = '', year = '', hour12 = '', minute = '', second = '', half] = form.exec(text) ?? []
  const date = `${year}-${month}-${dayOfMonth}`
  const day = dayNumberOf(date)
  if (Number.isNaN(day) || dateOf(day) !== date) return undefined
  const hour = Number(hour12)
  if (hour < 1 || hour > 12 || Number(minute) > 59 || Number(second) > 59) return undefined
  const hour24 = (hour % 12) + (half === 'PM' ? 12 : 0)
  const ms = instantOf(zone, day, hour24 * 60 + Number(minute)) + Number(second) * 1000
  const shown = localText(zone, ms).slice(0, 16)
  return { at: new Date(ms), skipped: shown !== `${date} ${String(hour24).padStart(2, '0')}:${minute}` }
}
