import { useQuery } from '@tanstack/react-query'
import type { ExpressionSpecification } from 'maplibre-gl'
import { useMemo, useRef } from 'react'
import { listTileLayers } from '#analyse/tile/contract.ts'
import { getCell } from '#city/place/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { CityMap } from '#web/kit/map/city-map.tsx'
import type { MapLayer } from '#web/kit/map/layers.ts'
import { ask } from '#web/kit/query.ts'
import { tileSource } from '../map/case-layer.ts'
import { words } from './words.ts'

type Props = { readonly codes: readonly string[]; readonly onToggle: (code: string) => void }

/** The cells of a beat on the map, from the same tiles as the one map; a click on a cell adds it or takes it out. */
export function BeatMap({ codes, onToggle }: Props) {
  const w = useWords(words)
  const told = useRef(onToggle)
  told.current = onToggle
  const { data } = useQuery(ask(listTileLayers, {}))
  const tiles = data?.items.find(({ layer }) => layer === 'cell')
  const first = useRef(codes[0])
  const { data: cell } = useQuery({
    ...ask(getCell, { params: { code: first.current ?? '' } }),
    enabled: first.current !== undefined,
  })
  const layers = useMemo((): MapLayer[] => {
    if (!tiles) return []
    const isIn: ExpressionSpecification = ['in', ['get', 'code'], ['literal', [...codes]]]
    return [
      {
        id: 'beat-cell',
        source: tileSource('cell', tiles),
        draw: [
          {
            id: 'beat-fill',
            type: 'fill',
            'source-layer': 'cell',
            paint: { 'fill-color': '#0958d9', 'fill-opacity': ['case', isIn, 0.28, 0.02] },
          },
          {
            id: 'beat-line',
            type: 'line',
            'source-layer': 'cell',
            paint: { 'line-color': '#5b4a86', 'line-width': ['case', isIn, 2, 0.8] },
          },
        ],
        onPick: ({ code }) => told.current(String(code)),
      },
    ]
  }, [tiles, codes])
  return <CityMap label={w.map} at={cell?.label} zoom={first.current ? 14.5 : 12.5} layers={layers} height={300} />
}
