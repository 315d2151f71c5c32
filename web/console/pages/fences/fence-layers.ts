import type { Fence, FenceBody } from '#analyse/fence/contract.ts'
import type { MapLayer } from '#web/kit/map/city-map.tsx'

type Area = FenceBody['area']
type Position = readonly [number, number]

const metresPerDegree = 111_320

/** A ring about a place. */
function ringAbout([lon, lat]: Position, metres: number): Position[] {
  const steps = 48
  return Array.from({ length: steps + 1 }, (_, n): Position => {
    const angle = (n / steps) * 2 * Math.PI
    const east = (Math.cos(angle) * metres) / (metresPerDegree * Math.cos((lat * Math.PI) / 180))
    return [lon + east, lat + (Math.sin(angle) * metres) / metresPerDegree]
  })
}

const coordinates = (positions: readonly Position[]): number[][] => positions.map(([lon, lat]) => [lon, lat])

function shapeOf(area: Area): GeoJSON.Geometry {
  if (area.shape === 'corridor') return { type: 'LineString', coordinates: coordinates(area.line) }
  const ring = area.shape === 'circle' ? ringAbout(area.centre, area.metres) : [...area.ring, area.ring[0]!]
  return { type: 'Polygon', coordinates: [coordinates(ring)] }
}

/** Fences on the map: areas filled, routes as lines with dashes beside them; the chosen one stands out. */
export function fenceLayers(
  fences: readonly Pick<Fence, 'fenceId' | 'body'>[],
  chosen: string | undefined,
  onPick?: (fenceId: string) => void,
): MapLayer[] {
  const features = fences.map(
    ({ fenceId, body }): GeoJSON.Feature => ({
      type: 'Feature',
      properties: { fenceId, chosen: fenceId === chosen, route: body.area.shape === 'corridor' },
      geometry: shapeOf(body.area),
    }),
  )
  const colour = ['case', ['get', 'chosen'], '#a8071a', '#7a3fb0'] as ['case', ['get', string], string, string]
  return [
    {
      id: 'fence',
      source: { type: 'geojson', data: { type: 'FeatureCollection', features } },
      draw: [
        {
          id: 'fence-fill',
          type: 'fill',
          filter: ['!', ['get', 'route']],
          paint: { 'fill-color': colour, 'fill-opacity': 0.14 },
        },
        {
          id: 'fence-edge',
          type: 'line',
          filter: ['get', 'route'],
          paint: { 'line-color': colour, 'line-width': 14, 'line-opacity': 0.25 },
        },
        { id: 'fence-line', type: 'line', paint: { 'line-color': colour, 'line-width': 2.5 } },
      ],
      ...(onPick ? { onPick: ({ fenceId }) => onPick(String(fenceId)) } : {}),
    },
  ]
}

const positionsOf = (area: Area): readonly Position[] =>
  area.shape === 'circle' ? ringAbout(area.centre, area.metres) : area.shape === 'polygon' ? area.ring : area.line

/** The box about fences, if there are any. */
export function boxAbout(areas: readonly Area[]) {
  const places = areas.flatMap(positionsOf)
  if (places.length === 0) return undefined
  const lons = places.map(([lon]) => lon)
  const lats = places.map(([, lat]) => lat)
  return { west: Math.min(...lons), south: Math.min(...lats), east: Math.max(...lons), north: Math.max(...lats) }
}

/** The corners of an outline while it is drawn. */
export const cornerLayer = (corners: readonly Position[], isClosed: boolean): MapLayer => ({
  id: 'corners',
  source: {
    type: 'geojson',
    data: {
      type: 'FeatureCollection',
      features: [
        ...corners.map(
          ([lon, lat]): GeoJSON.Feature => ({
            type: 'Feature',
            properties: {},
            geometry: { type: 'Point', coordinates: [lon, lat] },
          }),
        ),
        {
          type: 'Feature',
          properties: {},
          geometry: {
            type: 'LineString',
            coordinates: coordinates(isClosed && corners.length > 2 ? [...corners, corners[0]!] : corners),
          },
        },
      ],
    },
  },
  draw: [
    { id: 'corners-line', type: 'line', paint: { 'line-color': '#a8071a', 'line-width': 2.5 } },
    {
      id: 'corners-dot',
      type: 'circle',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': 4,
        'circle-color': '#ffffff',
        'circle-stroke-color': '#a8071a',
        'circle-stroke-width': 2,
      },
    },
  ],
})
