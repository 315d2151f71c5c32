import { STREETS } from '../names.ts'
import type { Plot } from './carve.ts'
import type { XY } from './plane.ts'
import type { Random } from './random.ts'
import { TOWNS } from './skeleton.ts'

/** Which community (index into its street's list) and which cell number each plot has. */
export type Membership = { street: string; community: string; code: string }

/** Where each street starts to grow from; the weight slows the growth so that the areas come out as wanted. */
const STREET_SEEDS: Record<string, { at: XY; weight: number }> = {
  '511703001': { at: [1150, -900], weight: 0.95 },
  '511703002': { at: [-950, -750], weight: 1 },
  '511703006': { at: [350, 1500], weight: 0.9 },
  '511703100': { at: TOWNS[0]!.at, weight: 0.95 },
  '511703108': { at: TOWNS[1]!.at, weight: 0.68 },
  '511703129': { at: TOWNS[2]!.at, weight: 0.72 },
}

type Tract = { id: number; at: XY; area: number; river: boolean; near: Set<number> }

/** Groups whole tracts into streets and communities, then numbers the cells of each community. */
export function assign(plots: readonly Plot[], random: Random): Membership[] {
  const tracts = tractsOf(plots)
  const seeds = STREETS.map((s) => ({
    label: s.code,
    tract: nearest(tracts, STREET_SEEDS[s.code]!.at),
    weight: STREET_SEEDS[s.code]!.weight,
  }))
  const streetOf = grow(tracts, seeds)
  const communityOf = new Map<number, string>()
  for (const street of STREETS) {
    const own = tracts.filter((t) => streetOf.get(t.id) === street.code)
    const centres = spread(own, street.communities.length, random)
    putTownFirst(street.code, centres)
    const labelled = centres.map((t, i) => ({
      label: street.code + String(i + 1).padStart(3, '0'),
      tract: t,
      weight: 1,
    }))
    for (const [id, label] of grow(own, labelled)) communityOf.set(id, label)
  }
  return number(plots, (plot) => communityOf.get(plot.tract)!)
}

function tractsOf(plots: readonly Plot[]): Tract[] {
  const tracts: Tract[] = []
  const owner = new Map<string, number>()
  for (const plot of plots) {
    tracts[plot.tract] ??= { id: plot.tract, at: [0, 0], area: 0, river: plot.zone === 'river', near: new Set() }
    const tract = tracts[plot.tract]!
    tract.at = [tract.at[0] + plot.at[0] * plot.area, tract.at[1] + plot.at[1] * plot.area]
    tract.area += plot.area
    plot.ring.forEach((b, i) => {
      const a = plot.ring[(i || plot.ring.length) - 1]!
      const key = a < b ? `${a},${b}` : `${b},${a}`
      const other = owner.get(key)
      if (other === undefined) owner.set(key, plot.tract)
      else if (other !== plot.tract) {
        tract.near.add(other)
        tracts[other]!.near.add(plot.tract)
      }
    })
  }
  for (const tract of tracts) tract.at = [tract.at[0] / tract.area, tract.at[1] / tract.area]
  return tracts
}

const far = (a: XY, b: XY) => Math.hypot(a[0] - b[0], a[1] - b[1])

function nearest(tracts: readonly Tract[], at: XY): Tract {
  return tracts.filter((t) => !t.river).reduce((best, t) => (far(t.at, at) < far(best.at, at) ? t : best))
}

/** Crossing the middle of the river costs this many extra metres, so that the river divides. */
const RIVER_TOLL = 2500

