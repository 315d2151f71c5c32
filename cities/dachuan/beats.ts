import { toPlane, type XY } from './ground/plane.ts'
import type { Cell, Geography } from './model.ts'
import { STREETS } from './names.ts'

/** A 责任网格: one collector's cells, in one piece. */
export type Beat = { code: string; name: string; street: string; cells: string[]; areaM2: number }

/** Area wanted for one collector, m²: about 0.5–1 km² in town [standards notes §2.2 M-], more in the country. */
const BEAT_AREA = { urban: 720_000, rural: 2_400_000 }

/** Cuts each street into beats of neighbouring cells; every cell belongs to exactly one. */
export function drawBeats({ cells, divisions }: Geography): Beat[] {
  const near = neighbours(cells)
  return STREETS.flatMap((street) => {
    const own = cells.flatMap((c, i) => (c.street === street.code ? [i] : []))
    const weight = (i: number) => cells[i]!.areaM2 / (isTown(cells[i]!) ? BEAT_AREA.urban : BEAT_AREA.rural)
    const count = Math.max(2, Math.round(own.reduce((sum, i) => sum + weight(i), 0)))
    const name = divisions.find((d) => d.code === street.code)!.name
    return parts(own, count, cells, near).map((list, k): Beat => {
      const order = String(k + 1).padStart(2, '0')
      const codes = list.map((i) => cells[i]!.code).sort()
      const areaM2 = list.reduce((sum, i) => sum + cells[i]!.areaM2, 0)
      return {
        code: `${street.code}Z${order}`,
        name: `${name}${order}号责任网格`,
        street: street.code,
        cells: codes,
        areaM2,
      }
    })
  })
}

const isTown = (cell: Cell) => cell.zone === 'urban' || cell.zone === 'town' || cell.zone === 'bank'

function neighbours(cells: readonly Cell[]): number[][] {
  const first = new Map<string, number>()
  const near: number[][] = cells.map(() => [])
  cells.forEach((cell, i) => {
    const ring = cell.polygon.coordinates[0]!
    for (let k = 1; k < ring.length; k++) {
      const [a, b] = [`${ring[k - 1]}`, `${ring[k]}`]
      const key = a < b ? `${a}|${b}` : `${b}|${a}`
      const other = first.get(key)
      if (other === undefined) first.set(key, i)
      else {
        near[i]!.push(other)
        near[other]!.push(i)
      }
    }
  })
  return near
}

/** Seeds far apart, grown over neighbours at equal pace, moved to their middles a few times. */
function parts(own: readonly number[], count: number, cells: readonly Cell[], near: readonly number[][]): number[][] {
  const at = (i: number): XY => toPlane(cells[i]!.labelAt.lon, cells[i]!.labelAt.lat)
  const far = (a: XY, b: XY) => Math.hypot(a[0] - b[0], a[1] - b[1])
  let seeds = [own[0]!]
  while (seeds.length < count) {
    const room = (i: number) => Math.min(...seeds.map((s) => far(at(s), at(i)))) / (isTown(cells[i]!) ? 1 : 1.8)
    seeds.push(own.reduce((best, i) => (room(i) > room(best) ? i : best)))
  }
  let grown: number[][] = []
  for (let round = 0; round < 7; round++) {
    grown = grow(own, seeds, near, at)
    seeds = grown.map((list) => {
      const x = list.reduce((sum, i) => sum + at(i)[0], 0) / list.length
      const y = list.reduce((sum, i) => sum + at(i)[1], 0) / list.length
      return list.reduce((best, i) => (far(at(i), [x, y]) < far(at(best), [x, y]) ? i : best))
    })
  }
  return grown.map((list) => list.sort((a, b) => a - b))
}

function grow(
  own: readonly number[],
  seeds: readonly number[],
  near: readonly number[][],
  at: (i: number) => XY,
): number[][] {
  const allowed = new Set(own)
  const owner = new Map<number, number>()
  const open: { i: number; part: number; cost: number }[] = seeds.map((i, part) => ({ i, part, cost: 0 }))
  while (open.length > 0) {
    let best = 0
    for (let k = 1; k < open.length; k++) if (open[k]!.cost < open[best]!.cost) best = k
    const [{ i, part, cost }] = open.splice(best, 1) as [{ i: number; part: number; cost: number }]
    if (owner.has(i)) continue
    owner.set(i, part)
    for (const next of near[i]!) {
      if (!allowed.has(next) || owner.has(next)) continue
      open.push({ i: next, part, cost: cost + Math.hypot(at(i)[0] - at(next)[0], at(i)[1] - at(next)[1]) })
    }
  }
  return seeds.map((_, part) => own.filter((i) => owner.get(i) === part))
}
