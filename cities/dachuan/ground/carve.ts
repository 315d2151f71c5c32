import type { RoadClass } from '../model.ts'
import { type Drawing, type EdgeMark, edgeBetween, expand, faces } from './planar.ts'
import { areaOfRing, centroid, distanceToLine, type XY } from './plane.ts'
import { noise, type Random } from './random.ts'
import { type Skeleton, TOWNS, urbanity } from './skeleton.ts'
import { type Plan, subdivide } from './subdivide.ts'

/** What a piece of ground is before anybody builds on it. */
export type Zone = 'river' | 'bank' | 'urban' | 'town' | 'rural'

/** A finished cell outline (node numbers, counter-clockwise) and the larger pieces it came from. */
export type Plot = { ring: number[]; zone: Zone; tract: number; block: number; court: number; at: XY; area: number }

/** A road under construction; its edges carry its index. */
export type RoadDraft = { name?: string; roadClass: RoadClass }

export type Carved = { drawing: Drawing; plots: Plot[]; roads: RoadDraft[] }

type Level = 'tract' | 'block' | 'court' | 'cell'

/** Piece sizes wanted at each level, m². Urban cells follow the 10 000 m² cell; open country is coarser. */
const SIZES: Record<Zone, Record<Level, number>> = {
  river: { tract: 150_000, block: 150_000, court: 60_000, cell: 21_000 },
  bank: { tract: 90_000, block: 90_000, court: 30_000, cell: 10_000 },
  urban: { tract: 230_000, block: 76_000, court: 31_000, cell: 10_200 },
  town: { tract: 160_000, block: 60_000, court: 26_000, cell: 10_800 },
  rural: { tract: 560_000, block: 190_000, court: 62_000, cell: 23_000 },
}

/** Chance that a cut at this level is a road, and of which class. */
const CUT_ROADS: Record<Zone, Record<Level, [roadClass: RoadClass, chance: number]>> = {
  river: { tract: ['lane', 0], block: ['lane', 0], court: ['lane', 0], cell: ['lane', 0] },
  bank: { tract: ['lane', 0], block: ['lane', 0], court: ['lane', 0], cell: ['lane', 0] },
  urban: { tract: ['branch', 1], block: ['branch', 1], court: ['lane', 0.95], cell: ['lane', 0.38] },
  town: { tract: ['branch', 1], block: ['branch', 0.9], court: ['lane', 0.95], cell: ['lane', 0.3] },
  rural: { tract: ['lane', 1], block: ['lane', 0.8], court: ['lane', 0.12], cell: ['lane', 0] },
}

const BEND: Record<Zone, number> = { river: 0.02, bank: 0.02, urban: 0.045, town: 0.07, rural: 0.09 }

/** Cuts every face of the skeleton down to cells. */
export function carve(skeleton: Skeleton, random: Random): Carved {
  const { drawing } = skeleton
  const roads: RoadDraft[] = skeleton.arterials.map(({ name, roadClass }) => ({ name, roadClass }))
  const counters = { tract: 0, block: 0, court: 0 }
  const drafts: Omit<Plot, 'at' | 'area'>[] = []
  const cut = (ring: number[], zone: Zone, level: Level, emit: (ring: number[]) => void) =>
    subdivide(drawing, ring, planFor(zone, level, roads, random), random, emit)
  for (const face of faces(drawing)) {
    const faceZone = zoneOf(skeleton, face)
    cut(face, faceZone, 'tract', (tractRing) => {
      const tract = counters.tract++
      const zone = refine(faceZone, drawing, tractRing)
      cut(tractRing, zone, 'block', (blockRing) => {
        const block = counters.block++
        const blockZone = refine(zone, drawing, blockRing)
        cut(blockRing, blockZone, 'court', (courtRing) => {
          const court = counters.court++
          const courtZone = refine(blockZone, drawing, courtRing)
          cut(courtRing, courtZone, 'cell', (ring) => drafts.push({ ring, zone: courtZone, tract, block, court }))
        })
      })
    })
  }
  return { drawing, roads, plots: drafts.map((draft) => finish(drawing, draft)) }
}

function finish(drawing: Drawing, draft: Omit<Plot, 'at' | 'area'>): Plot {
  const ring = expand(drawing, draft.ring, true)
  const shape = ring.map((n) => drawing.nodes[n]!)
  return { ...draft, ring, at: centroid(shape), area: areaOfRing(shape) }
}

function planFor(zone: Zone, level: Level, roads: RoadDraft[], random: Random): Plan {
  const [roadClass, chance] = CUT_ROADS[zone][level]
  return {
    targetArea: (at) => SIZES[zone][level] * (1 + 0.28 * noise(at[0] / 330, at[1] / 330, 77)),
    bend: () => BEND[zone],
    markFor: (): EdgeMark => {
      if (!random.chance(chance)) return { kind: 'plot', road: -1 }
      return { kind: 'road', road: roads.push({ roadClass }) - 1 }
    },
  }
}

function zoneOf(skeleton: Skeleton, face: readonly number[]): Zone {
  const { drawing, river } = skeleton
  const sides = face.map((n, i) => edgeBetween(drawing, n, face[(i + 1) % face.length]!).kind)
  if (sides.includes('middle')) return 'river'
  const shape = face.map((n) => drawing.nodes[n]!)
  if (sides.includes('bank') && shape.every((p) => distanceToLine(p, river) < 178)) return 'bank'
  return refine('rural', drawing, face)
}

/** A big piece may reach from town into the country; each smaller piece is judged again. */
function refine(zone: Zone, drawing: Drawing, ring: readonly number[]): Zone {
  if (zone === 'river' || zone === 'bank') return zone
  const at = centroid(ring.map((n) => drawing.nodes[n]!))
  if (urbanity(at) <= 0) return 'rural'
  return TOWNS.some((t) => Math.hypot(at[0] - t.at[0], at[1] - t.at[1]) < t.radius) ? 'town' : 'urban'
}
