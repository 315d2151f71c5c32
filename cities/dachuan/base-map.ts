import type { Area, Cell, Division, Geography, Ground, PlaceKind, Position, RoadClass, Surroundings } from './model.ts'

/** A GeoJSON feature as the tile builder takes it; it appears from `minZoom` on. */
export type MapFeature = {
  geometry:
    | Area
    | { type: 'Point'; coordinates: Position }
    | { type: 'LineString'; coordinates: Position[] }
    | { type: 'MultiLineString'; coordinates: Position[][] }
  properties: Record<string, string | number | boolean>
  minZoom?: number
  maxZoom?: number
}

/** A layer of the base map: `{ name, features }`. */
export type MapLayer = { name: string; features: MapFeature[] }

/**
 * The base map's layers in drawing order: land, water, waterway, parks, roads, bridges, buildings, boundaries, cells, and the
 * label points `pois`, `division_labels`, `cell_labels`, `doors` (polygon labels would repeat in every tile).
 */
export function baseMapLayers(geography: Geography): MapLayer[] {
  return [
    { name: 'land', features: land(geography) },
    { name: 'parks', features: parks(geography) },
    { name: 'water', features: water(geography) },
    {
      name: 'waterway',
      features: geography.streams.map((s) => ({ geometry: s.line, properties: { name: s.name }, minZoom: 10 })),
    },
    { name: 'river_line', features: riverLine(geography) },
    { name: 'roads', features: roads(geography) },
    {
      name: 'bridges',
      features: geography.bridges.map((b) => ({
        geometry: b.line,
        properties: { name: b.name, class: 'trunk' },
        minZoom: 12,
      })),
    },
    { name: 'buildings', features: buildings(geography) },
    { name: 'boundaries', features: boundaries(geography) },
    { name: 'cells', features: geography.cells.map(cellFeature) },
    { name: 'division_labels', features: geography.divisions.map(divisionLabel) },
    { name: 'cell_labels', features: geography.cells.map(cellLabel) },
    { name: 'pois', features: pois(geography) },
    { name: 'doors', features: doors(geography) },
  ]
}

const LAND_KINDS: ReadonlySet<Ground['kind']> = new Set<Ground['kind']>([
  'school',
  'hospital',
  'industrial',
  'commercial',
  'residential',
  'village',
  'market',
  'station',
  'square',
  'farmland',
])
const GREEN_KINDS: ReadonlySet<Ground['kind']> = new Set<Ground['kind']>(['park', 'riverside', 'pitch', 'track'])

const groundFeature = (ground: Ground, minZoom: number): MapFeature => ({
  geometry: ground.polygon,
  properties: { class: ground.kind, ...(ground.name ? { name: ground.name } : {}) },
  minZoom,
})

function land({ district, grounds }: Geography): MapFeature[] {
  const ground = grounds.filter((g) => LAND_KINDS.has(g.kind))
  return [
    { geometry: district.polygon, properties: { class: 'district' } },
    ...ground.map((g) =>
      groundFeature(g, g.kind === 'residential' || g.kind === 'commercial' || g.kind === 'industrial' ? 10 : 12),
    ),
  ]
}

function parks({ grounds, surroundings }: Geography): MapFeature[] {
  const woods = bothFrames(surroundings, (s) =>
    s.woodland.map((geometry) => ({ geometry, properties: { class: 'woodland' } })),
  )
  const green = grounds.filter((g) => GREEN_KINDS.has(g.kind))
  return [...woods, ...green.map((g) => groundFeature(g, g.kind === 'pitch' || g.kind === 'track' ? 14 : 11))]
}

function water({ grounds, surroundings }: Geography): MapFeature[] {
  const own = grounds.filter((g) => g.kind === 'river' || g.kind === 'lake')
  const beyond = bothFrames(surroundings, (s) => [{ geometry: s.river, properties: { class: 'river' } }])
  return [...beyond, ...own.map((g) => groundFeature(g, g.kind === 'river' ? 9 : 12))]
}

/** The wide frame is for small scales only; at large scales the near frame is enough. */
function bothFrames(
  { near, far }: Geography['surroundings'],
  draw: (from: Surroundings) => MapFeature[],
): MapFeature[] {
  return [
    ...draw(far).map((f) => ({ ...f, maxZoom: LAST_FAR_ZOOM })),
    ...draw(near).map((f) => ({ ...f, minZoom: Math.max(LAST_FAR_ZOOM + 1, f.minZoom ?? 0) })),
  ]
}

const LAST_FAR_ZOOM = 12

const riverLine = ({ surroundings }: Geography): MapFeature[] =>
  bothFrames(surroundings, (s) => [{ geometry: s.riverLine, properties: { name: '州河' }, minZoom: 10 }])

const ROAD_FROM: Record<RoadClass, number> = { trunk: 9, secondary: 11, branch: 12, lane: 14 }

