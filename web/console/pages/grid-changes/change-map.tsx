import { useMemo, useState } from 'react'
import type { getGridChange } from '#city/grid/contract.ts'
import { point } from '#city/place/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { CityMap } from '#web/kit/map/city-map.tsx'
import type { MapLayer } from '#web/kit/map/layers.ts'
import { formatSurface } from '../map/format.ts'
import { words } from './words.ts'

type Detail = ReplyOf<typeof getGridChange>
type Cell = Detail['before'][number]
type Side = 'before' | 'after'

const sides = ['before', 'after'] as const

/** The cells of a change as they were and as it makes them, one side at a time in the same view, with the other as a thin outline. */
export function ChangeMap({ detail }: { readonly detail: Detail }) {
  const w = useWords(words)
  const language = useLanguage()
  const [side, setSide] = useState<Side>('after')
  const layers = useMemo(() => layersOf(detail, side), [detail, side])
  const view = useMemo(() => viewOf(detail.before), [detail])
  if (detail.before.length === 0) return <p className="quiet">{w.noShapes}</p>
  return (
    <div className="change-map">
      <fieldset className="change-sides">
        <legend className="unseen">{w.side}</legend>
        {sides.map((each) => (
          <label key={each}>
            <input type="radio" name="change-side" checked={side === each} onChange={() => setSide(each)} /> {w[each]}
          </label>
        ))}
      </fieldset>
      <CityMap label={w.map} at={view.at} zoom={view.zoom} layers={layers} height={280} />
      <ul className="change-cells" aria-live="polite">
        {detail[side].map(({ code, areaM2 }) => (
          <li key={code}>
            <span className="list-code">{code}</span> <span className="quiet">{formatSurface(areaM2, language)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

const collection = (cells: readonly Cell[]): GeoJSON.FeatureCollection => ({
  type: 'FeatureCollection',
  features: cells.map(({ code, area }, at) => ({
    type: 'Feature',
    geometry: area as GeoJSON.Geometry,
    properties: { code, tint: at % 2 },
  })),
})

const layersOf = (detail: Detail, side: Side): MapLayer[] => [
  {
    id: 'shown',
    source: { type: 'geojson', data: collection(detail[side]) },
    draw: [
      {
        id: 'shown-fill',
        type: 'fill',
        paint: { 'fill-color': ['case', ['==', ['get', 'tint'], 0], '#0958d9', '#b45309'], 'fill-opacity': 0.2 },
      },
      { id: 'shown-line', type: 'line', paint: { 'line-color': '#14161a', 'line-width': 2.5 } },
    ],
  },
  {
    id: 'other',
    source: { type: 'geojson', data: collection(detail[side === 'before' ? 'after' : 'before']) },
    draw: [
      {
        id: 'other-line',
        type: 'line',
        paint: { 'line-color': '#c2410c', 'line-width': 1.5, 'line-dasharray': [3, 3] },
      },
    ],
  },
]

/** The middle of the cells and a zoom at which they fill about half the map. */
function viewOf(cells: readonly Cell[]) {
  const corners = cells.flatMap(({ area }) =>
    (area.type === 'Polygon' ? area.coordinates : area.coordinates.flat()).flat(),
  )
  const [lons, lats] = [corners.map(([lon]) => lon), corners.map(([, lat]) => lat)]
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)]
  const degrees = Math.max(east - west, (north - south) * 1.6, 1e-4)
  return { at: point((west + east) / 2, (south + north) / 2), zoom: Math.min(18, Math.log2(210 / degrees)) }
}
