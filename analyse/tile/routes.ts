import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { getDistrict } from '#city/place/store.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { kernelProblems } from '#kernel/problems.ts'
import type { TileBuilder } from './builder.ts'
import { layerRoutes } from './layer-routes.ts'
import { baseTile, mapConfig, outerTile } from './map-contract.ts'
import { openTiles, type TileArchive } from './open-tiles.ts'
import type { OuterMap } from './outer-map.ts'
import { tileProblems } from './problems.ts'

/** The base map archives of this installation: one PMTiles file a district in a folder; a replaced file is opened anew. */
export function tileLibrary(folder: string): (districtId: string) => TileArchive | undefined {
  const open = new Map<string, { changed: number; archive: TileArchive }>()
  return (districtId) => {
    const path = join(folder, `${districtId}.pmtiles`)
    if (!existsSync(path)) return undefined
    const changed = statSync(path).mtimeMs
    const known = open.get(districtId)
    if (known?.changed === changed) return known.archive
    const archive = openTiles(path)
    open.set(districtId, { changed, archive })
    return archive
  }
}

/** The base map holds nothing personal: citizens see the same one. Tiles never change under their version. The other layers are for those who may read them. */
export const tileRoutes = (
  library: ReturnType<typeof tileLibrary>,
  builder: TileBuilder,
  outer?: OuterMap,
): readonly Route[] => [
  route(mapConfig, async ({ tx, query }) => {
    const district = await getDistrict(tx, query.district)
    const archive = library(query.district)
    return {
      tiles: archive ? `/tiles/base/${query.district}/${archive.version}/{z}/{x}/{y}.mvt` : null,
      minZoom: archive?.minZoom ?? 0,
      maxZoom: archive?.maxZoom ?? 0,
      centre: district.centre,
      outer: outer ? { choices: outer.choices.map((layers) => [...layers]), attribution: outer.attribution } : null,
      bounds: district.bounds,
    }
  }),
  route(baseTile, async ({ params, response }) => {
    const archive = library(params.district)
    if (!archive || archive.version !== params.version) throw kernelProblems.not_found()
    const tile = archive.getTile(params.z, params.x, Number(params.file.split('.')[0]))
    response.header('cache-control', 'public, max-age=31536000, immutable')
    if (!tile) return response.code(204).send()
    return response
      .header('content-encoding', 'gzip')
      .type('application/vnd.mapbox-vector-tile')
      .send(Buffer.from(tile))
  }),
  route(outerTile, async ({ params: { layer, ...square }, response }) => {
    if (!outer) throw tileProblems.outer_map_absent()
    const { bytes, type } = await outer.tile(layer, square)
    const keep = outer.keepSeconds
    response.header('cache-control', keep > 0 ? `private, max-age=${keep}` : 'no-store')
    return response.type(type).send(bytes)
  }),
  ...layerRoutes(builder),
]
