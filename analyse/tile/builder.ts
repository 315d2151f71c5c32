import { may } from '#kernel/auth/actor.ts'
import { CaseChanges, caseLayer } from './case-layer.ts'
import { cellLayer } from './cell-layer.ts'
import { ComponentIndexes, componentLayer } from './component-layer.ts'
import { makeHearing } from './hearing.ts'
import { type Asking, type Layer, squareName } from './layer.ts'
import type { TileLayerId } from './layer-contract.ts'
import { isSquare, type TileSquare } from './mercator.ts'
import { tileProblems } from './problems.ts'
import { type BuiltTile, makeTileCache, packed, type TileCache } from './tile-cache.ts'

const CACHE_BYTES = 64 * 1024 * 1024

/** Makes tiles of what the city holds at this moment, each once for all who may see the same. */
export type TileBuilder = {
  /** The layers that somebody may read, with their versions. */
  layers(asking: Asking): Promise<readonly { readonly layer: Layer; readonly version: string }[]>
  /** A tile under the version it was asked by. Error: `tile_version_past`. */
  tile(asking: Asking, layer: TileLayerId, version: string, square: TileSquare): Promise<BuiltTile>
  /** The scope whose tiles somebody may be sent from memory under a version; undefined where all is not in order, as `tile` says. */
  scopeOf(asking: Asking, layer: TileLayerId, version: string): Promise<string | undefined>
  readonly cache: TileCache
}

export function makeTileBuilder(cache: TileCache = makeTileCache(CACHE_BYTES)): TileBuilder {
  const components = new ComponentIndexes(cache)
  const cases = new CaseChanges(cache)
  const hear = makeHearing([components, cases])
  const layers = [componentLayer(components, hear), caseLayer(cases, hear), cellLayer(cache)]
  const isIn = (layer: Layer, square: TileSquare) =>
    isSquare(square) && square.z >= layer.minZoom && square.z <= layer.maxZoom
  return {
    cache,
    async layers(asking) {
      const own = layers.filter((layer) => may(asking.actor, layer.permission))
      return Promise.all(own.map(async (layer) => ({ layer, version: (await layer.stand(asking)).version })))
    },
    async tile(asking, id, version, square) {
      const layer = layers.find((each) => each.id === id)!
      const standing = await layer.stand(asking, version)
      if (!standing.accepts(version))
        throw tileProblems.tile_version_past({ version: standing.version }, 'params.version')
      if (!isIn(layer, square)) return packed(undefined)
      const name = squareName(asking.actor.districtId, id, square)
      return cache.get(name, standing.scope, () => layer.build(asking, square))
    },
    async scopeOf(asking, id, version) {
      const layer = layers.find((each) => each.id === id)!
      if (!may(asking.actor, layer.permission)) return undefined
      const standing = await layer.stand(asking, version)
      return standing.accepts(version) ? standing.scope : undefined
    },
  }
}
