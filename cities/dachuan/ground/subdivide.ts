import { addEdge, addNode, type Drawing, type EdgeMark, expand, splitEdge } from './planar.ts'
import { areaOfRing, between, centroid, crossing, distance, perimeter, signedArea, type XY } from './plane.ts'
import type { Random } from './random.ts'

/** A face on its way to being a cell, with the larger pieces it was cut from. */
export type Piece = { ring: number[]; tract: number; block: number; plot: number }

/** What the caller decides: how large pieces should be at a place and what runs along a new cut. */
export type Plan = {
  targetArea: (at: XY, ring: readonly XY[]) => number
  markFor: (at: XY, area: number) => EdgeMark
  /** Sideways bend of a cut as a share of its length. */
  bend: (at: XY) => number
}

/** Cuts a face across its longer side again and again until every piece is about the planned size. */
export function subdivide(
  drawing: Drawing,
  ring: number[],
  plan: Plan,
  random: Random,
  emit: (ring: number[]) => void,
): void {
  const open = [ring]
  while (open.length > 0) {
    const face = expand(drawing, open.pop()!, true)
    const shape = face.map((n) => drawing.nodes[n]!)
    const area = areaOfRing(shape)
    const at = centroid(shape)
    const halves = area > 1.42 * plan.targetArea(at, shape) ? cutInTwo(drawing, face, shape, plan, random) : undefined
    if (halves) open.push(halves[1], halves[0])
    else emit(face)
  }
}

type Landing = { side: number; at: XY; node?: number }
type Cut = { from: Landing; to: Landing; middle: XY[]; cost: number }

function cutInTwo(
  drawing: Drawing,
  face: number[],
  shape: XY[],
  plan: Plan,
  random: Random,
): [number[], number[]] | undefined {
  const area = areaOfRing(shape)
  const at = centroid(shape)
  const snap = 0.17 * Math.sqrt(Math.min(area / 2, 20_000))
  const cuts = candidates(shape, at, random)
    .map((line) => chord(face, shape, at, line, snap))
    .filter((cut) => cut !== undefined)
    .map((cut) => ({ ...cut, cost: costOf(shape, cut) }))
    .sort((a, b) => a.cost - b.cost)
  const bend = plan.bend(at) * random.between(-1, 1)
  for (const cut of cuts.slice(0, 5))
    for (const share of [bend, 0]) {
      const bent = { ...cut, middle: bow(cut.from.at, cut.to.at, share) }
      if (isClear(shape, bent)) return apply(drawing, face, bent, plan.markFor(at, area))
    }
  return undefined
}

/** Lines across the longer axis, turned and moved a little. */
function candidates(shape: readonly XY[], at: XY, random: Random): { through: XY; towards: XY }[] {
  const axis = longAxis(shape, at)
  const reach = Math.sqrt(areaOfRing(shape))
  const lines: { through: XY; towards: XY }[] = []
  for (let i = 0; i < 14; i++) {
    const angle = axis + Math.PI / 2 + random.between(-0.16, 0.16)
    const shift = random.between(-0.17, 0.17) * reach
    const through: XY = [at[0] + Math.cos(axis) * shift, at[1] + Math.sin(axis) * shift]
    lines.push({ through, towards: [Math.cos(angle), Math.sin(angle)] })
  }
  return lines
}

/** Direction of greatest spread of the outline, weighted by side length. */
function longAxis(shape: readonly XY[], at: XY): number {
  let xx = 0
  let yy = 0
  let xy = 0
  shape.forEach((b, i) => {
    const a = shape[(i || shape.length) - 1]!
    const weight = distance(a, b)
    const x = (a[0] + b[0]) / 2 - at[0]
    const y = (a[1] + b[1]) / 2 - at[1]
    xx += weight * x * x
    yy += weight * y * y
    xy += weight * x * y
  })
  return 0.5 * Math.atan2(2 * xy, xx - yy)
}

function chord(
  face: readonly number[],
  shape: readonly XY[],
  at: XY,
  line: { through: XY; towards: XY },
  snap: number,
): Omit<Cut, 'cost'> | undefined {
  const far = 20_000
  const a: XY = [line.through[0] - line.towards[0] * far, line.through[1] - line.towards[1] * far]
  const b: XY = [line.through[0] + line.towards[0] * far, line.through[1] + line.towards[1] * far]
  const hits: { t: number; landing: Landing }[] = []
  for (let side = 0; side < shape.length; side++) {
    const p = shape[side]!
    const q = shape[(side + 1) % shape.length]!
    const hit = crossing(a, b, p, q)
    if (hit) hits.push({ t: hit.t, landing: land(face, shape, side, between(p, q, hit.u), snap) })
  }
  hits.sort((x, y) => x.t - y.t)
  const centre = ((at[0] - a[0]) * line.towards[0] + (at[1] - a[1]) * line.towards[1]) / (2 * far)
  let best: Omit<Cut, 'cost'> | undefined
  let nearest = Infinity
  for (let i = 0; i + 1 < hits.length; i += 2) {
    const off = Math.abs((hits[i]!.t + hits[i + 1]!.t) / 2 - centre)
    if (off < nearest) [best, nearest] = [{ from: hits[i]!.landing, to: hits[i + 1]!.landing, middle: [] }, off]
  }
  return best
}

