import type {
  ExpressionSpecification,
  GeoJSONSourceSpecification,
  LayerSpecification,
  VectorSourceSpecification,
} from 'maplibre-gl'
import type { MapCase } from '#analyse/map/contract.ts'
import { LABEL_FONTS } from '#analyse/tile/contract.ts'
import { lateColour, stageGroups, stagesShown } from './stage-groups.ts'

type Unsourced<L> = L extends { source: string } ? Omit<L, 'source'> : never
/** What is drawn of one source, from the ground up. */
export type Drawn = Unsourced<LayerSpecification>[]

const hue = [
  'match',
  ['get', 'stage'],
  ...stageGroups.flatMap(({ stages, colour }) => [[...stages], colour]),
  '#595959',
] as never

/** Cases as dots coloured by where they stand; the late ones as triangles, so that no colour has to say it. */
const singles = (layer: { 'source-layer': string } | object, hidden: readonly string[], minzoom: number): Drawn => {
  const isShown: ExpressionSpecification = ['in', ['get', 'stage'], ['literal', [...stagesShown(hidden)]]]
  return [
    {
      ...{ id: 'case-dot', type: 'circle', minzoom },
      ...layer,
      filter: ['all', isShown, ['!', ['get', 'late']]],
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 3.5, 16, 7],
        'circle-color': hue,
        'circle-stroke-color': ['case', ['get', 'urgent'], '#1f2329', '#ffffff'],
        'circle-stroke-width': ['case', ['get', 'urgent'], 2.5, 1.5],
      },
    },
    {
      ...{ id: 'case-late', type: 'symbol', minzoom },
      ...layer,
      filter: ['all', isShown, ['get', 'late']],
      layout: {
        'text-field': '▲',
        'text-font': [...LABEL_FONTS],
        'text-size': ['interpolate', ['linear'], ['zoom'], 11, 12, 16, 20],
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': lateColour, 'text-halo-color': '#ffffff', 'text-halo-width': 1.6 },
    },
  ]
}

/** Open cases by tiles: squares with their number from afar, single ones from zoom 13 on. */
export const caseTileDrawn = (hidden: readonly string[]): Drawn => [
  {
    id: 'case-density',
    type: 'fill',
    'source-layer': 'density',
    maxzoom: 13,
    paint: {
      'fill-color': ['interpolate', ['linear'], ['get', 'n'], 1, '#fdd49e', 5, '#fc8d59', 25, '#b30000'],
      'fill-opacity': 0.6,
      'fill-outline-color': 'rgba(127,0,0,0.35)',
    },
  },
  ...singles({ 'source-layer': 'case' }, hidden, 13),
]

/** Cases of a period, which no tile holds, as they were listed. */
export const caseListDrawn = (hidden: readonly string[]): Drawn => singles({}, hidden, 0)

export const caseListSource = (cases: readonly MapCase[]): GeoJSONSourceSpecification => ({
  type: 'geojson',
  data: {
    type: 'FeatureCollection',
    features: cases.map(({ point, caseId, stage, late, urgent }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [point.lon, point.lat] },
      properties: { id: caseId, stage, late, urgent },
    })),
  },
})

/** The tiles of a layer at one version. The worker that fetches them knows no page, so the address is whole. */
export const tileSource = (
  layer: string,
  { version, minZoom, maxZoom }: { readonly version: string; readonly minZoom: number; readonly maxZoom: number },
): VectorSourceSpecification => ({
  type: 'vector',
  tiles: [`${location.origin}/api/tiles/${layer}/${version}/{z}/{x}/{y}`],
  minzoom: minZoom,
  maxzoom: maxZoom,
  ...(layer === 'cell' ? { promoteId: { cell: 'code' } } : {}),
})
