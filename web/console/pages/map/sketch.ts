import type { GeoJSONSourceSpecification } from 'maplibre-gl'
import { circleRing, type SelectedArea } from '#analyse/map/contract.ts'
import type { Point } from '#city/place/contract.ts'
import type { Drawn } from './case-layer.ts'

const positions = (points: readonly Point[]): [number, number][] => points.map(({ lon, lat }) => [lon, lat])
const closed = (points: readonly Point[]): [number, number][] => positions([...points, ...points.slice(0, 1)])

const collection = (features: GeoJSON.Feature[]): GeoJSONSourceSpecification => ({
  type: 'geojson',
  data: { type: 'FeatureCollection', features },
})
const feature = (geometry: GeoJSON.Geometry): GeoJSON.Feature => ({ type: 'Feature', geometry, properties: {} })

/** The surface that is looked into. */
export const areaSource = (area: SelectedArea): GeoJSONSourceSpecification => {
  const ring = area.kind === 'ring' ? area.ring : circleRing(area.centre, area.metres)
  return collection([feature({ type: 'Polygon', coordinates: [closed(ring)] })])
}

export const areaDrawn: Drawn = [
  { id: 'area-fill', type: 'fill', paint: { 'fill-color': '#0958d9', 'fill-opacity': 0.12 } },
  { id: 'area-line', type: 'line', paint: { 'line-color': '#0958d9', 'line-width': 2, 'line-dasharray': [2, 1] } },
]

/** A line in the making: its corners, the line, and from three corners on the surface. */
export const sketchSource = (points: readonly Point[]): GeoJSONSourceSpecification =>
  collection([
    ...(points.length > 2 ? [feature({ type: 'Polygon', coordinates: [closed(points)] })] : []),
    ...(points.length > 1 ? [feature({ type: 'LineString', coordinates: positions(points) })] : []),
    ...positions(points).map((coordinates) => feature({ type: 'Point', coordinates })),
  ])

export const sketchDrawn: Drawn = [
  {
    id: 'sketch-fill',
    type: 'fill',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': '#8f5700', 'fill-opacity': 0.12 },
  },
  {
    id: 'sketch-line',
    type: 'line',
    filter: ['==', ['geometry-type'], 'LineString'],
    paint: { 'line-color': '#8f5700', 'line-width': 2.5 },
  },
  {
    id: 'sketch-dot',
    type: 'circle',
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': 4,
      'circle-color': '#ffffff',
      'circle-stroke-color': '#8f5700',
      'circle-stroke-width': 2,
    },
  },
]

/** What is chosen: a ring about its place, so that what lies there stays in sight. */
export const pickSource = (at: Point): GeoJSONSourceSpecification =>
  collection([feature({ type: 'Point', coordinates: [at.lon, at.lat] })])

export const pickDrawn: Drawn = [
  {
    id: 'pick-halo',
    type: 'circle',
    paint: {
      'circle-radius': 15,
      'circle-color': 'rgba(0,0,0,0)',
      'circle-stroke-color': '#ffffff',
      'circle-stroke-width': 6,
    },
  },
  {
    id: 'pick-ring',
    type: 'circle',
    paint: {
      'circle-radius': 15,
      'circle-color': 'rgba(0,0,0,0)',
      'circle-stroke-color': '#c2410c',
      'circle-stroke-width': 3,
    },
  },
]
