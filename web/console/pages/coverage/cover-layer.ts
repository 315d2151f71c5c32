import type { ExpressionSpecification } from 'maplibre-gl'
import type { SegmentDay } from '#sense/coverage/contract.ts'
import type { MapLayer } from '#web/kit/map/city-map.tsx'
import { looks } from './look.ts'

const is = (name: string): ExpressionSpecification => ['get', name]

/** The stretches of a plan on the map; what is not known is dashed, the chosen one has a dark edge. */
export function coverLayers(
  segments: readonly SegmentDay[],
  chosen: number | undefined,
  onPick: (number: number) => void,
): MapLayer[] {
  const features = segments.map(
    ({ number, state, line }): GeoJSON.Feature => ({
      type: 'Feature',
      properties: { number, colour: looks[state].colour, unknown: state === 'unknown', chosen: number === chosen },
      geometry: { type: 'LineString', coordinates: line.map(([lon, lat]) => [lon, lat]) },
    }),
  )
  const layout = { 'line-cap': 'butt', 'line-join': 'round' } as const
  return [
    {
      id: 'cover',
      source: { type: 'geojson', data: { type: 'FeatureCollection', features } },
      draw: [
        {
          id: 'cover-edge',
          type: 'line',
          layout,
          paint: {
            'line-color': ['case', is('chosen'), '#1f2329', '#ffffff'],
            'line-width': ['case', is('chosen'), 11, 8],
          },
        },
        {
          id: 'cover-known',
          type: 'line',
          layout,
          filter: ['!', is('unknown')],
          paint: { 'line-color': is('colour'), 'line-width': 5 },
        },
        {
          id: 'cover-unknown',
          type: 'line',
          layout,
          filter: is('unknown'),
          paint: { 'line-color': is('colour'), 'line-width': 5, 'line-dasharray': [1.4, 1] },
        },
      ],
      onPick: ({ number }) => onPick(Number(number)),
    },
  ]
}

/** The box about stretches, if there are any. */
export function boxAbout(segments: readonly SegmentDay[]) {
  const places = segments.flatMap(({ line }) => line)
  if (places.length === 0) return undefined
  const lons = places.map(([lon]) => lon)
  const lats = places.map(([, lat]) => lat)
  return { west: Math.min(...lons), south: Math.min(...lats), east: Math.max(...lons), north: Math.max(...lats) }
}
