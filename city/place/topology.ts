import Flatbush from 'flatbush'
import { boxesMeet, metresPerDegree } from './distance.ts'
import { type Point, point } from './frame.ts'
import { type Area, boxOf, ringsOf } from './shape.ts'

/** Two surfaces that cover the same ground. `a` and `b` are positions in the list given; `at` lies in the overlap. */
export type Overlap = { readonly a: number; readonly b: number; readonly squareMetres: number; readonly at: Point }

/** Every pair that shares more than `tolerance` square metres. Touching borders share nothing. */
export function findOverlaps(areas: readonly Area[], tolerance = 1): readonly Overlap[] {
  if (areas.length < 2) return []
  const boxes = areas.map((area) => boxOf(ringsOf(area)))
  const index = new Flatbush(areas.length)
  for (const box of boxes) index.add(box.west, box.south, box.east, box.north)
  index.finish()
  const found: Overlap[] = []
  boxes.forEach((box, a) => {
    const others = index.search(box.west, box.south, box.east, box.north, (b) => b > a).sort((x, y) => x - y)
    for (const b of others) {
      if (!boxesMeet(box, boxes[b]!)) continue
      const shared = sharedGround(areas[a]!, areas[b]!)
      if (shared.squareMetres > tolerance) found.push({ a, b, ...shared })
    }
  })
  return found
}

type Side = { owner: 0 | 1; ax: number; ay: number; bx: number; by: number }

/**
 * Exact common ground of two surfaces. The plane is cut into level slabs at every corner and crossing; within a slab no two sides
 * cross, so the shared width is linear and its middle value times the height is the area.
 */
export function sharedGround(a: Area, b: Area): { squareMetres: number; at: Point } {
  const [boxA, boxB] = [boxOf(ringsOf(a)), boxOf(ringsOf(b))]
  const south = Math.max(boxA.south, boxB.south)
  const north = Math.min(boxA.north, boxB.north)
  const sides = [...sidesOf(a, 0), ...sidesOf(b, 1)].filter((side) => side.by > south && side.ay < north)
  const levels = levelsOf(sides, south, north)
  let sum = 0
  let best = { width: 0, lon: boxA.west, lat: south }
  for (let at = 1; at < levels.length; at++) {
    const [low, high] = [levels[at - 1]!, levels[at]!]
    const middle = (low + high) / 2
    const stretch = sharedWidth(sides, middle)
    sum += stretch.total * (high - low)
    if (stretch.widest * (high - low) > best.width)
      best = { width: stretch.widest * (high - low), lon: stretch.lon, lat: middle }
  }
  const scale = metresPerDegree((south + north) / 2)
  return { squareMetres: sum * scale.x * scale.y, at: point(best.lon, best.lat) }
}

function sidesOf(area: Area, owner: 0 | 1): Side[] {
  const sides: Side[] = []
  for (const ring of ringsOf(area))
    for (let at = 1; at < ring.length; at++) {
      const [a, b] = [ring[at - 1]!, ring[at]!]
      if (a[1] === b[1]) continue
      const [low, high] = a[1] < b[1] ? [a, b] : [b, a]
      sides.push({ owner, ax: low[0], ay: low[1], bx: high[0], by: high[1] })
    }
  return sides
}

function levelsOf(sides: readonly Side[], south: number, north: number): number[] {
  const levels = new Set([south, north])
  const add = (lat: number) => {
    if (lat > south && lat < north) levels.add(lat)
  }
  const ours = sides.filter((side) => side.owner === 0)
  const theirs = sides.filter((side) => side.owner === 1)
  for (const side of sides) {
    add(side.ay)
    add(side.by)
  }
  for (const one of ours) for (const other of theirs) add(crossingLevel(one, other))
  return [...levels].sort((x, y) => x - y)
}

/** The latitude where two sides cross, or NaN. */
function crossingLevel(p: Side, q: Side): number {
  if (p.by <= q.ay || q.by <= p.ay) return Number.NaN
  const [px, py, qx, qy] = [p.bx - p.ax, p.by - p.ay, q.bx - q.ax, q.by - q.ay]
  const turn = px * qy - py * qx
  if (turn === 0) return Number.NaN
  const t = ((q.ax - p.ax) * qy - (q.ay - p.ay) * qx) / turn
  const u = ((q.ax - p.ax) * py - (q.ay - p.ay) * px) / turn
  return t > 0 && t < 1 && u > 0 && u < 1 ? p.ay + t * py : Number.NaN
}

function sharedWidth(sides: readonly Side[], lat: number): { total: number; widest: number; lon: number } {
  const crossings = sides
    .filter((side) => side.ay <= lat && side.by > lat)
    .map((side) => ({ owner: side.owner, x: side.ax + ((side.bx - side.ax) * (lat - side.ay)) / (side.by - side.ay) }))
    .sort((p, q) => p.x - q.x)
  const inside = [false, false]
  let [total, widest, lon] = [0, 0, 0]
  crossings.forEach((crossing, at) => {
    const before = crossings[at - 1]
    if (before && inside[0] && inside[1]) {
      const width = crossing.x - before.x
      total += width
      if (width > widest) [widest, lon] = [width, (crossing.x + before.x) / 2]
    }
    inside[crossing.owner] = !inside[crossing.owner]
  })
  return { total, widest, lon }
}
