const DAY_MS = 86_400_000
const atNoon = (day: string): number => Date.parse(`${day}T12:00:00Z`)
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** A day so many days later. */
export const daysLater = (day: string, days: number): string => dayOf(atNoon(day) + days * DAY_MS)

/** The Monday of the week of a day. */
export const mondayOf = (day: string): string => daysLater(day, -((new Date(atNoon(day)).getUTCDay() + 6) % 7))

/** Sunday 0 to Saturday 6. */
export const weekdayOf = (day: string): number => new Date(atNoon(day)).getUTCDay()

/** Midnight of a day in Beijing, where shifts begin and end. */
const midnight = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)

type Span = { readonly startsAt: string; readonly endsAt: string }

/** Whether a shift touches a day; one over midnight stands in both. */
export const touches = ({ startsAt, endsAt }: Span, day: string): boolean =>
  Date.parse(startsAt) < midnight(day) + DAY_MS && Date.parse(endsAt) > midnight(day)
