import { dayMs } from '#city/calendar/zone.ts'
import type { Part } from './parts.ts'
import type { TrackRules } from './rules.ts'

/** A half-open time in milliseconds. */
export type Range = { readonly from: number; readonly to: number }

/**
 * How far from a position others bear on which part it belongs to: what stands is told by a few minutes, a gap by its length, and a
 * move that goes nowhere is over after so many stops' time.
 */
export const reachMs = ({ stopSeconds, gapSeconds, tripMetres, stopMetres }: TrackRules): number =>
  (2 * gapSeconds + stopSeconds * (3 + 2 * Math.ceil(tripMetres / stopMetres))) * 1000

/** What is looked at first in order to cut a day: the day and a little around it. */
export const firstSight = (day: Range, rules: TrackRules): Range => ({
  from: day.from - reachMs(rules),
  to: day.to + reachMs(rules),
})

/**
 * What is to be looked at instead, where a trip runs over the beginning or the end of the day and was not seen whole; undefined
 * where enough was seen. Farther than a day it is not looked: a trip longer than that is cut.
 */
export function widerSight(parts: readonly Part[], sight: Range, day: Range, rules: TrackRules): Range | undefined {
  const reach = reachMs(rules)
  const [before, behind] = [tripOver(parts, day.from), tripOver(parts, day.to)]
  const from =
    before && before.from - sight.from < reach
      ? Math.max(day.from - dayMs, sight.from - grown(day.from - sight.from))
      : sight.from
  const to =
    behind && sight.to - behind.to < reach ? Math.min(day.to + dayMs, sight.to + grown(sight.to - day.to)) : sight.to
  return from < sight.from || to > sight.to ? { from, to } : undefined

  function grown(seen: number): number {
    return Math.max(seen, reach)
  }
}

const tripOver = (parts: readonly Part[], at: number): Part | undefined =>
  parts.find(({ kind, from, to }) => kind === 'trip' && from < at && to >= at)
