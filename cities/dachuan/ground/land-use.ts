import type { LandUse } from '../model.ts'
import type { Carved, Plot } from './carve.ts'
import { type Drawing, edgeBetween } from './planar.ts'
import type { XY } from './plane.ts'
import { noise, type Random } from './random.ts'
import { TOWNS, urbanity } from './skeleton.ts'

/** What each plot is used for, and the piece it is used with: a park of nine cells is one unit. */
export type Uses = { use: LandUse[]; unit: string[] }

type Group = { key: string; plots: number[]; at: XY; area: number; zone: Plot['zone'] }

/** Decides uses: special places first, kept apart from each other, then the fabric of the town. */
export function decideUses(carved: Carved, random: Random): Uses {
  const { plots } = carved
  const courts = groups(plots, 'c', (p) => p.court)
  const blocks = groups(plots, 'b', (p) => p.block)
  const use: LandUse[] = plots.map((p) => (p.zone === 'river' ? 'water' : p.zone === 'bank' ? 'riverside' : 'farmland'))
  const unit = plots.map((p) => `c${p.court}`)
  const taken = new Set<number>()
  const claim = (group: Group, kind: LandUse) => {
    for (const plot of group.plots) {
      use[plot] = kind
      unit[plot] = group.key
      taken.add(plot)
    }
  }
  const place = (kind: LandUse, from: readonly Group[], wanted: number, apart: number, fits: (g: Group) => boolean) => {
    const chosen: Group[] = []
    for (const group of shuffled(from, random)) {
      if (chosen.length === wanted) break
      if (group.plots.some((p) => taken.has(p)) || !fits(group)) continue
      if (chosen.some((c) => Math.hypot(c.at[0] - group.at[0], c.at[1] - group.at[1]) < apart)) continue
      chosen.push(group)
      claim(group, kind)
    }
  }
  placeSpecials(place, courts, blocks, carved)
  for (const court of courts) {
    const kind = fabric(court, random)
    if (kind) for (const plot of court.plots) if (!taken.has(plot)) use[plot] = kind
  }
  return { use, unit }
}

type Place = (kind: LandUse, from: readonly Group[], wanted: number, apart: number, fits: (g: Group) => boolean) => void

function placeSpecials(place: Place, courts: Group[], blocks: Group[], carved: Carved): void {
  const inTown = (g: Group) => g.zone === 'urban' || g.zone === 'town'
  const sized = (low: number, high: number) => (g: Group) => inTown(g) && g.area > low && g.area < high
  const cells = carved.plots.map((p, i): Group => ({ key: `p${i}`, plots: [i], at: p.at, area: p.area, zone: p.zone }))
  const onMainRoad = (g: Group) => g.plots.some((p) => touchesMainRoad(carved, p))
  place('station', blocks, 1, 0, (g) => sized(40_000, 140_000)(g) && g.at[1] < -1400 && Math.abs(g.at[0]) < 900)
  place('park', blocks, 9, 750, (g) => sized(45_000, 120_000)(g) && urbanity(g.at) > 0.12)
  place(
    'industrial',
    blocks,
    14,
    0,
    (g) => sized(30_000, 150_000)(g) && g.at[0] < -1100 && g.at[1] < -950 && g.zone === 'urban',
  )
  place('school', courts, 29, 430, sized(20_000, 46_000))
  place('hospital', courts, 8, 900, (g) => sized(20_000, 46_000)(g) && onMainRoad(g))
  place('market', cells, 14, 600, (g) => inTown(g) && g.area > 7_000)
  for (const town of TOWNS)
    place(
      'square',
      cells,
      1,
      0,
      (g) => g.zone === 'town' && Math.hypot(g.at[0] - town.at[0], g.at[1] - town.at[1]) < 330,
    )
  place('square', cells, 7, 800, (g) => g.zone === 'urban' && urbanity(g.at) > 0.3 && onMainRoad(g) && g.area < 11_000)
  place('office', courts, 14, 300, (g) => g.zone === 'urban' && urbanity(g.at) > 0.45 && onMainRoad(g))
  place('park', cells, 16, 480, (g) => inTown(g) && g.area < 10_500)
}

