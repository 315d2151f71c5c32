import { bearingDegrees, distanceMetres } from './distance.ts'
import { convert, type Frame, type Point, pointIn, toCgcs2000 } from './frame.ts'

/**
 * The wrong-frame trap: a file in GCJ02 or BD09 that says it is CGCS2000 lies 250–700 m or 0.9–1.4 km off, all in one direction, and
 * looks right at city scale [ux §3.1]. Everything here is pure; `declared` points carry the frame the file claims.
 */
export type FrameSuspicion = {
  /** The frame the points seem to be in. */
  readonly suspected: Frame
  /** Metres and degrees (clockwise from north) by which the points as declared lie off, median. */
  readonly medianOffsetMetres: number
  readonly bearing: number
  /** Percent of the points that agree. */
  readonly sharePct: number
}

/** What is already known to be right. Each judge answers for a CGCS2000 point. */
export type FrameReference = {
  /** Whether the point lies in a surface of the district (a cell, the boundary). */
  readonly inside?: (p: Point) => boolean
  /** Whether the point lies on a thing of ours: a road within a carriageway, a component within a few metres. */
  readonly onThing?: (p: Point) => boolean
}

const FEWEST = 8
const MOST = 2_000
const GCJ_METRES = { least: 200, most: 750 }
const BD_METRES = { least: 850, most: 1_500 }

/** Judges by pairs of the same thing: imported under its claimed frame, and as already known. */
export function suspectFromPairs(
  pairs: readonly { imported: Point<Frame>; known: Point }[],
): FrameSuspicion | undefined {
  if (pairs.length < FEWEST) return undefined
  const sample = thinned(pairs)
  const offsets = sample.map(({ imported, known }) => {
    const claimed = toCgcs2000(imported)
    return { metres: distanceMetres(known, claimed), bearing: bearingDegrees(known, claimed) }
  })
  const medianOffsetMetres = median(offsets.map((offset) => offset.metres))
  const bearing = meanBearing(offsets.map((offset) => offset.bearing))
  const agreeing = offsets.filter(
    (offset) =>
      turnBetween(offset.bearing, bearing) <= 15 &&
      Math.abs(offset.metres - medianOffsetMetres) <= Math.max(30, 0.15 * medianOffsetMetres),
  )
  const sharePct = Math.round((100 * agreeing.length) / sample.length)
  if (sharePct < 70) return undefined
  const suspected = byResidual(sample) ?? byDistance(medianOffsetMetres, sample[0]!.imported.frame)
  return (
    suspected && {
      suspected,
      medianOffsetMetres: Math.round(medianOffsetMetres),
      bearing: Math.round(bearing),
      sharePct,
    }
  )
}

/** The frame under which the pairs fall together, if that is another one than claimed. */
function byResidual(pairs: readonly { imported: Point<Frame>; known: Point }[]): Frame | undefined {
  const claimed = pairs[0]!.imported.frame
  const residual = (frame: Frame) =>
    median(pairs.map(({ imported, known }) => distanceMetres(known, readAs(imported, frame))))
  const best = rivals(claimed)
    .map((frame) => ({ frame, metres: residual(frame) }))
    .reduce((a, b) => (b.metres < a.metres ? b : a))
  return best.metres < 60 && best.metres < residual(claimed) / 4 ? best.frame : undefined
}

function byDistance(metres: number, claimed: Frame): Frame | undefined {
  if (claimed !== 'CGCS2000' && claimed !== 'WGS84') return undefined
  if (metres >= GCJ_METRES.least && metres <= GCJ_METRES.most) return 'GCJ02'
  return metres >= BD_METRES.least && metres <= BD_METRES.most ? 'BD09' : undefined
}

/**
 * Judges by the district's own geometry: if reading the same numbers in another frame puts distinctly more of them inside its
 * surfaces or on its things, that frame is suspected. Needs at least 8 points, and the fewer there are the larger a difference.
 */
export function suspectFromReference(
  points: readonly Point<Frame>[],
  reference: FrameReference,
): FrameSuspicion | undefined {
  if (points.length < FEWEST) return undefined
  const sample = thinned(points)
  const claimed = sample[0]!.frame
  const judges = [reference.inside, reference.onThing].filter((judge) => judge !== undefined)
  let best: { frame: Frame; gain: number; share: number } | undefined
  for (const judge of judges) {
    const share = (frame: Frame) => sample.filter((p) => judge(readAs(p, frame))).length / sample.length
    const before = share(claimed)
    for (const frame of rivals(claimed)) {
      const after = share(frame)
      if (isDistinct(before, after, sample.length) && after - before > (best?.gain ?? 0))
        best = { frame, gain: after - before, share: after }
    }
  }
  return best && described(sample, best.frame, best.share)
}

/** Whether a share rose by so much that chance and the nearness of neighbours do not explain it. */
function isDistinct(before: number, after: number, count: number): boolean {
  const gain = after - before
  if (gain >= Math.max(0.2, 1.25 / Math.sqrt(count))) return true
  // Where only an edge of the file touches what is known, few points can agree; then nearly none may have agreed before.
  const middle = (before + after) / 2
  return after >= 3 * before && gain >= 6 * Math.sqrt((2 * middle * (1 - middle)) / count)
}

function described(sample: readonly Point<Frame>[], suspected: Frame, share: number): FrameSuspicion {
  const pairs = sample.map((p) => ({ claimed: toCgcs2000(p), truth: readAs(p, suspected) }))
  return {
    suspected,
    medianOffsetMetres: Math.round(median(pairs.map(({ claimed, truth }) => distanceMetres(truth, claimed)))),
    bearing: Math.round(meanBearing(pairs.map(({ claimed, truth }) => bearingDegrees(truth, claimed)))),
    sharePct: Math.round(share * 100),
  }
}

/** The same two numbers believed to be in `frame`, as CGCS2000. */
const readAs = (p: Point<Frame>, frame: Frame): Point => convert(pointIn(frame, p.lon, p.lat), 'CGCS2000')

// WGS84 and CGCS2000 cannot be told apart at this scale.
const rivals = (claimed: Frame): readonly Frame[] =>
  (['CGCS2000', 'GCJ02', 'BD09'] as const).filter(
    (frame) => frame !== claimed && !(claimed === 'WGS84' && frame === 'CGCS2000'),
  )

function thinned<T>(all: readonly T[]): readonly T[] {
  if (all.length <= MOST) return all
  const step = all.length / MOST
  return Array.from({ length: MOST }, (_, at) => all[Math.floor(at * step)]!)
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

function meanBearing(bearings: readonly number[]): number {
  const radians = Math.PI / 180
  const [x, y] = bearings.reduce(([sx, sy], b) => [sx + Math.sin(b * radians), sy + Math.cos(b * radians)], [0, 0] as [
    number,
    number,
  ])
  return (Math.atan2(x, y) / radians + 360) % 360
}

const turnBetween = (a: number, b: number): number => Math.abs(((a - b + 540) % 360) - 180)
