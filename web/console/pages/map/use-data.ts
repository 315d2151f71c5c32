import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Map as LibreMap } from 'maplibre-gl'
import { useEffect, useMemo } from 'react'
import { areaText, casesInView, cellValues, insideArea } from '#analyse/map/contract.ts'
import { listTileLayers, type TileLayerId } from '#analyse/tile/contract.ts'
import { point } from '#city/place/contract.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { caseListDrawn, caseListSource, caseTileDrawn, tileSource } from './case-layer.ts'
import { cellDrawn } from './cell-layer.ts'
import { componentDrawn } from './component-layer.ts'
import { breaksOf } from './scale.ts'
import { useLayer } from './use-layer.ts'
import type { Seen } from './use-stage.ts'
import type { View } from './use-view.ts'

const REFRESH_MS = 15_000
const LISTED = 150
/** The most that a period draws; what is due first comes first. */
const DRAWN = 1_000
const COMPONENTS_FROM = 16

/** The rectangle that is seen, no finer than a metre, so that a nudge asks nothing anew. */
const boxOf = ({ west, south, east, north }: Seen) => {
  const round = (degrees: number) => Number(degrees.toFixed(5))
  return { west: round(west), south: round(south), east: round(east), north: round(north) }
}

/** What is seen, as data: the list that mirrors the map, and the same drawn as layers. */
export function useMapData(map: LibreMap | undefined, { view, layers, hidden }: View, seen: Seen | undefined) {
  const me = useMe()
  const tiles = useQuery({ ...ask(listTileLayers, {}), refetchInterval: REFRESH_MS })
  const sourceOf = (layer: TileLayerId) => tiles.data?.items.find((item) => item.layer === layer)
  const isOn = (layer: TileLayerId) => layers.includes(layer)
  const isPeriod = view.from !== undefined || view.to !== undefined
  const period = { from: view.from, to: view.to }

  const cases = useQuery({
    ...ask(casesInView, {
      query: {
        ...(seen ? boxOf(seen) : { west: 0, south: 0, east: 0, north: 0 }),
        ...period,
        limit: isPeriod ? DRAWN : LISTED,
      },
    }),
    enabled: seen !== undefined && isOn('case') && may(me, 'case.read'),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  })
  const listed = isOn('case') ? cases.data : undefined
  const components = useComponents(seen, isOn('component') && may(me, 'component.read'))
  const values = useQuery({
    ...ask(cellValues, { query: { by: view.cells ?? 'open' } }),
    enabled: isOn('cell') && view.cells !== undefined && may(me, 'case.read'),
    refetchInterval: 60_000,
  })
  const shown = isOn('cell') && view.cells !== undefined ? values.data : undefined
  const breaks = useMemo(() => breaksOf(shown?.items.map(({ value }) => value) ?? []), [shown])

  const isCut = isPeriod || (tiles.isFetched && !sourceOf('case'))
  const caseSource = useStable(
    () => (isCut ? listed && caseListSource(listed.items) : sourceOf('case') && tileSource('case', sourceOf('case')!)),
    [isCut, isCut ? listed : sourceOf('case')?.version],
  )
  const componentSource = useStable(
    () => sourceOf('component') && tileSource('component', sourceOf('component')!),
    [sourceOf('component')?.version],
  )
  const cellSource = useStable(
    () => sourceOf('cell') && tileSource('cell', sourceOf('cell')!),
    [sourceOf('cell')?.version],
  )
  useLayer(map, 'cell', isOn('cell') ? cellSource : undefined, cellDrawn(breaks))
  useLayer(map, 'component', isOn('component') ? componentSource : undefined, componentDrawn(hidden))
  useLayer(map, 'case', isOn('case') ? caseSource : undefined, isCut ? caseListDrawn(hidden) : caseTileDrawn(hidden))
  useValues(map, isOn('cell') && cellSource !== undefined, shown?.items)
  return {
    cases: listed && { items: listed.items.slice(0, LISTED), total: listed.total },
    components,
    isTooWide: isOn('component') && seen !== undefined && seen.zoom < COMPONENTS_FROM,
    breaks,
  }
}

function useComponents(seen: Seen | undefined, isOn: boolean) {
  const isNear = isOn && seen !== undefined && seen.zoom >= COMPONENTS_FROM
  const box = seen && boxOf(seen)
  const ring = box
    ? [point(box.west, box.south), point(box.east, box.south), point(box.east, box.north), point(box.west, box.north)]
    : []
  const { data } = useQuery({
    ...ask(insideArea, { query: { area: areaText({ kind: 'ring', ring }) } }),
    enabled: isNear,
    placeholderData: keepPreviousData,
  })
  return isNear ? (data?.components ?? undefined) : undefined
}

/** The same object as long as its reasons are the same. */
// biome-ignore lint/correctness/useExhaustiveDependencies: the reasons are the caller's.
const useStable = <T>(make: () => T, reasons: readonly unknown[]): T => useMemo(make, reasons)

/** Gives each cell its value, to be coloured by. */
function useValues(
  map: LibreMap | undefined,
  isDrawn: boolean,
  items: readonly { readonly code: string; readonly value: number }[] | undefined,
): void {
  useEffect(() => {
    if (!map || !isDrawn || !map.getSource('cell')) return
    map.removeFeatureState({ source: 'cell', sourceLayer: 'cell' })
    for (const { code, value } of items ?? [])
      map.setFeatureState({ source: 'cell', sourceLayer: 'cell', id: code }, { value })
  }, [map, isDrawn, items])
}
