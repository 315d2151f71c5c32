import { distance, distanceToSegment, insideRing, type XY } from './plane.ts'
import { along, lengthOf } from './polyline.ts'

/** A rectangle on the ground: `heading` is the unit direction of its width. */
export type Box = { centre: XY; heading: XY; width: number; depth: number }

/** A plot being built on: how far from each side one must stay, and what stands there already. */
export type Site = { shape: readonly XY[]; setbacks: readonly number[]; built: Box[] }

/** A stretch of the plot's outline along one road (or along none, road −1). */
export type Front = { road: number; line: XY[]; setback: number; length: number }

export function corners({ centre: [x, y], heading: [c, s], width, depth }: Box): XY[] {
  const [a, b] = [width / 2, depth / 2]
  const at = (u: number, v: number): XY => [x + u * c - v * s, y + u * s + v * c]
  return [at(-a, -b), at(a, -b), at(a, b), at(-a, b)]
}

/** Puts the box on the site if it keeps every setback and stands clear of its neighbours. */
export function tryPlace(site: Site, box: Box, gap: number): boolean {
  const four = corners(box)
  if (!four.every((p) => insideRing(p[0], p[1], site.shape))) return false
  if (!keepsSetbacks(site, box, four)) return false
  if (site.built.some((other) => overlaps(box, other, gap))) return false
  site.built.push(box)
  return true
}

function keepsSetbacks(site: Site, box: Box, four: readonly XY[]): boolean {
  const reach = Math.hypot(box.width, box.depth) / 2
  for (let i = 0; i < site.shape.length; i++) {
    const a = site.shape[i]!
    const b = site.shape[(i + 1) % site.shape.length]!
    const setback = site.setbacks[i]!
    if (distanceToSegment(box.centre, a, b) > reach + setback) continue
    if (four.some((p) => distanceToSegment(p, a, b) < setback)) return false
    const [u, v] = inFrame(box, a)
    if (Math.abs(u) < box.width / 2 + setback && Math.abs(v) < box.depth / 2 + setback) return false
  }
  return true
}

function inFrame({ centre, heading: [c, s] }: Box, p: XY): XY {
  const [x, y] = [p[0] - centre[0], p[1] - centre[1]]
  return [x * c + y * s, -x * s + y * c]
}

function overlaps(a: Box, b: Box, gap: number): boolean {
  const reach = (Math.hypot(a.width, a.depth) + Math.hypot(b.width, b.depth)) / 2 + gap
  if (distance(a.centre, b.centre) > reach) return false
  return !separated(a, b, gap) && !separated(b, a, gap)
}

function separated(a: Box, b: Box, gap: number): boolean {
  const local = corners(b).map((p) => inFrame(a, p))
  const beyond = (axis: 0 | 1, half: number) =>
    local.every((p) => p[axis] > half) || local.every((p) => p[axis] < -half)
  return beyond(0, a.width / 2 + gap) || beyond(1, a.depth / 2 + gap)
}

/** The outline cut into fronts: consecutive sides along the same road, not bending sharply. */
export function frontsOf(shape: readonly XY[], roads: readonly number[], setbacks: readonly number[]): Front[] {
  const fronts: Front[] = []
  const count = shape.length
  const start = Math.max(
    0,
    roads.findIndex((road, i) => road !== roads[(i + count - 1) % count]),
  )
  for (let k = 0; k < count; k++) {
    const i = (start + k) % count
    const next = shape[(i + 1) % count]!
    const last = fronts[fronts.length - 1]
    if (last && last.road === roads[i] && k > 0 && !bends(last.line, next)) last.line.push(next)
    else fronts.push({ road: roads[i]!, line: [shape[i]!, next], setback: setbacks[i]!, length: 0 })
  }
  for (const front of fronts) front.length = lengthOf(front.line)
  return fronts
}

function bends(line: readonly XY[], next: XY): boolean {
  const a = line[line.length - 2]!
  const b = line[line.length - 1]!
  const turn = Math.atan2(next[1] - b[1], next[0] - b[0]) - Math.atan2(b[1] - a[1], b[0] - a[0])
  return Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn))) > 0.5
}

/** A box standing on the building line of a front, `metres` from the front's start to the box's middle. */
export function onFront(front: Front, metres: number, width: number, depth: number, back: number): Box {
  const { at, heading } = along(front.line, metres)
  const inward = front.setback + 0.4 + back + depth / 2
  return { centre: [at[0] - heading[1] * inward, at[1] + heading[0] * inward], heading, width, depth }
}