/** A cut ends on a corner that is near, so that streets meet as crossroads and not as near misses. */
function land(face: readonly number[], shape: readonly XY[], side: number, at: XY, snap: number): Landing {
  let landing: Landing = { side, at }
  let nearest = snap
  for (let k = -2; k <= 3; k++) {
    const index = (side + k + shape.length) % shape.length
    const away = distance(shape[index]!, at)
    if (away < nearest) [landing, nearest] = [{ side: index, at: shape[index]!, node: face[index]! }, away]
  }
  return landing
}

/** Lower is better: halves of like size, compact, meeting the sides at a right angle. */
function costOf(shape: readonly XY[], cut: Omit<Cut, 'cost'>): number {
  const [one, two] = halvesOf(shape, cut)
  if (one.length < 3 || two.length < 3) return Infinity
  const [a, b] = [signedArea(one), signedArea(two)]
  if (a <= 0 || b <= 0) return Infinity
  const compact = (p: readonly XY[], area: number) => perimeter(p) ** 2 / (16 * area) - 1
  const lean = skew(shape, cut.from, cut.to) + skew(shape, cut.to, cut.from)
  return 1.5 * (Math.abs(a - b) / (a + b)) + 0.7 * (compact(one, a) + compact(two, b)) + 1.6 * lean
}

/** 0 at a right angle to the side, 1 along it; at a corner, judged against both sides. */
function skew(shape: readonly XY[], end: Landing, other: Landing): number {
  const next = shape[(end.side + 1) % shape.length]!
  const previous = shape[(end.side - 1 + shape.length) % shape.length]!
  const against =
    end.node === undefined
      ? [[shape[end.side]!, next]]
      : [
          [end.at, next],
          [previous, end.at],
        ]
  const length = distance(end.at, other.at) || 1
  let worst = 0
  for (const [p, q] of against as [XY, XY][]) {
    const dot = (q[0] - p[0]) * (other.at[0] - end.at[0]) + (q[1] - p[1]) * (other.at[1] - end.at[1])
    worst = Math.max(worst, Math.abs(dot) / (length * (distance(p, q) || 1)))
  }
  return worst
}

const halvesOf = (
  shape: readonly XY[],
  { from, to, middle }: { from: Landing; to: Landing; middle: readonly XY[] },
): [XY[], XY[]] => parted(shape, { ...from, item: from.at }, { ...to, item: to.at }, middle)

type End<T> = { side: number; node?: number; item: T }

/** The two rings that a path between two ends makes of a ring; an end lies on a side, or on the corner the side starts at. */
function parted<T>(ring: readonly T[], from: End<T>, to: End<T>, middle: readonly T[]): [T[], T[]] {
  return [
    [...walk(ring, from, to), ...[...middle].reverse()],
    [...walk(ring, to, from), ...middle],
  ]
}

function walk<T>(ring: readonly T[], from: End<T>, to: End<T>): T[] {
  const out: T[] = [from.item]
  let index = (from.side + 1) % ring.length
  const stop = to.node === undefined ? (to.side + 1) % ring.length : to.side
  for (let guard = 0; index !== stop && guard <= ring.length; guard++) {
    out.push(ring[index]!)
    index = (index + 1) % ring.length
  }
  out.push(to.item)
  return out
}

function bow(from: XY, to: XY, share: number): XY[] {
  const length = distance(from, to)
  const pieces = Math.max(1, Math.min(24, Math.round(length / 32)))
  const normal: XY = [-(to[1] - from[1]) / length, (to[0] - from[0]) / length]
  return Array.from({ length: pieces - 1 }, (_, i): XY => {
    const t = (i + 1) / pieces
    const out = 4 * t * (1 - t) * share * length
    const p = between(from, to, t)
    return [p[0] + normal[0] * out, p[1] + normal[1] * out]
  })
}

const CLEAR_METRES = 7

function isClear(shape: readonly XY[], cut: Cut): boolean {
  if (!Number.isFinite(cut.cost)) return false
  const path = [cut.from.at, ...cut.middle, cut.to.at]
  for (let i = 1; i < path.length; i++)
    for (let side = 0; side < shape.length; side++) {
      const [p, q] = [shape[side]!, shape[(side + 1) % shape.length]!]
      if (i > 1 && i < path.length && distance(path[i - 1]!, p) < CLEAR_METRES) return false
      const hit = crossing(path[i - 1]!, path[i]!, p, q)
      if (!hit) continue
      const meet = between(path[i - 1]!, path[i]!, hit.t)
      if (distance(meet, cut.from.at) > 0.01 && distance(meet, cut.to.at) > 0.01) return false
    }
  const [one, two] = halvesOf(shape, cut)
  return signedArea(one) > 900 && signedArea(two) > 900
}

function apply(drawing: Drawing, face: number[], cut: Cut, mark: EdgeMark): [number[], number[]] {
  const end = (landing: Landing): number => {
    if (landing.node !== undefined) return landing.node
    const node = addNode(drawing, landing.at)
    splitEdge(drawing, face[landing.side]!, face[(landing.side + 1) % face.length]!, node)
    return node
  }
  const from = end(cut.from)
  const to = end(cut.to)
  const path = [from, ...cut.middle.map((p) => addNode(drawing, p)), to]
  for (let i = 1; i < path.length; i++) addEdge(drawing, path[i - 1]!, path[i]!, mark)
  return parted(face, { ...cut.from, item: from }, { ...cut.to, item: to }, path.slice(1, -1))
}
