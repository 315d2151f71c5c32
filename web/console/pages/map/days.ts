/** One day of the brush: how many were reported. */
export type DayCount = { readonly day: string; readonly total: number }

const DAY_MS = 86_400_000

const instantOf = (day: string): number => Date.parse(`${day}T00:00:00Z`)

/** The day so many days later, `YYYY-MM-DD`. */
export const dayAfter = (day: string, days: number): string =>
  new Date(instantOf(day) + days * DAY_MS).toISOString().slice(0, 10)

/** Every day from the first to the last, those without a report too. */
export function everyDay(from: string, to: string, counted: readonly DayCount[]): DayCount[] {
  const totals = new Map(counted.map(({ day, total }) => [day, total]))
  const count = Math.round((instantOf(to) - instantOf(from)) / DAY_MS) + 1
  return Array.from({ length: Math.max(0, count) }, (_, at) => {
    const day = dayAfter(from, at)
    return { day, total: totals.get(day) ?? 0 }
  })
}

/** Which days two handles hold, the earlier first, however they were dragged past each other. */
export const between = (a: number, b: number): readonly [first: number, last: number] => [
  Math.min(a, b),
  Math.max(a, b),
]

/** Where a day stands among the days, kept inside them. */
export function placeOfDay(days: readonly DayCount[], day: string | undefined, otherwise: number): number {
  if (day === undefined) return otherwise
  const at = days.findIndex((each) => each.day >= day)
  return at < 0 ? days.length - 1 : at
}
