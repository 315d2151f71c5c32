import type { ExpressionSpecification } from 'maplibre-gl'
import { LABEL_FONTS } from '#analyse/tile/contract.ts'
import type { TrackDay } from '#sense/track/contract.ts'
import type { MapLayer } from '#web/kit/map/city-map.tsx'
import { classOf, type Span, speedClasses, type WayPoint } from './playback.ts'

type Line = {
  type: 'Feature'
  properties: { speed: number; colour: string }
  geometry: { type: 'LineString'; coordinates: number[][] }
}

const geojson = (features: readonly GeoJSON.Feature[]) => ({
  type: 'geojson' as const,
  data: { type: 'FeatureCollection' as const, features: [...features] },
})

/** Pieces of a way that are driven in one class of speed, on or off the roads. */
function piecesOf(points: readonly WayPoint[], isOnRoad: boolean): Line[] {
  const lines: Line[] = []
  let open: Line | undefined
  for (const [n, [, lon, lat, kmh, onRoad]] of points.entries()) {
    const before = points[n - 1]
    if (!before) continue
    const speed = classOf(before[3])
    if ((before[4] === 1) !== isOnRoad) {
      open = undefined
      continue
    }
    if (!open || open.properties.speed !== speed) {
      const coordinates = [[before[1], before[2]]]
      open = {
        type: 'Feature',
        properties: { speed, colour: speedClasses[speed]!.colour },
        geometry: { type: 'LineString', coordinates },
      }
      lines.push(open)
    }
    open.geometry.coordinates.push([lon, lat])
    if (onRoad !== before[4] || classOf(kmh) !== speed) open = undefined
  }
  return lines
}

const speedColour: ExpressionSpecification = ['get', 'colour']

/** A day on the map: trips by speed on their roads, what is off them dotted, gaps dashed, stops by their minutes. */
export function trackLayers(day: TrackDay, spans: readonly Span[], minutes: (n: number) => string): MapLayer[] {
  const onRoads = day.paths.flatMap(({ points }) => piecesOf(points, true))
  const offRoads = day.paths.flatMap(({ points }) => piecesOf(points, false))
  const gaps = spans
    .filter(({ kind }) => kind === 'gap')
    .map(({ start, end }): Line => {
      const coordinates = [
        [start.lon, start.lat],
        [end.lon, end.lat],
      ]
      return {
        type: 'Feature',
        properties: { speed: -1, colour: '#595959' },
        geometry: { type: 'LineString', coordinates },
      }
    })
  return [
    {
      id: 'track-gap',
      source: geojson(gaps),
      draw: [
        {
          id: 'track-gap-line',
          type: 'line',
          paint: { 'line-color': '#595959', 'line-width': 2, 'line-dasharray': [3, 3] },
        },
      ],
    },
    {
      id: 'track-road',
      source: geojson(onRoads),
      draw: [
        {
          id: 'track-road-edge',
          type: 'line',
          layout: { 'line-cap': 'round', 'line-join': 'round' },
          paint: { 'line-color': '#ffffff', 'line-width': 7 },
        },
        {
          id: 'track-road-line',
          type: 'line',
          layout: { 'line-cap': 'round', 'line-join': 'round' },
          paint: { 'line-color': speedColour, 'line-width': 4 },
        },
      ],
    },
    {
      id: 'track-off',
      source: geojson(offRoads),
      draw: [
        {
          id: 'track-off-line',
          type: 'line',
          paint: { 'line-color': speedColour, 'line-width': 3, 'line-dasharray': [1, 1.5] },
        },
      ],
    },
    stopLayer(spans, minutes),
  ]
}

function stopLayer(spans: readonly Span[], minutes: (n: number) => string): MapLayer {
  const stops = spans
    .filter(({ kind }) => kind === 'stop')
    .map(
      ({ first, last, start: { lon, lat } }): GeoJSON.Feature => ({
        type: 'Feature',
        properties: { text: minutes(Math.round((last - first) / 60)) },
        geometry: { type: 'Point', coordinates: [lon, lat] },
      }),
    )
  return {
    id: 'track-stop',
    source: geojson(stops),
    draw: [
      {
        id: 'track-stop-dot',
        type: 'circle',
        paint: {
          'circle-radius': 6,
          'circle-color': '#ffffff',
          'circle-stroke-color': '#1f2329',
          'circle-stroke-width': 3,
        },
      },
      {
        id: 'track-stop-text',
        type: 'symbol',
        layout: {
          'text-field': ['get', 'text'],
          'text-font': [...LABEL_FONTS],
          'text-size': 13,
          'text-offset': [0, 1.3],
          'text-anchor': 'top',
          'text-optional': true,
        },
        paint: { 'text-color': '#1f2329', 'text-halo-color': '#ffffff', 'text-halo-width': 2 },
      },
    ],
  }
}

/** Positions that are not believed, each with a ring. */
export const droppedLayer = (dropped: TrackDay['dropped']): MapLayer => ({
  id: 'track-dropped',
  source: geojson(
    dropped.map(([, lon, lat, verdict]) => ({
      type: 'Feature',
      properties: { bad: verdict === 'bad' },
      geometry: { type: 'Point', coordinates: [lon, lat] },
    })),
  ),
  draw: [
    {
      id: 'track-dropped-ring',
      type: 'circle',
      paint: {
        'circle-radius': 5,
        'circle-color': 'rgba(255,255,255,0.6)',
        'circle-stroke-color': ['case', ['get', 'bad'], '#a8071a', '#595959'],
        'circle-stroke-width': 2,
      },
    },
  ],
})

type Box = { readonly west: number; readonly south: number; readonly east: number; readonly north: number }

/** The box about all that is known of a day, if anything is. */
export function boxOf(day: TrackDay): Box | undefined {
  let [west, south, east, north] = [181, 91, -181, -91]
  const take = (lon: number, lat: number) => {
    west = Math.min(west, lon)
    east = Math.max(east, lon)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  for (const { points } of day.paths) for (const [, lon, lat] of points) take(lon, lat)
  for (const { start, end } of day.parts) {
    take(start.lon, start.lat)
    take(end.lon, end.lat)
  }
  return west > east ? undefined : { west, south, east, north }
}
