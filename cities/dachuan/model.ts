import type { Point } from '#city/place/frame.ts'

/** A GeoJSON position in CGCS2000 degrees. */
export type Position = [lon: number, lat: number]
/** GeoJSON, CGCS2000; outer ring counter-clockwise, closed. */
export type Polygon = { type: 'Polygon'; coordinates: Position[][] }
export type MultiPolygon = { type: 'MultiPolygon'; coordinates: Position[][][] }
export type LineString = { type: 'LineString'; coordinates: Position[] }
export type Area = Polygon | MultiPolygon

/** Degrees, CGCS2000. */
export type Bounds = { west: number; south: number; east: number; north: number }

export type District = {
  districtId: string
  name: string
  centre: Point
  bounds: Bounds
  polygon: Area
  areaM2: number
}

/** A 街道 or 镇 (9 digits) or a 社区 or 村 (12 digits). */
export type Division = {
  code: string
  name: string
  level: 'street' | 'community'
  /** 街道/社区 against 镇/村. */
  urban: boolean
  parent: string
  polygon: Area
  labelAt: Point
  areaM2: number
}

/** A 单元网格: 15 digits, numbered in its community from west to east and from north to south. */
export type Cell = {
  code: string
  community: string
  street: string
  polygon: Polygon
  labelAt: Point
  areaM2: number
  zone: 'river' | 'bank' | 'urban' | 'town' | 'rural'
  landUse: LandUse
}

export type LandUse =
  | 'water'
  | 'park'
  | 'riverside'
  | 'square'
  | 'school'
  | 'hospital'
  | 'market'
  | 'office'
  | 'commercial'
  | 'residential'
  | 'old-quarter'
  | 'industrial'
  | 'village'
  | 'farmland'
  | 'woodland'
  | 'station'

/** 主干路, 次干路, 支路, 街巷. */
export type RoadClass = 'trunk' | 'secondary' | 'branch' | 'lane'

export type Road = {
  id: number
  /** Absent for unnamed lanes. */
  name?: string
  roadClass: RoadClass
  /** Carriageway width, metres. */
  widthM: number
  lengthM: number
  /** One line for each unbroken stretch. */
  lines: LineString[]
}

export type Bridge = { name: string; roadId: number; widthM: number; line: LineString; at: Point }

export type Building = {
  id: number
  polygon: Polygon
  storeys: number
  heightM: number
  use: LandUse
  cell: string
  name?: string
}

/** Ground that is drawn as an area: parks, water, squares, school grounds, woods, fields. */
export type Ground = {
  kind:
    | 'river'
    | 'lake'
    | 'park'
    | 'riverside'
    | 'square'
    | 'school'
    | 'hospital'
    | 'pitch'
    | 'track'
    | 'farmland'
    | 'industrial'
    | 'commercial'
    | 'residential'
    | 'village'
    | 'market'
    | 'station'
  name?: string
  polygon: Area
}

/** A watercourse too narrow to be an area. */
export type Stream = { name: string; widthM: number; line: LineString }

export type PlaceKind =
  | 'government'
  | 'school'
  | 'hospital'
  | 'market'
  | 'park'
  | 'square'
  | 'estate'
  | 'mall'
  | 'station'
  | 'bus-station'
  | 'police'
  | 'fire-station'
  | 'library'
  | 'bank'
  | 'hotel'
  | 'fuel'
  | 'toilet'
  | 'transfer-station'
  | 'village'
  | 'factory'
  | 'bridge'

/** A point of interest. */
export type Place = { id: number; kind: PlaceKind; name: string; at: Point; cell: string; address?: string }

/** A door number: 翠屏路128号. */
export type Door = {
  name: string
  road: string
  roadId: number
  number: number
  at: Point
  cell: string
  building: number
}

/** Roads and river beyond the district, and the woods inside and around it, for the map only. */
export type Surroundings = {
  river: Area
  /** Middle of the river through and beyond the district, for its name. */
  riverLine: LineString
  roads: { name: string; roadClass: RoadClass; line: LineString }[]
  woodland: Area[]
}

export type Geography = {
  seed: number
  district: District
  divisions: Division[]
  cells: Cell[]
  roads: Road[]
  bridges: Bridge[]
  buildings: Building[]
  grounds: Ground[]
  streams: Stream[]
  /** Footways in parks and along the river. */
  paths: LineString[]
  places: Place[]
  doors: Door[]
  /** The surroundings as seen from close by, and the wide frame for small scales (up to z 12). */
  surroundings: { near: Surroundings; far: Surroundings }
  /** The cell a point lies in; undefined outside the district. */
  cellAt(point: Point): Cell | undefined
}
