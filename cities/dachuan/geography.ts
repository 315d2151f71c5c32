import Flatbush from 'flatbush'
import type { Point } from '#city/place/frame.ts'
import { type Block, build, type Fitting } from './ground/build.ts'
import { type Carved, carve } from './ground/carve.ts'
import { assign, type Membership } from './ground/communities.ts'
import { closeInnerLanes, decideUses, type Uses } from './ground/land-use.ts'
import { namePremises, nameUnits, numberDoors, type PlaceDraft, unitsOf } from './ground/places.ts'
import { insideRing, toDegrees, toPoint } from './ground/plane.ts'
import { offset } from './ground/polyline.ts'
import { type Random, seeded } from './ground/random.ts'
import { bridgesOf, buildRoads, type RoadShape } from './ground/road-network.ts'
import { FAR, NEAR, streams, surroundings } from './ground/scenery.ts'
import { corners } from './ground/site.ts'
import { drawSkeleton, type Skeleton } from './ground/skeleton.ts'
import { areaOf, divisionsOf, groundsOf, innerPaths, labelPoint, lineOf, polygonOf } from './ground/surfaces.ts'
import type { Bridge, Building, Cell, District, Division, Door, Geography, Place, Road } from './model.ts'

/** The demo district's own name; the code is the public division code. */
export const DISTRICT = { districtId: '511703', name: '达州市达川区' } as const

/** Everything drawn on the plane, before it is put into degrees and codes. */
type Town = {
  skeleton: Skeleton
  carved: Carved
  members: Membership[]
  uses: Uses
  roads: RoadShape[]
  roadOfDraft: Map<number, number>
  blocks: Block[]
  fittings: Fitting[]
}

/**
 * Generates the demo district: CGCS2000 degrees, the same bytes for the same seed. Nothing is read from a map: names
 * and codes of streets are public facts, every shape is drawn here (see README).
 */
export function generateGeography(seed = 511703): Geography {
  const random = seeded(seed)
  const town = drawTown(random)
  const units = unitsOf(town.carved, town.uses)
  const named = nameUnits(units, town.carved, random.fork('units'))
  const cells = cellsOf(town)
  const divisions = divisionsOf(town.carved, town.members)
  const premises = namePremises(town.blocks, (b) => roadOf(town, b)?.name, random.fork('premises'))
  const doors = numberDoors(
    town.blocks,
    town.roads,
    (b) => roadOf(town, b)?.id,
    (plot) => cells[plot]!.code,
  )
  return {
    seed,
    district: districtOf(town),
    divisions,
    cells,
    roads: town.roads.map(finishRoad),
    bridges: finishBridges(town),
    buildings: finishBuildings(town, premises, cells),
    grounds: groundsOf(town.carved, units, named.names, town.fittings),
    streams: streams(town.skeleton),
    paths: [...innerPaths(town.carved, town.uses), ...promenades(town)],
    places: finishPlaces([...named.places, ...premises], cells, doors),
    doors,
    surroundings: { near: surroundings(town.skeleton, NEAR), far: surroundings(town.skeleton, FAR) },
    cellAt: cellFinder(cells),
  }
}

function drawTown(random: Random): Town {
  const skeleton = drawSkeleton(random.fork('skeleton'))
  const carved = carve(skeleton, random.fork('carve'))
  const members = assign(carved.plots, random.fork('communities'))
  const uses = decideUses(carved, random.fork('uses'))
  closeInnerLanes(carved, uses)
  const { roads, roadOfDraft } = buildRoads(carved, random.fork('roads'))
  return { skeleton, carved, members, uses, roads, roadOfDraft, ...build(carved, uses, random.fork('build')) }
}

const roadOf = (town: Town, block: Block): RoadShape | undefined => {
  const id = block.front === undefined ? undefined : town.roadOfDraft.get(block.front)
  return id === undefined ? undefined : town.roads[id]
}

function cellsOf({ carved, members, uses }: Town): Cell[] {
  return carved.plots.map((plot, i) => {
    const polygon = polygonOf([plot.ring], carved.drawing.nodes)
    const { code, community, street } = members[i]!
    const labelAt = labelPoint(plot.ring.map((n) => carved.drawing.nodes[n]!))
    return {
      code,
      community,
      street,
      polygon,
      labelAt,
      areaM2: areaOf(polygon),
      zone: plot.zone,
      landUse: uses.use[i]!,
    }
  })
}

