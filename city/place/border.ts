import Flatbush from 'flatbush'
import { type Area, polygonsOf, type Ring, signedArea2 } from './shape.ts'

/** Corners within 2 cm are one corner; a crack narrower than that is drawing noise. */
export const SNAP_DEGREES = 2e-7

/** A piece of a border between two corners, by number, with its surface on the left hand. */
export type Border = { readonly from: number; readonly to: number; readonly owner: number }

/** Positions by number; near-equal ones have one. */
export type CornerBook = { idOf(lon: number, lat: number): number; readonly lons: number[]; readonly lats: number[] }

/** Gives near-equal positions one number. */
export function cornerBook(): CornerBook {
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
export function bordersOf(areas: readonly Area[], corners: CornerBook): Border[] {
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

/** The borders, cut wherever a corner of another lies on them or another crosses them. */
export function cutAtCorners(borders: readonly Border[], corners: CornerBook): Border[] {
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

/** A closed walk along pieces, and whose pieces they were. */
export type OpenRing = { positions: Ring; owners: readonly number[] }

/** Joins pieces end to end, turning right as sharply as possible so that gaps meeting at a corner stay apart. */
export function walkRings(pieces: readonly Border[], { lons, lats }: CornerBook): OpenRing[] {
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
