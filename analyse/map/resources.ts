import type { Point } from '#city/place/frame.ts'
import type { RoadGraph } from '#city/place/road-graph.ts'
import type { Collector } from './resource-store.ts'

/** A collector with how far it is along the roads, where roads lead there. */
export type Reachable = Collector & { readonly roadMetres: number | null }

/** Where somebody is taken to be: where they reported from, else the nearest cell of their beat. */
const whereabouts = ({ lastSeen, beat }: Collector): Point | undefined => lastSeen?.point ?? beat?.point

/** How far somebody is, by the best that is known: a fresh report, else their beat; undefined where nothing is. */
export function distanceOf({ lastSeen, beat, roadMetres }: Reachable): number | undefined {
  if (lastSeen) return roadMetres ?? lastSeen.metres
  if (!beat) return undefined
  return beat.holdsPoint ? 0 : (roadMetres ?? beat.metres)
}

/** Adds the way along the roads from a place to each. Nobody is driven to a cell that holds the place already. */
export function withRoads(collectors: readonly Collector[], at: Point, roads: RoadGraph): Reachable[] {
  const places = collectors.map((one) => (one.lastSeen || !one.beat?.holdsPoint ? whereabouts(one) : undefined))
  const metres = roads.metresTo(
    at,
    places.map((place) => place ?? at),
  )
  return collectors.map((one, i) => ({ ...one, roadMetres: places[i] ? (metres[i] ?? null) : null }))
}

/** Who could go: those on duty first, then the nearest, then who has least in hand. */
export const byNearness = (collectors: readonly Reachable[]): Reachable[] =>
  collectors.toSorted(
    (a, b) =>
      Number(b.onDutyUntil !== null) - Number(a.onDutyUntil !== null) ||
      (distanceOf(a) ?? Number.MAX_VALUE) - (distanceOf(b) ?? Number.MAX_VALUE) ||
      a.openTasks - b.openTasks,
  )
