import type { GeoJSONSourceSpecification } from 'maplibre-gl'
import type { z } from 'zod'
import type { ComponentHistory } from '#city/component/contract.ts'
import type { Drawn } from '../case-layer.ts'

type Place = { readonly lon: number; readonly lat: number }
type Entry = z.output<typeof ComponentHistory>[number]

const placeIn = (fields: Entry['before']): Place | undefined => fields?.place as Place | undefined

/** Where a component was moved from and to, each time. */
export function movesOf(history: readonly Entry[]): GeoJSONSourceSpecification {
  const features = history.flatMap(({ before, after, at }): GeoJSON.Feature[] => {
    const [from, to] = [placeIn(before), placeIn(after)]
    if (!from || !to) return []
    const properties = { at: at.slice(0, 10) }
    const coordinates = [from, to].map(({ lon, lat }) => [lon, lat])
    return [
      { type: 'Feature', geometry: { type: 'LineString', coordinates }, properties },
      { type: 'Feature', geometry: { type: 'Point', coordinates: coordinates[0]! }, properties },
    ]
  })
  return { type: 'geojson', data: { type: 'FeatureCollection', features } }
}

export const movesDrawn: Drawn = [
  {
    id: 'edit-line',
    type: 'line',
    filter: ['==', ['geometry-type'], 'LineString'],
    paint: { 'line-color': '#c2410c', 'line-width': 2, 'line-dasharray': [2, 1.5] },
  },
  {
    id: 'edit-dot',
    type: 'circle',
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': 4,
      'circle-color': '#ffffff',
      'circle-stroke-color': '#c2410c',
      'circle-stroke-width': 2,
    },
  },
]
