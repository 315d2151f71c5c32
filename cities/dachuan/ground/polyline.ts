import { between, crossing, distance, type XY } from './plane.ts'

/** A smooth curve (centripetal Catmull-Rom) through the control points, about one vertex every `step` metres. */
export function smooth(control: readonly XY[], step: number): XY[] {
  const out: XY[] = [control[0]!]
  for (let i = 0; i + 1 < control.length; i++) {
    const p1 = control[i]!
    const p2 = control[i + 1]!
    const p0 = control[i - 1] ?? [2 * p1[0] - p2[0], 2 * p1[1] - p2[1]]
    const p3 = control[i + 2] ?? [2 * p2[0] - p1[0], 2 * p2[1] - p1[1]]
    const pieces = Math.max(1, Math.round(distance(p1, p2) / step))
    for (let k = 1; k <= pieces; k++) out.push(curvePoint(p0, p1, p2, p3, k / pieces))
  }
  return out
}

function curvePoint(p0: XY, p1: XY, p2: XY, p3: XY, t: number): XY {
  const t1 = Math.sqrt(distance(p0, p1)) || 1
  const t2 = t1 + (Math.sqrt(distance(p1, p2)) || 1)
  const t3 = t2 + (Math.sqrt(distance(p2, p3)) || 1)
  const at = t1 + (t2 - t1) * t
  const a1 = between(p0, p1, at / t1)
  const a2 = between(p1, p2, (at - t1) / (t2 - t1))
  const a3 = between(p2, p3, (at - t2) / (t3 - t2))
  const b1 = between(a1, a2, at / t2)
  const b2 = between(a2, a3, (at - t1) / (t3 - t1))
  return between(b1, b2, (at - t1) / (t2 - t1))
}

/** The line moved sideways; positive `by` is to the left of travel. Meant for gentle curves. */
export function offset(line: readonly XY[], by: number | ((index: number) => number)): XY[] {
  return line.map((p, i) => {
    const a = line[Math.max(0, i - 1)]!
    const b = line[Math.min(line.length - 1, i + 1)]!
    const length = distance(a, b) || 1
    const d = typeof by === 'number' ? by : by(i)
    return [p[0] - ((b[1] - a[1]) / length) * d, p[1] + ((b[0] - a[0]) / length) * d]
  })
}

export function lengthOf(line: readonly XY[]): number {
  let sum = 0
  for (let i = 1; i < line.length; i++) sum += distance(line[i - 1]!, line[i]!)
  return sum
}

/** The place `metres` along the line, with the unit direction of travel there. Clamped to the ends. */
export function along(line: readonly XY[], metres: number): { at: XY; heading: XY } {
  let left = metres
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1]!
    const b = line[i]!
    const length = distance(a, b)
    if (left <= length || i === line.length - 1) {
      const t = length === 0 ? 0 : Math.max(0, Math.min(1, left / length))
      return { at: between(a, b, t), heading: [(b[0] - a[0]) / (length || 1), (b[1] - a[1]) / (length || 1)] }
    }
    left -= length
  }
  return { at: line[0]!, heading: [1, 0] }
}

/** The pieces of a line that lie inside (or outside) of a closed ring, cut exactly where it crosses. */
export function clipToRing(line: readonly XY[], ring: readonly XY[], keep: (middle: XY) => boolean): XY[][] {
  const pieces: XY[][] = []
  let current: XY[] = []
  for (let i = 1; i < line.length; i++) {
    const stops = [0, ...crossings(line[i - 1]!, line[i]!, ring), 1]
    for (let k = 1; k < stops.length; k++) {
      const a = between(line[i - 1]!, line[i]!, stops[k - 1]!)
      const b = between(line[i - 1]!, line[i]!, stops[k]!)
      if (distance(a, b) < 1e-6) continue
      if (!keep(between(a, b, 0.5))) {
        if (current.length > 1) pieces.push(current)
        current = []
        continue
      }
      if (current.length === 0) current.push(a)
      current.push(b)
    }
  }
  if (current.length > 1) pieces.push(current)
  return pieces
}

function crossings(a: XY, b: XY, ring: readonly XY[]): number[] {
  const found: number[] = []
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const hit = crossing(a, b, ring[j]!, ring[i]!)
    if (hit) found.push(hit.t)
  }
  return found.sort((x, y) => x - y)
}
