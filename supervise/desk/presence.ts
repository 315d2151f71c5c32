import type { Presence } from '#city/case/event.ts'
import type { PresenceRules } from '#city/organisation/district.ts'
import { distanceMetres } from '#city/place/distance.ts'
import type { Point } from '#city/place/frame.ts'

/** What the device said about where it was, and when. */
export type Fix = {
  readonly point: Point | null
  readonly accuracyMetres: number | null
  readonly fixAt: Date | null
}

const MINUTE = 60_000
/** A device's clock may run ahead of ours by so much. */
const AHEAD_MS = MINUTE

/**
 * Where an answer came from. `there`: within the circle by a fix that can be trusted; `away`: even at the best reading of its
 * accuracy outside it; `unsure`: too vague, too old, from the future, or on the edge; `unknown`: no fix, or a case without a point.
 */
export function judgePresence(place: Point | null, fix: Fix, now: Date, rules: PresenceRules): Presence {
  const { point, accuracyMetres, fixAt } = fix
  const metres = place && point ? Math.round(distanceMetres(place, point)) : null
  return {
    verdict: metres === null ? 'unknown' : verdictOf(metres, fix, now, rules),
    metres,
    accuracyMetres,
    fixAt: fixAt?.toISOString() ?? null,
  }
}

function verdictOf(metres: number, { accuracyMetres, fixAt }: Fix, now: Date, rules: PresenceRules) {
  const ageMs = fixAt ? now.getTime() - fixAt.getTime() : Number.NaN
  const isFresh = ageMs >= -AHEAD_MS && ageMs <= rules.maxAgeMinutes * MINUTE
  if (!isFresh || accuracyMetres === null) return 'unsure'
  if (metres - accuracyMetres > rules.maxMetres) return 'away'
  if (accuracyMetres > rules.maxAccuracyMetres) return 'unsure'
  return metres <= rules.maxMetres ? 'there' : 'unsure'
}
