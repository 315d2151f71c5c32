import type { Beat } from '#city/place/beat-store.ts'
import { distanceMetres } from '#city/place/distance.ts'
import type { Point } from '#city/place/frame.ts'
import { buildLocator } from '#city/place/locator.ts'
import { type Area, labelPoint } from '#city/place/shape.ts'
import type { GridPlan } from './plan.ts'

/**
 * Which cell a place that lay in a touched cell lies in afterwards. What was counted to a cell without lying in it (a point on the
 * border, a place not known) keeps its code where that goes on, and goes to the nearest of the new cells otherwise.
 */
export function cellFinder(
  coming: readonly { readonly code: string; readonly area: Area }[],
): (place: Point | null, code: string) => string | null {
  const locator = coming.length > 0 ? buildLocator(coming, []) : undefined
  const labels = coming.map(({ code, area }) => ({ code, label: labelPoint(area) }))
  return (place, code) => {
    const found = place ? locator?.locate(place)?.cellCode : undefined
    if (found) return found
    if (labels.some((one) => one.code === code)) return code
    const near = place
      ? labels.toSorted((a, b) => distanceMetres(a.label, place) - distanceMetres(b.label, place))
      : labels
    return near[0]?.code ?? null
  }
}

/** What a change does to a beat: how many cells it had and will have, and which it gets. */
export type BeatEffect = {
  readonly beatId: string
  readonly name: string
  readonly person: string | null
  readonly before: number
  readonly after: number
  readonly gains: readonly string[]
}

/** The beats touched. A new cell is walked by whoever walked most of the ground it came from. */
export function beatsAfter(
  { retired, opened, reshaped }: GridPlan,
  beats: readonly Beat[],
  people: readonly { readonly beatId: string; readonly name: string }[],
): BeatEffect[] {
  const going = new Map(retired.map((cell) => [cell.code, cell]))
  const kept = new Set(reshaped.map(({ cell }) => cell.code))
  const heirOf = (from: readonly string[]) => {
    const ground = new Map<string, number>()
    for (const code of from) {
      const beatId = beats.find(({ cellCodes }) => cellCodes.includes(code))?.beatId
      if (beatId) ground.set(beatId, (ground.get(beatId) ?? 0) + (going.get(code)?.areaM2 ?? 0))
    }
    return [...ground].sort((a, b) => b[1] - a[1])[0]?.[0]
  }
  const heirs = opened.map(({ code, from }) => ({ code, beatId: heirOf(from) }))
  return beats
    .filter(({ cellCodes }) => cellCodes.some((code) => going.has(code) || kept.has(code)))
    .map(({ beatId, name, cellCodes }) => {
      const gains = heirs.filter((heir) => heir.beatId === beatId).map(({ code }) => code)
      const lost = cellCodes.filter((code) => going.has(code)).length
      const person = people.find((one) => one.beatId === beatId)?.name ?? null
      return { beatId, name, person, before: cellCodes.length, after: cellCodes.length - lost + gains.length, gains }
    })
}
