import { GeoJSONVT } from '@maplibre/geojson-vt'
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import { type Cell, listCells } from '#city/place/cell-store.ts'
import { dayIn } from '#city/place/locators.ts'
import { cellsVersion } from '#city/place/store.ts'
import type { Db } from '#kernel/db/db.ts'
import type { TileGeometry } from './base-tiles.ts'
import type { Asking, Layer } from './layer.ts'
import { EXTENT, type TileSquare } from './mercator.ts'
import type { TileCache } from './tile-cache.ts'

const SHALLOWEST = 8
const DEEPEST = 16
/** A margin of a fiftieth, so that the outline of a cell is not drawn along the edge of a tile. */
const BUFFER = 80

type Cut = { readonly version: string; readonly cells: GeoJSONVT; readonly labels: GeoJSONVT }

/** The cells of today, cut anew whenever cells have changed or the day has. */
export const cellLayer = (cache: TileCache): Layer => {
  const held = new Map<string, { version: string; cut: Promise<Cut> | undefined }>()
  const versionOf = rememberedVersions()
  const present = async ({ db, actor: { districtId }, now }: Asking) => {
    const { token, timeZone } = await versionOf(db, districtId)
    const day = dayIn(timeZone, now)
    const version = `${token.replaceAll('-', '') || '0'}.${day.replaceAll('-', '')}`
    const known = held.get(districtId)
    if (known?.version === version) return { known, day }
    const next = { version, cut: undefined }
    held.set(districtId, next)
    cache.forgetAll(`${districtId}/cell/`)
    return { known: next, day }
  }
  return {
    id: 'cell',
    permission: 'place.read',
    title: { zh: '单元网格', en: 'Cells' },
    minZoom: SHALLOWEST,
    maxZoom: DEEPEST,
    async stand(asking) {
      const { known } = await present(asking)
      return { version: known.version, scope: 'district', accepts: (version) => version === known.version }
    },
    async build(asking, square) {
      const { known, day } = await present(asking)
      known.cut ??= cutCells(asking.db, asking.actor.districtId, day, known.version)
      return tileOf(await known.cut, square)
    },
  }
}

const REMEMBERED_MS = 200

/** A view asks for a dozen tiles at once: they are told the same. */
function rememberedVersions(): typeof cellsVersion {
  const known = new Map<string, { at: number; version: ReturnType<typeof cellsVersion> }>()
  return (db: Db, districtId: string) => {
    const at = performance.now()
    const last = known.get(districtId)
    if (last && at - last.at < REMEMBERED_MS) return last.version
    const version = cellsVersion(db, districtId)
    version.catch(() => known.delete(districtId))
    known.set(districtId, { at, version })
    return version
  }
}

async function cutCells(db: Db, districtId: string, day: string, version: string): Promise<Cut> {
  const cells = await listCells(db, districtId, day)
  return {
    version,
    cells: new GeoJSONVT(
      collection(cells, ({ area }) => area as TileGeometry as GeoJSON.Geometry),
      cutting,
    ),
    labels: new GeoJSONVT(
      collection(cells, ({ label }) => ({ type: 'Point', coordinates: [label.lon, label.lat] })),
      {
        ...cutting,
        buffer: 0,
      },
    ),
  }
}

const cutting = { maxZoom: DEEPEST, indexMaxZoom: 5, extent: EXTENT, buffer: BUFFER, tolerance: 3 }

const collection = (cells: readonly Cell[], shape: (cell: Cell) => GeoJSON.Geometry): GeoJSON.FeatureCollection => ({
  type: 'FeatureCollection',
  features: cells.map((cell) => ({
    type: 'Feature',
    id: cellFeatureId(cell.code),
    geometry: shape(cell),
    properties: { code: cell.code, name: cell.name ?? '' },
  })),
})

function tileOf({ cells, labels }: Cut, { z, x, y }: TileSquare): Uint8Array | undefined {
  const [cell, label] = [cells.getTile(z, x, y), labels.getTile(z, x, y)]
  const layers = {
    ...(cell && cell.features.length > 0 ? { cell } : {}),
    ...(label && label.features.length > 0 ? { cell_label: label } : {}),
  }
  return Object.keys(layers).length === 0 ? undefined : fromGeojsonVt(layers, { version: 2, extent: EXTENT })
}

/** A number that stands for a cell's code: nine digits of street and community, three of 36 within it. */
export const cellFeatureId = (code: string): number =>
  Number(code.slice(3, 12)) * 36 ** 3 + Number.parseInt(code.slice(12), 36)
