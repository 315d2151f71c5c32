import type { RoadNet } from '#city/place/road-net.ts'
import type { Driven, Leg } from './match.ts'
import type { TrackRules } from './rules.ts'
import type { SignAt } from './work-sign.ts'

/**
 * A stretch of a road that was driven over in one go: metres along one part of its line, forward or back. `isWork` where the vehicle
 * says that it worked, or, where it says nothing, went at the speed of work; `line` is the number of the road in its net.
 */
export type Pass = {
  readonly line: number
  readonly part: number
  readonly fromMetre: number
  readonly toMetre: number
  readonly from: number
  readonly to: number
  readonly isWork: boolean
  /** Whether the vehicle said so, or its speed. */
  readonly bySign: boolean
  readonly isForward: boolean
}

/** The stretches of roads that a trip goes over; neighbouring ones of the same road, way and kind of speed are one. */
export function passesOf(
  net: RoadNet,
  legs: readonly Leg[],
  rules: Pick<TrackRules, 'workFromKmh' | 'workToKmh'>,
  signAt?: SignAt,
): Pass[] {
  const pieces: Pass[] = []
  for (const leg of legs) {
    if (!leg.driven || leg.driven.length === 0) continue
    const kmh = leg.to > leg.from ? (leg.metres / (leg.to - leg.from)) * 3_600 : 0
    const told = signAt?.((leg.from + leg.to) / 2) ?? 'unknown'
    const bySign = told !== 'unknown'
    const isWork = bySign ? told === 'yes' : kmh >= rules.workFromKmh && kmh <= rules.workToKmh
    let along = 0
    for (const driven of leg.driven) {
      const before = along
      along += Math.abs(driven.to - driven.from)
      const timeAt = (metres: number) =>
        Math.round(leg.from + (leg.metres > 0 ? Math.min(1, metres / leg.metres) : 0) * (leg.to - leg.from))
      join(pieces, { ...onLine(net, driven), from: timeAt(before), to: timeAt(along), isWork, bySign })
    }
  }
  return pieces
}

const slackMetres = 2

function join(pieces: Pass[], piece: Pass): void {
  const last = pieces.at(-1)
  const isSame =
    last &&
    last.line === piece.line &&
    last.part === piece.part &&
    last.isWork === piece.isWork &&
    last.bySign === piece.bySign &&
    last.isForward === piece.isForward &&
    Math.abs(last.isForward ? piece.fromMetre - last.toMetre : last.fromMetre - piece.toMetre) <= slackMetres
  if (!isSame) {
    pieces.push(piece)
    return
  }
  const fromMetre = Math.min(last.fromMetre, piece.fromMetre)
  const toMetre = Math.max(last.toMetre, piece.toMetre)
  pieces.splice(-1, 1, { ...last, fromMetre, toMetre, to: piece.to })
}

/** A driven stretch of a segment as metres along the line that the segment is of. */
function onLine(net: RoadNet, { segment, from, to }: Driven) {
  const { line, part, from: start, to: end, metres } = net.segments[segment]!
  const at = (along: number) => start + (metres > 0 ? along / metres : 0) * (end - start)
  const [a, b] = [at(from), at(to)]
  return { line, part, fromMetre: Math.min(a, b), toMetre: Math.max(a, b), isForward: b >= a }
}
