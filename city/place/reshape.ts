import { type Border, bordersOf, cornerBook, cutAtCorners, SNAP_DEGREES, walkRings } from './border.ts'
import { distanceMetres, nearestOnSegment } from './distance.ts'
import { point } from './frame.ts'
import {
  type Area,
  type Position,
  polygonsOf,
  type Ring,
  ringsHold,
  ringsOf,
  shapeFaults,
  signedArea2,
  squareMetres,
} from './shape.ts'

/** Why cells cannot be cut or joined as drawn. */
export type ReshapeFault =
  | 'of_several_parts'
  | 'line_too_short'
  | 'line_ends_inside'
  | 'line_cuts_not_twice'
  | 'line_crosses'
  | 'line_through_hole'
  | 'piece_too_small'
  | 'not_neighbours'
  | 'encloses'
  | 'border_of_several_parts'
  | 'border_ends_moved'

/** Less than this is a slip of the hand, not a cell (a usual one has 10 000 m²). */
export const LEAST_SQUARE_METRES = 100
/** A line that ends this near to the border was meant to reach it. */
const REACH_METRES = 20
/** A cut this near to a corner is made at the corner. */
const CORNER_METRES = 0.5

type Polygon = { readonly outer: Ring; readonly holes: readonly Ring[] }

/** The one polygon of a surface with its outer ring counter-clockwise; undefined where there are several. */
function polygonOf(area: Area): Polygon | undefined {
  const [only, ...more] = polygonsOf(area)
  if (!only || more.length > 0) return undefined
  const [outer, ...holes] = only
  return { outer: signedArea2(outer!) > 0 ? outer! : outer!.toReversed(), holes }
}

const surface = (outer: Ring, holes: readonly Ring[] = []): Area => ({
  type: 'Polygon',
  coordinates: [outer, ...holes],
})
const metresBetween = (a: Position, b: Position): number => distanceMetres(point(a[0], a[1]), point(b[0], b[1]))

/** Where a drawn line meets a ring: how far along each (corner number and share), and the place. */
type Cut = { readonly along: number; readonly round: number; readonly at: Position }

/** Cuts a surface in two by a drawn line that enters and leaves it once. */
export function splitArea(area: Area, drawn: Ring): readonly [Area, Area] | ReshapeFault {
  const polygon = polygonOf(area)
  if (!polygon) return 'of_several_parts'
  if (drawn.length < 2) return 'line_too_short'
  const line = reachingOut(polygon.outer, drawn)
  if (!line) return 'line_ends_inside'
  const cuts = cutsOf(polygon.outer, line)
  const [first, second] = cuts
  if (!first || !second || cuts.length > 2) return 'line_cuts_not_twice'
  const inner = line.filter((_, at) => at > first.along && at < second.along)
  const path = [first.at, ...inner, second.at]
  const middle = path.length > 2 ? path[1]! : halfway(first.at, second.at)
  if (!ringsHold([polygon.outer], middle[0], middle[1])) return 'line_cuts_not_twice'
  if (polygon.holes.some((hole) => cutsOf(hole, path).length > 0)) return 'line_through_hole'
  const rings = [
    closed([first.at, ...cornersBetween(polygon.outer, first.round, second.round), second.at, ...inner.toReversed()]),
    closed([second.at, ...cornersBetween(polygon.outer, second.round, first.round), first.at, ...inner]),
  ]
  const pieces = rings.map((ring) =>
    surface(
      ring,
      polygon.holes.filter(([corner]) => ringsHold([ring], corner![0], corner![1])),
    ),
  )
  if (pieces.some((piece) => shapeFaults(piece).length > 0)) return 'line_crosses'
  if (pieces.some((piece) => squareMetres(piece) < LEAST_SQUARE_METRES)) return 'piece_too_small'
  return [pieces[0]!, pieces[1]!]
}

const closed = (corners: Ring): Ring => [...corners, corners[0]!]
const halfway = (a: Position, b: Position): Position => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]

/** The line with an end that stops just short of the border drawn on beyond it; undefined where an end lies deep inside. */
function reachingOut(outer: Ring, line: Ring): Ring | undefined {
  const [start, end] = [beyond(outer, line[0]!), beyond(outer, line.at(-1)!)]
  if (!start || !end) return undefined
  return [...(start === 'outside' ? [] : [start]), ...line, ...(end === 'outside' ? [] : [end])]
}

function beyond(outer: Ring, [lon, lat]: Position): Position | 'outside' | undefined {
  if (!ringsHold([outer], lon, lat)) return 'outside'
  const here = point(lon, lat)
  let best = { at: here, metres: Infinity }
  for (let i = 1; i < outer.length; i++) {
    const found = nearestOnSegment(here, point(outer[i - 1]![0], outer[i - 1]![1]), point(outer[i]![0], outer[i]![1]))
    if (found.metres < best.metres) best = found
  }
  if (best.metres > REACH_METRES) return undefined
  const further = 1 + CORNER_METRES / Math.max(best.metres, 0.01)
  return [lon + (best.at.lon - lon) * further, lat + (best.at.lat - lat) * further]
}

function cutsOf(ring: Ring, line: Ring): Cut[] {
  const found: Cut[] = []
  for (let i = 1; i < line.length; i++)
    for (let j = 1; j < ring.length; j++) {
      const cut = cutOf(line, i, ring, j)
      if (cut && !found.some(({ at }) => metresBetween(at, cut.at) < CORNER_METRES / 10)) found.push(cut)
    }
  return found.sort((a, b) => a.along - b.along)
}

