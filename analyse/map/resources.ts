import type { Collector } from './resource-store.ts'

/** How far somebody is, by the best that is known: a fresh report, else their beat; undefined where nothing is. */
export const distanceOf = ({ lastSeen, beat }: Collector): number | undefined =>
  lastSeen ? lastSeen.metres : beat?.holdsPoint ? 0 : beat?.metres

/** Who could go: those on duty first, then the nearest, then who has least in hand. */
export const byNearness = (collectors: readonly Collector[]): Collector[] =>
  collectors.toSorted(
    (a, b) =>
      Number(b.onDutyUntil !== null) - Number(a.onDutyUntil !== null) ||
      (distanceOf(a) ?? Number.MAX_VALUE) - (distanceOf(b) ?? Number.MAX_VALUE) ||
      a.openTasks - b.openTasks,
  )
