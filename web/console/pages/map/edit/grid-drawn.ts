import type { ExpressionSpecification, GeoJSONSourceSpecification } from 'maplibre-gl'
import type { previewGridChange } from '#city/grid/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import type { Drawn } from '../case-layer.ts'
import type { LinePoint } from './line-table.tsx'

type Brought = ReplyOf<typeof previewGridChange>
type Surface = Brought['opened'][number]['area']

/** The cells as they are, the line, and what would come of it: new surfaces and the components that change cell. */
export function gridSource(
  cells: readonly { readonly area: Surface }[],
  line: readonly LinePoint[],
  preview: Brought | undefined,
): GeoJSONSourceSpecification {
  const feature = (geometry: unknown, role: string, tint = 0): GeoJSON.Feature => ({
    type: 'Feature',
    geometry: geometry as GeoJSON.Geometry,
    properties: { role, tint },
  })
  const coming = preview ? [...preview.opened, ...preview.reshaped] : []
  const moving = preview?.components.items ?? []
  return {
    type: 'geojson',
    data: {
      type: 'FeatureCollection',
      features: [
        ...cells.map(({ area }) => feature(area, 'old')),
        ...coming.map(({ area }, at) => feature(area, 'new', at % 2)),
        ...(line.length > 1 ? [feature({ type: 'LineString', coordinates: line }, 'line')] : []),
        ...moving.map(({ point }) => feature({ type: 'Point', coordinates: [point.lon, point.lat] }, 'moving')),
      ],
    },
  }
}

const of = (role: string): ExpressionSpecification => ['==', ['get', 'role'], role]

export const gridDrawn: Drawn = [
  { id: 'edit-old', type: 'line', filter: of('old'), paint: { 'line-color': '#14161a', 'line-width': 2.5 } },
  {
    id: 'edit-new',
    type: 'fill',
    filter: of('new'),
    paint: { 'fill-color': ['case', ['==', ['get', 'tint'], 0], '#0958d9', '#b45309'], 'fill-opacity': 0.22 },
  },
  {
    id: 'edit-line',
    type: 'line',
    filter: of('line'),
    paint: { 'line-color': '#c2410c', 'line-width': 3 },
  },
  {
    id: 'edit-moving',
    type: 'circle',
    filter: of('moving'),
    paint: {
      'circle-radius': 4,
      'circle-color': '#ffffff',
      'circle-stroke-color': '#6b21a8',
      'circle-stroke-width': 2,
    },
  },
]