function cutOf(line: Ring, i: number, ring: Ring, j: number): Cut | undefined {
  const [[ax, ay], [bx, by], [cx, cy], [dx, dy]] = [line[i - 1]!, line[i]!, ring[j - 1]!, ring[j]!]
  const turn = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
  if (turn === 0) return undefined
  const t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / turn
  const u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / turn
  if (t < 0 || t > 1 || u < 0 || u > 1) return undefined
  const at: Position = [cx + u * (dx - cx), cy + u * (dy - cy)]
  const corner = [j - 1, j].find((k) => metresBetween(ring[k]!, at) < CORNER_METRES)
  const along = i - 1 + t
  // The last corner of a ring is its first.
  return corner === undefined
    ? { along, round: j - 1 + u, at }
    : { along, round: corner % (ring.length - 1), at: ring[corner]! }
}

/** The corners met going round a ring from one cut to the other. */
function cornersBetween(ring: Ring, from: number, to: number): Position[] {
  const count = ring.length - 1
  const end = to > from ? to : to + count
  const corners: Position[] = []
  for (let at = Math.floor(from) + 1; at < end; at++) corners.push(ring[at % count]!)
  return corners
}

/** Joins surfaces that have borders in common into one without holes of its own. */
export function mergeAreas(areas: readonly Area[]): Area | ReshapeFault {
  const book = cornerBook()
  const pieces = cutAtCorners(bordersOf(areas, book), book)
  const runs = new Set(pieces.map(({ from, to }) => `${from} ${to}`))
  const rings = walkRings(
    pieces.filter(({ from, to }) => !runs.has(`${to} ${from}`)),
    book,
  ).map(({ positions }) => positions)
  const outers = rings.filter((ring) => signedArea2(ring) > 0)
  if (outers.length !== 1) return 'not_neighbours'
  const cracks = (ring: Ring) => squareMetres(surface(ring)) < 1
  const holes = rings.filter((ring) => signedArea2(ring) < 0 && !cracks(ring))
  if (
    holes.length >
    areas.reduce((sum, area) => sum + polygonsOf(area).reduce((all, rings) => all + rings.length - 1, 0), 0)
  )
    return 'encloses'
  const merged = surface(outers[0]!, holes)
  return shapeFaults(merged).length > 0 ? 'not_neighbours' : merged
}

/** What two neighbours have in common, in the order of the first one's ring, and what else is about each. */
export type SharedBorder = { readonly line: Ring; readonly aroundFirst: Ring; readonly aroundSecond: Ring }

/** The border between two surfaces, where it is one line. */
export function sharedBorder(first: Area, second: Area): SharedBorder | ReshapeFault {
  const [one, other] = [polygonOf(first), polygonOf(second)]
  if (!one || !other) return 'of_several_parts'
  const book = cornerBook()
  const pieces = cutAtCorners(bordersOf([surface(one.outer), surface(other.outer)], book), book)
  const runs = new Set(pieces.map(({ from, to }) => `${from} ${to}`))
  const isShared = ({ from, to }: Border) => runs.has(`${to} ${from}`)
  const [ofFirst, ofSecond] = [0, 1].map((owner) =>
    splitRound(
      pieces.filter((piece) => piece.owner === owner),
      isShared,
    ),
  )
  if (!ofFirst || !ofSecond) return pieces.some(isShared) ? 'border_of_several_parts' : 'not_neighbours'
  const positions = (ids: readonly number[]): Ring => ids.map((id) => [book.lons[id]!, book.lats[id]!] as const)
  return {
    line: positions(ofFirst.shared),
    aroundFirst: positions(ofFirst.rest),
    aroundSecond: positions(ofSecond.rest),
  }
}

/** A closed ring of pieces as the stretch that is shared and the rest; undefined unless it is one stretch. */
function splitRound(ring: readonly Border[], isShared: (piece: Border) => boolean) {
  const starts = ring.flatMap((piece, at) => (isShared(piece) && !isShared(ring.at(at - 1)!) ? [at] : []))
  if (starts.length !== 1) return undefined
  const turned = [...ring.slice(starts[0]), ...ring.slice(0, starts[0])]
  const length = turned.filter(isShared).length
  const ids = [turned[0]!.from, ...turned.map(({ to }) => to)]
  return { shared: ids.slice(0, length + 1), rest: ids.slice(length) }
}

/** Gives two neighbours another border between the same two ends. */
export function moveBorder(first: Area, second: Area, drawn: Ring): readonly [Area, Area] | ReshapeFault {
  const border = sharedBorder(first, second)
  if (typeof border === 'string') return border
  if (drawn.length < 2) return 'line_too_short'
  const [start, end] = [border.line[0]!, border.line.at(-1)!]
  const isEnd = (a: Position, b: Position) => Math.hypot(a[0] - b[0], a[1] - b[1]) < 10 * SNAP_DEGREES
  if (!isEnd(drawn[0]!, start) || !isEnd(drawn.at(-1)!, end)) return 'border_ends_moved'
  const inner = drawn.slice(1, -1)
  const pieces = [
    surface([start, ...inner, ...border.aroundFirst], polygonOf(first)!.holes),
    surface([end, ...inner.toReversed(), ...border.aroundSecond], polygonOf(second)!.holes),
  ] as const
  const isTurned = pieces.some((piece) => signedArea2(ringsOf(piece)[0]!) <= 0)
  if (isTurned || pieces.some((piece) => shapeFaults(piece).length > 0)) return 'line_crosses'
  if (pieces.some((piece) => squareMetres(piece) < LEAST_SQUARE_METRES)) return 'piece_too_small'
  return pieces
}