/** The ordinary fabric: shops in the middle, old lanes by the river, housing, and fields with villages outside. */
function fabric(court: Group, random: Random): LandUse | undefined {
  const [x, y] = court.at
  const centre = urbanity(court.at)
  if (court.zone === 'town')
    return random.chance(centre * 1.3) ? 'commercial' : random.chance(0.5) ? 'old-quarter' : 'residential'
  if (court.zone === 'urban') {
    if (x > -1150 && x < 1000 && y > -260 && y < 330 && random.chance(0.75)) return 'old-quarter'
    const busy = centre + 0.35 * noise(x / 260, y / 260, 5)
    if (busy > 0.82 || (busy > 0.6 && random.chance(0.35))) return 'commercial'
    if (centre < 0.12 && random.chance(0.45)) return random.chance(0.5) ? 'village' : 'farmland'
    return random.chance(0.16) ? 'old-quarter' : 'residential'
  }
  if (court.zone !== 'rural') return undefined
  if (wooded(x, y) > 0.05) return 'woodland'
  return random.chance(0.5) ? 'village' : 'farmland'
}

/** Above 0 there are woods: hills in the open country, none in town. */
export function wooded(x: number, y: number): number {
  const hills = noise(x / 900 + 4, y / 900 - 2, 21) * 0.75 + noise(x / 330, y / 330, 22) * 0.4
  return hills - 0.08 - 2.2 * Math.max(0, urbanity([x, y]) + 0.16)
}

function groups(plots: readonly Plot[], prefix: string, keyOf: (plot: Plot) => number): Group[] {
  const found = new Map<number, Group>()
  plots.forEach((plot, i) => {
    const key = keyOf(plot)
    const group = found.get(key) ?? { key: `${prefix}${key}`, plots: [], at: [0, 0], area: 0, zone: plot.zone }
    group.at = [
      (group.at[0] * group.area + plot.at[0] * plot.area) / (group.area + plot.area),
      (group.at[1] * group.area + plot.at[1] * plot.area) / (group.area + plot.area),
    ]
    group.area += plot.area
    group.plots.push(i)
    found.set(key, group)
  })
  return [...found.values()]
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const out = [...list]
  for (let i = out.length - 1; i > 0; i--) {
    const j = random.int(0, i)
    ;[out[i], out[j]] = [out[j]!, out[i]!]
  }
  return out
}

function touchesMainRoad({ drawing, plots, roads }: Carved, plot: number): boolean {
  return sidesOf(drawing, plots[plot]!.ring).some(
    (road) => road >= 0 && ['trunk', 'secondary'].includes(roads[road]!.roadClass),
  )
}

const sidesOf = (drawing: Drawing, ring: readonly number[]) =>
  ring.map((n, i) => edgeBetween(drawing, n, ring[(i + 1) % ring.length]!).road)

const CLOSED: ReadonlySet<LandUse> = new Set<LandUse>([
  'park',
  'school',
  'hospital',
  'station',
  'square',
  'market',
  'water',
])

/** Lanes drawn inside a park, a school or a hospital are not public roads: their edges become plain plot lines. */
export function closeInnerLanes({ drawing, plots }: Carved, { use, unit }: Uses): void {
  const first = new Map<string, number>()
  plots.forEach((plot, i) => {
    plot.ring.forEach((b, k) => {
      const a = plot.ring[(k || plot.ring.length) - 1]!
      const key = a < b ? `${a},${b}` : `${b},${a}`
      const other = first.get(key)
      if (other === undefined) first.set(key, i)
      else if (unit[i] === unit[other] && use[i] === use[other] && CLOSED.has(use[i]!)) {
        const edge = edgeBetween(drawing, a, b)
        if (edge.kind === 'road') Object.assign(edge, { kind: 'plot', road: -1 })
      }
    })
  })
}
