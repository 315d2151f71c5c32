import type { Point } from '#city/place/frame.ts'
import type { Silence } from './judge.ts'

/** A time in which it is known what a vehicle did, with where it was at its beginning and end. */
export type Known = { readonly from: number; readonly to: number; readonly start: Point; readonly end: Point }

/** The times within a range in which nothing is known of a vehicle; those that are no longer than a gap are none. */
export function silencesOf(
  deviceId: string,
  known: readonly Known[],
  { from, to, gapMs }: { from: number; to: number; gapMs: number },
): Silence[] {
  const found: Silence[] = []
  let before: Known | undefined
  const add = (begin: number, end: number, after: Known | undefined) => {
    if (end - begin <= gapMs || end <= from || begin >= to) return
    found.push({ deviceId, from: begin, to: end, before: before?.end, after: after?.start })
  }
  for (const one of known.toSorted((a, b) => a.from - b.from)) {
    add(before ? before.to : Math.min(from, one.from), one.from, one)
    if (!before || one.to > before.to) before = one
  }
  add(before ? before.to : from, Math.max(to, before?.to ?? to), undefined)
  return found
}
