import { indexAreas } from './area-index.ts'
import {
  type Border,
  bordersOf,
  type CornerBook,
  cornerBook,
  cutAtCorners,
  type OpenRing,
  SNAP_DEGREES,
  walkRings,
} from './border.ts'
import { metresPerDegree } from './distance.ts'
import { type Point, point } from './frame.ts'
import { type Area, labelPoint, signedArea2 } from './shape.ts'

/** Ground enclosed by surfaces and covered by none. `beside` are positions in the list given; `at` lies in the gap. */
export type Gap = { readonly squareMetres: number; readonly at: Point; readonly beside: readonly number[] }

/**
 * Every hole in the joint cover of the surfaces larger than `tolerance` square metres. A gap that is open to the outside is no hole
 * and is not found. Borders are cut at each other's corners and crossings; a piece with a surface on both sides falls away, and the
 * pieces left over are walked into rings, of which those that run clockwise bound the gaps.
 */
export function findGaps(areas: readonly Area[], tolerance = 1): readonly Gap[] {
  if (areas.length === 0) return []
  const corners = cornerBook()
  const pieces = cutAtCorners(bordersOf(areas, corners), corners)
  const free = onOneSideOnly(pieces, areas, corners)
  return walkRings(free, corners)
    .filter((ring) => signedArea2(ring.positions) < 0)
    .map((ring) => gapOf(ring))
    .filter((gap) => gap.squareMetres > tolerance)
}

/** The pieces whose right hand lies open: no twin runs the other way and no surface covers the ground beside them. */
function onOneSideOnly(pieces: readonly Border[], areas: readonly Area[], corners: CornerBook): Border[] {
  const runs = new Set(pieces.map(({ from, to }) => `${from} ${to}`))
  const index = indexAreas(areas)
  const kept = new Map<string, Border>()
  for (const piece of pieces) {
    if (piece.from === piece.to || runs.has(`${piece.to} ${piece.from}`)) continue
    const [ax, ay] = [corners.lons[piece.from]!, corners.lats[piece.from]!]
    const [dx, dy] = [corners.lons[piece.to]! - ax, corners.lats[piece.to]! - ay]
    const step = (1.5 * SNAP_DEGREES) / Math.hypot(dx, dy)
    if (!index.holds(ax + dx / 2 + dy * step, ay + dy / 2 - dx * step, piece.owner))
      kept.set(`${piece.from} ${piece.to}`, piece)
  }
  return [...kept.values()]
}

function gapOf({ positions, owners }: OpenRing): Gap {
  const at = labelPoint({ type: 'Polygon', coordinates: [positions] })
  const scale = metresPerDegree(at.lat)
  const squareMetres = (Math.abs(signedArea2(positions)) / 2) * scale.x * scale.y
  return { squareMetres, at: point(at.lon, at.lat), beside: owners }
}
