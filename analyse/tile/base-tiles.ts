import { GeoJSONVT, type GeoJSONVTFeature, type GeoJSONVTTile } from '@maplibre/geojson-vt'
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import { type EncodedTile, type Extent, gzip, writeArchive } from './pmtiles-write.ts'

type Position = readonly number[]

/** A GeoJSON geometry in CGCS2000 degrees (tiles take them as WGS 84; the two agree to decimetres). */
export type TileGeometry =
  | { type: 'Point'; coordinates: Position }
  | { type: 'LineString'; coordinates: readonly Position[] }
  | { type: 'Polygon' | 'MultiLineString'; coordinates: readonly (readonly Position[])[] }
  | { type: 'MultiPolygon'; coordinates: readonly (readonly (readonly Position[])[])[] }

/** One thing on the map, present in tiles from `minZoom` to `maxZoom` only (all, when absent). */
export type TileFeature = {
  geometry: TileGeometry
  properties: Record<string, string | number | boolean>
  minZoom?: number
  maxZoom?: number
}

/** A named layer of the tiles. */
export type TileLayer = { name: string; features: readonly TileFeature[] }

export type TileOptions = { minZoom: number; maxZoom: number; attribution?: string }

/** Vector-tile coordinates across one tile, and the margin drawn beyond its edge. */
const EXTENT = 4096
const BUFFER = 80

type Part = { layer: string; minZoom: number; maxZoom: number; bounds: Extent; index: GeoJSONVT }

/**
 * Cuts layers into gzipped vector tiles and packs them as one PMTiles v3 file. Features keep their order, so the same
 * layers give the same bytes.
 */
export function buildBaseTiles(layers: readonly TileLayer[], options: TileOptions): Uint8Array {
  const parts = layers.flatMap((layer) => partsOf(layer, options))
  const tiles: EncodedTile[] = []
  for (let z = options.minZoom; z <= options.maxZoom; z++) {
    const active = parts.filter((p) => p.minZoom <= z && z <= p.maxZoom)
    for (const [x, y] of tilesOver(active, z)) {
      const data = encode(active, z, x, y)
      if (data) tiles.push({ z, x, y, data })
    }
  }
  return writeArchive(tiles, {
    ...options,
    bounds: hull(parts.map((p) => p.bounds)),
    metadata: metadataOf(layers, options),
  })
}

function partsOf(layer: TileLayer, options: TileOptions): Part[] {
  const ranges = new Map<string, { minZoom: number; maxZoom: number; features: TileFeature[] }>()
  for (const feature of layer.features) {
    const { minZoom = options.minZoom, maxZoom = options.maxZoom } = feature
    const range = ranges.get(`${minZoom}-${maxZoom}`) ?? { minZoom, maxZoom, features: [] }
    range.features.push(feature)
    ranges.set(`${minZoom}-${maxZoom}`, range)
  }
  return [...ranges.values()].map(({ minZoom, maxZoom, features }) => ({
    layer: layer.name,
    minZoom,
    maxZoom,
    bounds: hull(features.map((f) => boundsOf(f.geometry))),
    index: new GeoJSONVT(collection(features), {
      maxZoom: options.maxZoom,
      indexMaxZoom: 8,
      extent: EXTENT,
      buffer: BUFFER,
      tolerance: 3,
    }),
  }))
}

function collection(features: readonly TileFeature[]): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: features.map((f) => ({
      type: 'Feature',
      geometry: f.geometry as GeoJSON.Geometry,
      properties: f.properties,
    })),
  }
}

function encode(parts: readonly Part[], z: number, x: number, y: number): Uint8Array | undefined {
  const layers: Record<string, GeoJSONVTTile> = {}
  for (const part of parts) {
    const tile = part.index.getTile(z, x, y)
    if (!tile || tile.features.length === 0) continue
    const known = layers[part.layer]
    layers[part.layer] = known
      ? { ...known, features: [...known.features, ...tile.features] as GeoJSONVTFeature[] }
      : tile
  }
  if (Object.keys(layers).length === 0) return undefined
  return gzip(fromGeojsonVt(layers, { version: 2, extent: EXTENT }))
}

/** Every tile that the bounds of some part touch, row by row. */
function tilesOver(parts: readonly Part[], z: number): [number, number][] {
  const seen = new Set<number>()
  const side = 2 ** z
  for (const { bounds } of parts) {
    const [x0, x1] = [column(bounds.west, side), column(bounds.east, side)]
    const [y0, y1] = [row(bounds.north, side), row(bounds.south, side)]
    for (let y = y0; y <= y1; y++) for (let x = x0; x <= x1; x++) seen.add(y * side + x)
  }
  return [...seen].sort((a, b) => a - b).map((key) => [key % side, Math.floor(key / side)])
}

const column = (lon: number, side: number) => Math.floor(((lon + 180) / 360) * side)

function row(lat: number, side: number): number {
  const sin = Math.sin((lat * Math.PI) / 180)
  return Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * side)
}

function boundsOf(geometry: TileGeometry): Extent {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity }
  const visit = (value: unknown): void => {
    const list = value as readonly unknown[]
    if (typeof list[0] !== 'number') {
      list.forEach(visit)
      return
    }
    const [lon, lat] = list as [number, number]
    box.west = Math.min(box.west, lon)
    box.east = Math.max(box.east, lon)
    box.south = Math.min(box.south, lat)
    box.north = Math.max(box.north, lat)
  }
  visit(geometry.coordinates)
  return box
}

function hull(boxes: readonly Extent[]): Extent {
  return boxes.reduce((a, b) => ({
    west: Math.min(a.west, b.west),
    south: Math.min(a.south, b.south),
    east: Math.max(a.east, b.east),
    north: Math.max(a.north, b.north),
  }))
}

function metadataOf(layers: readonly TileLayer[], options: TileOptions): Record<string, unknown> {
  return {
    name: 'base',
    type: 'baselayer',
    format: 'pbf',
    attribution: options.attribution ?? '',
    vector_layers: layers.map((layer) => ({
      id: layer.name,
      minzoom: Math.min(options.maxZoom, ...layer.features.map((f) => f.minZoom ?? options.minZoom)),
      maxzoom: options.maxZoom,
      fields: fieldsOf(layer),
    })),
  }
}

function fieldsOf(layer: TileLayer): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const { properties } of layer.features)
    for (const [key, value] of Object.entries(properties))
      fields[key] ??= typeof value === 'number' ? 'Number' : typeof value === 'boolean' ? 'Boolean' : 'String'
  return fields
}
