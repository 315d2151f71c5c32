import type { Cell } from '#city/place/cell-store.ts'
import { boxesMeet } from '#city/place/distance.ts'
import { findGaps, type Gap } from '#city/place/gaps.ts'
import { type Area, boxOf, ringsOf, squareMetres } from '#city/place/shape.ts'
import { findOverlaps, sharedGround } from '#city/place/topology.ts'
import type { GridPlan } from './plan.ts'

/** Something that keeps the new cells from fitting, in both languages. */
export type Finding = { readonly zh: string; readonly en: string }

/** The surfaces of the plan, with their codes. */
export const comingOf = ({ opened, reshaped }: GridPlan): { code: string; area: Area }[] => [
  ...opened.map(({ code, area }) => ({ code, area })),
  ...reshaped.map(({ cell, area }) => ({ code: cell.code, area })),
]

/**
 * Whether the new cells lie in their community without overlap or gap, among themselves and with those around them. What was wrong
 * before the change is not held against it. `cells` are all that stand; `community` is its border where it is known.
 */
export function fitOf(plan: GridPlan, cells: readonly Cell[], community: Area | undefined): Finding[] {
  const going = new Set([...plan.retired, ...plan.reshaped.map(({ cell }) => cell)].map(({ code }) => code))
  const gone = cells.filter(({ code }) => going.has(code))
  const box = boxOf(gone.flatMap(({ area }) => [...ringsOf(area)]))
  const around = cells.filter(({ code, area }) => !going.has(code) && boxesMeet(boxOf(ringsOf(area)), box))
  const coming = comingOf(plan)
  return [
    ...overlaps(coming, around),
    ...gaps([...gone, ...around], [...coming, ...around]),
    ...outside(gone, coming, community),
  ]
}

function overlaps(coming: readonly { code: string; area: Area }[], around: readonly Cell[]): Finding[] {
  const all = [...coming, ...around]
  return findOverlaps(all.map(({ area }) => area))
    .filter(({ a }) => a < coming.length)
    .map(({ a, b, squareMetres: m2 }) => {
      const [one, other, size] = [all[a]!.code, all[b]!.code, Math.round(m2)]
      return { zh: `${one} 与 ${other} 重叠 ${size} 平方米`, en: `${one} and ${other} overlap by ${size} m²` }
    })
}

function gaps(before: readonly { area: Area }[], after: readonly { area: Area }[]): Finding[] {
  const known = findGaps(before.map(({ area }) => area))
  const isKnown = (gap: Gap) =>
    known.some(({ at }) => Math.abs(at.lon - gap.at.lon) < 1e-6 && Math.abs(at.lat - gap.at.lat) < 1e-6)
  return findGaps(after.map(({ area }) => area))
    .filter((gap) => !isKnown(gap))
    .map(({ at, squareMetres: m2 }) => ({
      zh: `(${at.lon.toFixed(6)}, ${at.lat.toFixed(6)}) 处留下 ${Math.round(m2)} 平方米缝隙`,
      en: `A gap of ${Math.round(m2)} m² is left at (${at.lon.toFixed(6)}, ${at.lat.toFixed(6)})`,
    }))
}

function outside(before: readonly { area: Area }[], after: readonly { area: Area }[], community: Area | undefined) {
  if (!community) return []
  const beyond = (all: readonly { area: Area }[]) =>
    all.reduce((sum, { area }) => sum + squareMetres(area) - sharedGround(area, community).squareMetres, 0)
  const more = beyond(after) - beyond(before)
  if (more <= 1) return []
  const size = Math.round(more)
  return [{ zh: `超出社区界线 ${size} 平方米`, en: `${size} m² lie outside the community` }]
}
