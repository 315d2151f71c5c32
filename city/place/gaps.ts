import Flatbush from 'flatbush'
import { indexAreas } from './area-index.ts'
import { metresPerDegree } from './distance.ts'
import { type Point, point } from './frame.ts'
import { type Area, labelPoint, polygonsOf, type Ring, signedArea2 } from './shape.ts'

/** Ground enclosed by surfaces and covered by none. `beside` are positions in the list given; `at` lies in the gap. */
export type Gap = { readonly squareMetres: number; readonly at: Point; readonly beside: readonly number[] }

// Corners within 2 cm are one corner; a crack narrower than that is drawing noise, not a gap.
const SNAP_DEGREES = 2e-7

type Border = { readonly from: number; readonly to: number; readonly owner: number }

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

type CornerBook = { idOf(lon: number, lat: number): number; readonly lons: number[]; readonly lats: number[] }

/** Gives near-equal positions one number. */
function cornerBook(): CornerBook {
  const lons: number[] = []
  const lats: number[] = []
  const bins = new Map<string, number[]>()
  const idOf = (lon: number, lat: number): number => {
    const [column, row] = [Math.floor(lon / SNAP_DEGREES), Math.floor(lat / SNAP_DEGREES)]
    for (let x = column - 1; x <= column + 1; x++)
      for (let y = row - 1; y <= row + 1; y++)
        for (const id of bins.get(`${x} ${y}`) ?? [])
          if (Math.abs(lons[id]! - lon) <= SNAP_DEGREES && Math.abs(lats[id]! - lat) <= SNAP_DEGREES) return id
    const id = lons.push(lon) - 1
    lats.push(lat)
    const bin = bins.get(`${column} ${row}`)
    if (bin) bin.push(id)
    else bins.set(`${column} ${row}`, [id])
    return id
  }
  return { idOf, lons, lats }
}

/** All borders with their surface on the left hand. */
function bordersOf(areas: readonly Area[], corners: CornerBook): Border[] {
  const borders: Border[] = []
  areas.forEach((area, owner) => {
    for (const polygon of polygonsOf(area))
      polygon.forEach((ring, at) => {
        const ids = ring.map(([lon, lat]) => corners.idOf(lon, lat))
        if (signedArea2(ring) > 0 !== (at === 0)) ids.reverse()
        for (let i = 1; i < ids.length; i++)
          if (ids[i - 1] !== ids[i]) borders.push({ from: ids[i - 1]!, to: ids[i]!, owner })
      })
  })
  return borders
}

function cutAtCorners(borders: readonly Border[], corners: CornerBook): Border[] {
  const { lons, lats } = corners
  const index = new Flatbush(borders.length)
  for (const { from, to } of borders)
    index.add(
      Math.min(lons[from]!, lons[to]!) - SNAP_DEGREES,
      Math.min(lats[from]!, lats[to]!) - SNAP_DEGREES,
      Math.max(lons[from]!, lons[to]!) + SNAP_DEGREES,
      Math.max(lats[from]!, lats[to]!) + SNAP_DEGREES,
    )
  index.finish()
  const pieces: Border[] = []
  for (const border of borders) {
    const { from, to, owner } = border
    const near = index.search(
      Math.min(lons[from]!, lons[to]!),
      Math.min(lats[from]!, lats[to]!),
      Math.max(lons[from]!, lons[to]!),
      Math.max(lats[from]!, lats[to]!),
    )
    const cuts = new Map<number, number>()
    for (const at of near) {
      const other = borders[at]!
      for (const id of [other.from, other.to, crossingOf(border, other, corners)])
        if (id !== undefined && id !== from && id !== to) {
          const t = alongBorder(border, id, corners)
          if (t !== undefined) cuts.set(id, t)
        }
    }
    const ids = [from, ...[...cuts].sort((p, q) => p[1] - q[1]).map(([id]) => id), to]
    for (let i = 1; i < ids.length; i++) pieces.push({ from: ids[i - 1]!, to: ids[i]!, owner })
  }
  return pieces
}

/** The share of the border (0–1) at which the corner lies on it, if it does. */
function alongBorder({ from, to }: Border, id: number, { lons, lats }: CornerBook): number | undefined {
  const [ax, ay] = [lons[from]!, lats[from]!]
  const [dx, dy] = [lons[to]! - ax, lats[to]! - ay]
  const length2 = dx * dx + dy * dy
  const t = ((lons[id]! - ax) * dx + (lats[id]! - ay) * dy) / length2
  if (t <= 0 || t >= 1) return undefined
  const off = Math.hypot(ax + t * dx - lons[id]!, ay + t * dy - lats[id]!)
  return off <= SNAP_DEGREES ? t : undefined
}

function crossingOf(p: Border, q: Border, corners: CornerBook): number | undefined {
  const { lons, lats } = corners
  const [ax, ay, cx, cy] = [lons[p.from]!, lats[p.from]!, lons[q.from]!, lats[q.from]!]
  const [px, py, qx, qy] = [lons[p.to]! - ax, lats[p.to]! - ay, lons[q.to]! - cx, lats[q.to]! - cy]
  const turn = px * qy - py * qx
  if (turn === 0) return undefined
  const t = ((cx - ax) * qy - (cy - ay) * qx) / turn
  const u = ((cx - ax) * py - (cy - ay) * px) / turn
  return t > 0 && t < 1 && u > 0 && u < 1 ? corners.idOf(ax + t * px, ay + t * py) : undefined
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

type OpenRing = { positions: Ring; owners: readonly number[] }

/** Joins pieces end to end, turning right as sharply as possible so that gaps meeting at a corner stay apart. */
function walkRings(pieces: readonly Border[], { lons, lats }: CornerBook): OpenRing[] {
  const leaving = new Map<number, Border[]>()
  for (const piece of pieces) leaving.set(piece.from, [...(leaving.get(piece.from) ?? []), piece])
  const heading = (piece: Border) =>
    Math.atan2(lats[piece.to]! - lats[piece.from]!, lons[piece.to]! - lons[piece.from]!)
  const used = new Set<Border>()
  const rings: OpenRing[] = []
  for (const start of pieces) {
    if (used.has(start)) continue
    const walked: Border[] = []
    let here: Border | undefined = start
    while (here && !used.has(here)) {
      used.add(here)
      walked.push(here)
      const back = heading(here) + Math.PI
      const turn = (piece: Border) => (heading(piece) - back + 4 * Math.PI) % (2 * Math.PI)
      here = (leaving.get(here.to) ?? [])
        .filter((piece) => !used.has(piece) || piece === start)
        .reduce<Border | undefined>((best, piece) => (best && turn(best) <= turn(piece) ? best : piece), undefined)
    }
    if (walked.at(-1)?.to !== start.from) continue
    const ids = [start.from, ...walked.map((piece) => piece.to)]
    rings.push({
      positions: ids.map((id) => [lons[id]!, lats[id]!] as const),
      owners: [...new Set(walked.map((piece) => piece.owner))].sort((a, b) => a - b),
    })
  }
  return rings
}

function gapOf({ positions, owners }: OpenRing): Gap {
  const at = labelPoint({ type: 'Polygon', coordinates: [positions] })
  const scale = metresPerDegree(at.lat)
  const squareMetres = (Math.abs(signedArea2(positions)) / 2) * scale.x * scale.y
  return { squareMetres, at: point(at.lon, at.lat), beside: owners }
}
