import { distanceMetres } from '#city/place/distance.ts'
import { type Point, point } from '#city/place/frame.ts'

/** How often one problem returns to one place before the place is a chronic spot. */
export type ChronicRule = { readonly times: number; readonly withinDays: number; readonly radiusMetres: number }

/** Three times in thirty days within fifty metres [J]; what a district sets itself goes before. */
export const usualRule: ChronicRule = { times: 3, withinDays: 30, radiusMetres: 50 }

/** One time that a problem was there: a case that was filed, and is not merged, refused or void. */
export type Occurrence = { readonly caseId: string; readonly point: Point; readonly at: Date }

const A_DAY = 86_400_000

/**
 * The occurrences that make the place of `one` a chronic spot, in order, or undefined when there are too few. They lie within
 * the radius of it, and any `times` of them that follow each other, `one` among them, fit into the window. Pure.
 */
export function spotAround(
  one: Occurrence,
  others: readonly Occurrence[],
  { times, withinDays, radiusMetres }: ChronicRule,
): readonly Occurrence[] | undefined {
  const near = [one, ...others.filter((other) => distanceMetres(one.point, other.point) <= radiusMetres)].sort(
    (a, b) => a.at.getTime() - b.at.getTime() || a.caseId.localeCompare(b.caseId),
  )
  const fits = (from: number) => {
    const [first, last] = [near[from], near[from + times - 1]]
    return first && last && last.at.getTime() - first.at.getTime() <= withinDays * A_DAY
  }
  const at = near.indexOf(one)
  const starts = Array.from({ length: times }, (_, back) => at - back).filter((from) => from >= 0 && fits(from))
  if (starts.length === 0) return undefined
  return near.slice(Math.min(...starts), Math.max(...starts) + times)
}

/** The middle of what happened. */
export function centreOf(occurrences: readonly Occurrence[]): Point {
  const mean = (of: (at: Point) => number) =>
    occurrences.reduce((sum, occurrence) => sum + of(occurrence.point), 0) / occurrences.length
  return point(
    mean(({ lon }) => lon),
    mean(({ lat }) => lat),
  )
}

/** Days between one occurrence and the next, rounded to tenths. */
export const intervalsOf = (instants: readonly Date[]): number[] =>
  instants
    .map((at) => at.getTime())
    .sort((a, b) => a - b)
    .flatMap((at, index, all) => (index === 0 ? [] : [Math.round(((at - (all[index - 1] ?? at)) / A_DAY) * 10) / 10]))
