import type { Problem } from '#kernel/problem.ts'
import { planeProblem, pointProblem } from './check.ts'
import { type Frame, frameOfCrs, type Point, pointIn, toCgcs2000 } from './frame.ts'
import { fromGaussKruger, type GaussKruger, gaussKrugerOfEpsg } from './gauss-kruger.ts'
import { placeProblems } from './problems.ts'

/** What a file's owner says of its coordinates: degrees in a frame, or plane CGCS2000 metres. */
export type DeclaredFrame = Frame | { readonly plane: GaussKruger }

/** A frame as words: `GCJ02`, `Gauss-Krüger 105°`. */
export const frameName = (frame: DeclaredFrame): string =>
  typeof frame === 'string' ? frame : `Gauss-Krüger ${frame.plane.centralMeridian ?? '?'}°`

/**
 * The frame to read a file in. One named in the file (GeoJSON `crs`) and one chosen by a person must agree, WGS84 passing for
 * CGCS2000; with neither it is `frame_unknown`, never a guess.
 */
export function settleFrame(chosen: DeclaredFrame | undefined, inFile: string | undefined): DeclaredFrame | Problem {
  const found = inFile === undefined ? undefined : frameInFile(inFile)
  if (chosen === undefined) return found ?? placeProblems.frame_unknown({}, 'frame')
  if (found !== undefined && !agree(chosen, found))
    return placeProblems.frame_conflict({ declared: frameName(chosen), inFile: frameName(found) }, 'frame')
  return chosen
}

function frameInFile(name: string): DeclaredFrame | undefined {
  const plane = gaussKrugerOfEpsg(Number(name.split(':').at(-1)))
  return plane ? { plane } : frameOfCrs(name)
}

function agree(a: DeclaredFrame, b: DeclaredFrame): boolean {
  if (typeof a === 'string' || typeof b === 'string')
    return typeof a === 'string' && typeof b === 'string' && plain(a) === plain(b)
  const [one, other] = [a.plane.centralMeridian, b.plane.centralMeridian]
  return one === undefined || other === undefined || one === other
}

const plain = (frame: Frame): Frame => (frame === 'WGS84' ? 'CGCS2000' : frame)

/** A pair of a file: as claimed (for judging the claim) and as CGCS2000. */
export type ReadPosition = { readonly claimed: Point<Frame>; readonly point: Point }

/** Reads one pair under the frame declared, or gives the problem. Plane metres may come in either order. */
export function readPosition(
  frame: DeclaredFrame,
  first: number,
  second: number,
  field?: string,
): ReadPosition | { readonly problem: Problem } {
  if (typeof frame === 'string') {
    const problem = pointProblem(first, second, field)
    if (problem) return { problem }
    const claimed = pointIn(frame, first, second)
    return { claimed, point: toCgcs2000(claimed) }
  }
  const reading = fromGaussKruger(first, second, frame.plane)
  if (typeof reading === 'string') return { problem: planeProblem(reading, first, second, field) }
  return { claimed: reading.point, point: reading.point }
}
