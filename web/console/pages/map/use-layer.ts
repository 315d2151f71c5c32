import type { Map as LibreMap, SourceSpecification, VectorTileSource } from 'maplibre-gl'
import { useEffect } from 'react'
import type { Drawn } from './case-layer.ts'

/** The order from the ground up; a source enters below those that come after it. */
const order = ['cell', 'component', 'industry', 'vehicle', 'case', 'area', 'edit', 'sketch', 'pick'] as const
export type SourceId = (typeof order)[number]

/**
 * Keeps one source and what is drawn of it on the map. A source of the same kind gets its new data in place, so that nothing
 * blinks while tiles of another version come in; layers are drawn anew only when they differ.
 */
export function useLayer(
  map: LibreMap | undefined,
  id: SourceId,
  source: SourceSpecification | undefined,
  drawn: Drawn,
): void {
  const type = source?.type
  const look = JSON.stringify(drawn)
  // biome-ignore lint/correctness/useExhaustiveDependencies: newer data of the same kind is the second effect's.
  useEffect(() => {
    if (!map || !source) return
    map.addSource(id, source)
    return () => {
      // A map that was removed took its sources with it.
      if (!map.style) return
      for (const layer of map.getStyle().layers) if ('source' in layer && layer.source === id) map.removeLayer(layer.id)
      if (map.getSource(id)) map.removeSource(id)
    }
  }, [map, id, type])
  useEffect(() => {
    const held = map?.style ? map.getSource(id) : undefined
    if (!held || !source) return
    if (source.type === 'vector' && held.type === 'vector') (held as VectorTileSource).setTiles(source.tiles ?? [])
    if (source.type === 'geojson' && 'setData' in held)
      (held as unknown as { setData(d: unknown): void }).setData(source.data)
  }, [map, id, source])
  useEffect(() => {
    if (!map || !type) return
    const layers = JSON.parse(look) as Drawn
    const above = firstAbove(map, id)
    for (const layer of layers) map.addLayer({ ...layer, source: id } as Parameters<LibreMap['addLayer']>[0], above)
    return () => {
      if (!map.style) return
      for (const layer of layers) if (map.getLayer(layer.id)) map.removeLayer(layer.id)
    }
  }, [map, id, type, look])
}

/**
 * The lowest layer that belongs above this source; `undefined` where there is none, so that it comes on top. Ground and
 * components lie under the lettering of the base map, cases and what is drawn by hand above it.
 */
function firstAbove(map: LibreMap, id: SourceId): string | undefined {
  const higher: readonly string[] = order.slice(order.indexOf(id) + 1)
  const isUnderLetters = id === 'cell' || id === 'component'
  return map
    .getStyle()
    .layers.find(
      (layer) =>
        ('source' in layer && higher.includes(layer.source)) || (isUnderLetters && layer.id.startsWith('label-')),
    )?.id
}