/** Every tract goes to the seed it is nearest to by way of neighbours; each label's part is therefore in one piece. */
function grow(
  tracts: readonly Tract[],
  seeds: readonly { label: string; tract: Tract; weight: number }[],
): Map<number, string> {
  const byId = new Map(tracts.map((t) => [t.id, t]))
  const best = new Map<number, { cost: number; label: string; weight: number }>()
  for (const s of seeds) best.set(s.tract.id, { cost: 0, label: s.label, weight: s.weight })
  const done = new Map<number, string>()
  for (;;) {
    let next: number | undefined
    for (const [id, entry] of best)
      if (!done.has(id) && (next === undefined || entry.cost < best.get(next)!.cost)) next = id
    if (next === undefined) return done
    const from = byId.get(next)!
    const entry = best.get(next)!
    done.set(next, entry.label)
    for (const id of from.near) {
      const to = byId.get(id)
      if (!to || done.has(id)) continue
      const toll = from.river && to.river && from.near.has(to.id) && isAcross(from, to) ? RIVER_TOLL : 0
      const cost = entry.cost + far(from.at, to.at) * entry.weight + toll
      if (cost < (best.get(id)?.cost ?? Infinity)) best.set(id, { cost, label: entry.label, weight: entry.weight })
    }
  }
}

// Half-river pieces are long and thin: pieces whose middles are close together lie on opposite sides of the mid-stream line.
const isAcross = (a: Tract, b: Tract) => far(a.at, b.at) < 260

/** Tracts far from each other, to start communities from; river pieces never start one. */
function spread(tracts: readonly Tract[], count: number, random: Random): Tract[] {
  const ground = tracts.filter((t) => !t.river && t.area > 60_000)
  const chosen = [random.pick(ground)]
  while (chosen.length < count) {
    const score = (t: Tract) => Math.min(...chosen.map((c) => far(c.at, t.at)))
    chosen.push(ground.reduce((best, t) => (score(t) > score(best) ? t : best)))
  }
  return recentre(tracts, ground, chosen)
}

/** A town's first community is its 场镇. */
function putTownFirst(street: string, centres: Tract[]): void {
  const town = TOWNS.find((t) => t.street === street)
  if (town) centres.sort((a, b) => far(a.at, town.at) - far(b.at, town.at))
}

/** A few rounds of moving each start to the middle of what grew from it evens the sizes out. */
function recentre(tracts: readonly Tract[], ground: readonly Tract[], start: Tract[]): Tract[] {
  let chosen = start
  for (let round = 0; round < 6; round++) {
    const parts = grow(
      tracts,
      chosen.map((tract, i) => ({ label: String(i), tract, weight: 1 })),
    )
    chosen = chosen.map((old, i) => {
      const own = ground.filter((t) => parts.get(t.id) === String(i))
      if (own.length === 0) return old
      const area = own.reduce((sum, t) => sum + t.area, 0)
      const x = own.reduce((sum, t) => sum + t.at[0] * t.area, 0) / area
      const y = own.reduce((sum, t) => sum + t.at[1] * t.area, 0) / area
      return own.reduce((best, t) => (far(t.at, [x, y]) < far(best.at, [x, y]) ? t : best))
    })
  }
  return chosen.sort((a, b) => b.at[1] - a.at[1] || a.at[0] - b.at[0])
}

/** 自西向东、自北向南: bands from north to south, within a band from west to east. */
function number(plots: readonly Plot[], communityOf: (plot: Plot) => string): Membership[] {
  const members = new Map<string, number[]>()
  plots.forEach((plot, i) => {
    const community = communityOf(plot)
    members.set(community, [...(members.get(community) ?? []), i])
  })
  const out: Membership[] = []
  for (const [community, list] of members) {
    const band = Math.sqrt(list.reduce((sum, i) => sum + plots[i]!.area, 0) / list.length)
    const top = Math.max(...list.map((i) => plots[i]!.at[1]))
    const row = (i: number) => Math.floor((top - plots[i]!.at[1]) / band)
    list.sort((a, b) => row(a) - row(b) || plots[a]!.at[0] - plots[b]!.at[0])
    list.forEach((plot, order) => {
      out[plot] = { street: community.slice(0, 9), community, code: community + String(order + 1).padStart(3, '0') }
    })
  }
  return out
}