function districtOf({ carved }: Town): District {
  const { polygon, labelAt, areaM2 } = divisionArea(carved)
  const ring = (polygon.type === 'Polygon' ? polygon.coordinates : polygon.coordinates[0]!)[0]!
  const lons = ring.map((p) => p[0])
  const lats = ring.map((p) => p[1])
  const bounds = {
    west: Math.min(...lons),
    south: Math.min(...lats),
    east: Math.max(...lons),
    north: Math.max(...lats),
  }
  return { ...DISTRICT, centre: labelAt, bounds, polygon, areaM2 }
}

function divisionArea(carved: Carved): Pick<Division, 'polygon' | 'labelAt' | 'areaM2'> {
  const whole = carved.plots.map(() => ({ street: 'all', community: 'all', code: 'all' }))
  return divisionsOf(carved, whole, [{ code: 'all', name: '', urban: true, communities: [] }])[0]!
}

function finishRoad(road: RoadShape): Road {
  const lines = road.lines.map(lineOf)
  const lengthM = Math.round(
    road.lines.reduce(
      (sum, line) => sum + line.slice(1).reduce((s, p, i) => s + Math.hypot(p[0] - line[i]![0], p[1] - line[i]![1]), 0),
      0,
    ),
  )
  return {
    id: road.id,
    roadClass: road.roadClass,
    widthM: road.widthM,
    lengthM,
    lines,
    ...(road.name ? { name: road.name } : {}),
  }
}

function finishBridges({ skeleton, roads }: Town): Bridge[] {
  const names: Record<string, string> = { 麻柳大道: '麻柳大桥', 汉兴大道: '州河大桥', 盛达路: '盛达大桥' }
  const water = [...skeleton.banks[0], ...[...skeleton.banks[1]].reverse()]
  const main = roads.filter((road) => road.roadClass === 'trunk')
  return bridgesOf(main, ([x, y]) => insideRing(x, y, water)).map(({ road, line }) => ({
    name: names[road.name ?? ''] ?? `${road.name}大桥`,
    roadId: road.id,
    widthM: road.widthM + 4,
    line: lineOf(line),
    at: toPoint(line[line.length >> 1]!),
  }))
}

function promenades({ skeleton }: Town) {
  const walk = (side: 0 | 1) =>
    offset(skeleton.banks[side], side === 0 ? 26 : -26).filter(([x]) => x > -2150 && x < 2750)
  return [lineOf(walk(0)), lineOf(walk(1))]
}

function finishBuildings({ blocks }: Town, premises: readonly PlaceDraft[], cells: readonly Cell[]): Building[] {
  const names = new Map(premises.map((p) => [p.block, p.name]))
  return blocks.map((block, id) => {
    const ring = corners(block.box).map(toDegrees)
    const storeys = Math.max(1, block.storeys)
    const heightM =
      Math.round((storeys * (block.use === 'industrial' || block.use === 'market' ? 6 : 3.1) + 0.6) * 10) / 10
    const name = names.get(id)
    const polygon = { type: 'Polygon' as const, coordinates: [[...ring, ring[0]!]] }
    return { id, polygon, storeys, heightM, use: block.use, cell: cells[block.plot]!.code, ...(name ? { name } : {}) }
  })
}

function finishPlaces(drafts: readonly PlaceDraft[], cells: readonly Cell[], doors: readonly Door[]): Place[] {
  const doorOf = new Map(doors.map((d) => [d.building, d.name]))
  return drafts.map((draft, id) => {
    const address = draft.block === undefined ? undefined : doorOf.get(draft.block)
    return {
      id,
      kind: draft.kind,
      name: draft.name,
      at: toPoint(draft.at),
      cell: cells[draft.plot]!.code,
      ...(address ? { address } : {}),
    }
  })
}

/** Point → cell over the generated polygons; about a microsecond each. */
function cellFinder(cells: readonly Cell[]): (point: Point) => Cell | undefined {
  const index = new Flatbush(cells.length)
  for (const { polygon } of cells) {
    const lons = polygon.coordinates[0]!.map((p) => p[0])
    const lats = polygon.coordinates[0]!.map((p) => p[1])
    index.add(Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats))
  }
  index.finish()
  return ({ lon, lat }) => {
    const near = index.search(lon, lat, lon, lat)
    const hit = near.find((i) => insideRing(lon, lat, cells[i]!.polygon.coordinates[0]!))
    return hit === undefined ? undefined : cells[hit]
  }
}
