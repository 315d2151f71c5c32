import type { Point } from '#city/place/frame.ts'
import type { Area, Division, Ground, LandUse, LineString, Polygon, Position } from '../model.ts'
import { STREETS } from '../names.ts'
import type { Fitting } from './build.ts'
import type { Carved } from './carve.ts'
import type { Membership } from './communities.ts'
import type { Uses } from './land-use.ts'
import type { Unit } from './places.ts'
import { unite } from './planar.ts'
import {
  areaOfDegrees,
  centroid,
  distanceToRing,
  insideRing,
  signedArea,
  toDegrees,
  toPoint,
  type XY,
} from './plane.ts'
import { closed, pond } from './scenery.ts'

export const lineOf = (line: readonly XY[]): LineString => ({ type: 'LineString', coordinates: line.map(toDegrees) })

export function polygonOf(rings: readonly (readonly number[])[], nodes: readonly XY[]): Polygon {
  return { type: 'Polygon', coordinates: rings.map((ring) => closed(ring.map((n) => nodes[n]!))) }
}

/** Square metres on the district's plane, holes taken off. */
export function areaOf(area: Area): number {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates
  return polygons.flat().reduce((sum, ring) => sum + areaOfDegrees(ring), 0)
}

/** A point well inside a shape, for its label: the centroid if it is inside, else the best of a coarse grid. */
export function labelPoint(shape: readonly XY[]): Point {
  const middle = centroid(shape)
  const size = Math.sqrt(Math.abs(signedArea(shape)))
  if (insideRing(middle[0], middle[1], shape) && distanceToRing(middle, shape) > 0.12 * size) return toPoint(middle)
  const xs = shape.map((p) => p[0])
  const ys = shape.map((p) => p[1])
  let best = middle
  let room = -1
  for (let i = 1; i < 14; i++)
    for (let j = 1; j < 14; j++) {
      const p: XY = [
        Math.min(...xs) + ((Math.max(...xs) - Math.min(...xs)) * i) / 14,
        Math.min(...ys) + ((Math.max(...ys) - Math.min(...ys)) * j) / 14,
      ]
      if (!insideRing(p[0], p[1], shape)) continue
      const away = distanceToRing(p, shape)
      if (away > room) [best, room] = [p, away]
    }
  return toPoint(best)
}

/** The united outline of some plots; several outer rings make a MultiPolygon. */
export function unitedArea(carved: Carved, plots: readonly number[]): { area: Area; outer: XY[] } {
  const { nodes } = carved.drawing
  const rings = unite(
    plots.map((p) => carved.plots[p]!.ring),
    nodes,
  ).map((ring) => ring.map((n) => nodes[n]!))
  const outers = rings.filter((r) => signedArea(r) > 0).sort((a, b) => signedArea(b) - signedArea(a))
  const holes = rings.filter((r) => signedArea(r) < 0)
  const within = (outer: XY[]) =>
    holes.filter((h) => h.every((p) => outer.includes(p) || insideRing(p[0], p[1], outer)))
  const polygons: Position[][][] = outers.map((outer) => [closed(outer), ...within(outer).map(closed)])
  const area: Area =
    polygons.length === 1
      ? { type: 'Polygon', coordinates: polygons[0]! }
      : { type: 'MultiPolygon', coordinates: polygons }
  return { area, outer: outers[0]! }
}

/** Streets first, then their communities, each the exact union of its cells. */
export function divisionsOf(carved: Carved, members: readonly Membership[], streets = STREETS): Division[] {
  const plotsOf = new Map<string, number[]>()
  members.forEach(({ street, community }, plot) => {
    for (const code of new Set([street, community])) plotsOf.set(code, [...(plotsOf.get(code) ?? []), plot])
  })
  const draw = (code: string, rest: Pick<Division, 'name' | 'level' | 'urban' | 'parent'>): Division => {
    const { area, outer } = unitedArea(carved, plotsOf.get(code)!)
    return { code, ...rest, polygon: area, labelAt: labelPoint(outer), areaM2: areaOf(area) }
  }
  return [
    ...streets.map((s) => draw(s.code, { name: s.name, level: 'street', urban: s.urban, parent: '511703' })),
    ...streets.flatMap((s) =>
      s.communities.map((name, i) =>
        draw(s.code + String(i + 1).padStart(3, '0'), {
          name,
          level: 'community',
          urban: name.endsWith('社区'),
          parent: s.code,
        }),
      ),
    ),
  ]
}

const GROUND_KINDS: Partial<Record<LandUse, Ground['kind']>> = {
  water: 'river',
  park: 'park',
  riverside: 'riverside',
  square: 'square',
  school: 'school',
  hospital: 'hospital',
  farmland: 'farmland',
  woodland: 'farmland',
  industrial: 'industrial',
  commercial: 'commercial',
  office: 'commercial',
  residential: 'residential',
  'old-quarter': 'residential',
  village: 'village',
  market: 'market',
  station: 'station',
}

/** Coloured ground of the map. Water and riverside are one shape each; the rest is one shape for each unit. */
export function groundsOf(
  carved: Carved,
  units: readonly Unit[],
  names: ReadonlyMap<string, string>,
  fittings: readonly Fitting[],
): Ground[] {
  const grounds: Ground[] = []
  for (const [use, name] of [
    ['water', '州河'],
    ['riverside', '州河滨河绿地'],
  ] as const) {
    const plots = carved.plots.flatMap((_, i) => (units.some((u) => u.use === use && u.plots.includes(i)) ? [i] : []))
    grounds.push({ kind: GROUND_KINDS[use]!, name, polygon: unitedArea(carved, plots).area })
  }
  for (const unit of units) {
    const kind = GROUND_KINDS[unit.use]
    if (!kind || unit.use === 'water' || unit.use === 'riverside') continue
    const name = names.get(unit.key)
    grounds.push({ kind, polygon: unitedArea(carved, unit.plots).area, ...(name ? { name } : {}) })
  }
  for (const fitting of fittings)
    grounds.push({ kind: fitting.kind, polygon: { type: 'Polygon', coordinates: [closed(fitting.ring)] } })
  return [...grounds, ...lakes(carved, units)]
}

/** The larger parks have a lake. */
function lakes(carved: Carved, units: readonly Unit[]): Ground[] {
  const found: Ground[] = []
  for (const unit of units.filter((u) => u.use === 'park' && u.area > 42_000)) {
    const { outer } = unitedArea(carved, unit.plots)
    const middle = centroid(outer)
    const room = distanceToRing(middle, outer)
    if (!insideRing(middle[0], middle[1], outer) || room < 60) continue
    found.push({
      kind: 'lake',
      polygon: { type: 'Polygon', coordinates: [closed(pond(middle, room * 0.5, unit.plots[0]!))] },
    })
  }
  return found
}

/** Lines between the cells of one park are its footways. */
export function innerPaths({ drawing, plots }: Carved, { use, unit }: Uses): LineString[] {
  const first = new Map<string, number>()
  const paths: LineString[] = []
  plots.forEach((plot, i) => {
    if (use[i] !== 'park') return
    plot.ring.forEach((b, k) => {
      const a = plot.ring[(k || plot.ring.length) - 1]!
      const key = a < b ? `${a},${b}` : `${b},${a}`
      const other = first.get(key)
      if (other === undefined) first.set(key, i)
      else if (unit[i] === unit[other]) paths.push(lineOf([drawing.nodes[a]!, drawing.nodes[b]!]))
    })
  })
  return paths
}