function roads({ roads, surroundings, paths }: Geography): MapFeature[] {
  const own = roads.map((road): MapFeature => {
    const lines = road.lines.map((l) => l.coordinates)
    const geometry =
      lines.length === 1
        ? { type: 'LineString' as const, coordinates: lines[0]! }
        : { type: 'MultiLineString' as const, coordinates: lines }
    return {
      geometry,
      properties: { class: road.roadClass, ...(road.name ? { name: road.name } : {}) },
      minZoom: ROAD_FROM[road.roadClass],
    }
  })
  const outside = bothFrames(surroundings, (s) =>
    s.roads.map((road) => ({
      geometry: road.line,
      properties: { class: road.roadClass, outside: true },
      minZoom: ROAD_FROM[road.roadClass],
    })),
  )
  const order: RoadClass[] = ['lane', 'branch', 'secondary', 'trunk']
  own.sort((a, b) => order.indexOf(a.properties.class as RoadClass) - order.indexOf(b.properties.class as RoadClass))
  return [
    ...paths.map((geometry): MapFeature => ({ geometry, properties: { class: 'path' }, minZoom: 15 })),
    ...outside,
    ...own,
  ]
}

function buildings({ buildings }: Geography): MapFeature[] {
  return buildings.map((b) => ({
    geometry: b.polygon,
    properties: { class: b.use, height: b.heightM, ...(b.name ? { name: b.name } : {}) },
    minZoom: 14,
  }))
}

/** Each border once: what a street shares with another street, then what only communities share. */
function boundaries({ district, divisions }: Geography): MapFeature[] {
  const taken = new Set<string>()
  const level = (areas: readonly Area[], name: string, minZoom: number): MapFeature[] => {
    const lines = areas.flatMap((area) => ringsOf(area)).flatMap((ring) => freshStretches(ring, taken))
    return [{ geometry: { type: 'MultiLineString', coordinates: lines }, properties: { level: name }, minZoom }]
  }
  const of = (wanted: Division['level']) => divisions.filter((d) => d.level === wanted).map((d) => d.polygon)
  return [
    ...level([district.polygon], 'district', 9),
    ...level(of('street'), 'street', 11),
    ...level(of('community'), 'community', 13),
  ]
}

const ringsOf = (area: Area): Position[][] => (area.type === 'Polygon' ? area.coordinates : area.coordinates.flat())

function freshStretches(ring: readonly Position[], taken: Set<string>): Position[][] {
  const stretches: Position[][] = []
  let current: Position[] = []
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1]!, ring[i]!]
    const key = a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]) ? `${a}|${b}` : `${b}|${a}`
    if (taken.has(key)) {
      if (current.length > 1) stretches.push(current)
      current = []
      continue
    }
    taken.add(key)
    if (current.length === 0) current.push(a)
    current.push(b)
  }
  if (current.length > 1) stretches.push(current)
  return stretches
}

const cellFeature = (cell: Cell): MapFeature => ({
  geometry: cell.polygon,
  properties: { code: cell.code },
  minZoom: 14,
})

const cellLabel = (cell: Cell): MapFeature => ({
  geometry: { type: 'Point', coordinates: [cell.labelAt.lon, cell.labelAt.lat] },
  properties: { code: cell.code, short: cell.code.slice(-3) },
  minZoom: 15,
})

const divisionLabel = (division: Division): MapFeature => ({
  geometry: { type: 'Point', coordinates: [division.labelAt.lon, division.labelAt.lat] },
  properties: { name: division.name, level: division.level, code: division.code, urban: division.urban },
  minZoom: division.level === 'street' ? 10 : 13,
})

const POI_FROM: Partial<Record<PlaceKind, [minZoom: number, rank: number]>> = {
  government: [13, 1],
  station: [12, 1],
  hospital: [13, 2],
  park: [13, 2],
  square: [14, 3],
  mall: [14, 3],
  school: [14, 4],
  market: [14, 4],
  library: [15, 5],
  village: [14, 5],
  estate: [15, 6],
  police: [15, 6],
  'fire-station': [15, 5],
  hotel: [16, 7],
  factory: [15, 6],
  fuel: [16, 7],
  bank: [16, 8],
  toilet: [16, 9],
  'transfer-station': [16, 9],
  bridge: [13, 2],
}

function pois({ places, bridges }: Geography): MapFeature[] {
  const feature = (kind: PlaceKind, name: string, at: { lon: number; lat: number }): MapFeature => {
    const [minZoom, rank] = POI_FROM[kind] ?? [16, 9]
    return { geometry: { type: 'Point', coordinates: [at.lon, at.lat] }, properties: { kind, name, rank }, minZoom }
  }
  return [...bridges.map((b) => feature('bridge', b.name, b.at)), ...places.map((p) => feature(p.kind, p.name, p.at))]
}

function doors({ doors }: Geography): MapFeature[] {
  return doors.map((d) => ({
    geometry: { type: 'Point', coordinates: [d.at.lon, d.at.lat] },
    properties: { number: String(d.number) },
    minZoom: 16,
  }))
}
