import type { ExpressionSpecification } from 'maplibre-gl'
import { useMemo, useRef, useState } from 'react'
import { LABEL_FONTS } from '#analyse/tile/contract.ts'
import type { Vehicle } from '#sense/track/contract.ts'
import { Glyph } from '#web/kit/glyph.tsx'
import { useWords } from '#web/kit/language.ts'
import { CityMap, type MapLayer } from '#web/kit/map/city-map.tsx'
import { vehicleLooks as looks, vehicleStates } from './vehicle-look.ts'
import { words } from './words.ts'

type Props = { items: readonly Vehicle[]; onChoose: (deviceId: string) => void }

/** Every vehicle where it was last heard; who is silent is hollow, since it may be anywhere by now. */
export function LiveView({ items, onChoose }: Props) {
  const w = useWords(words)
  const latest = useRef(onChoose)
  latest.current = onChoose
  const layers = useMemo(() => [liveLayer(items, (deviceId) => latest.current(deviceId))], [items])
  // The map is moved once; from then on it is the reader's.
  const [fit] = useState(() => boxAbout(items))
  return (
    <div className="tracks-stage tracks-live">
      <CityMap label={w.liveMap} layers={layers} fit={fit} height="100%" />
      <p className="tracks-legend">
        {vehicleStates.map((state) => (
          <span key={state} className={`tracks-state ${state}`}>
            <Glyph name={looks[state].glyph} /> {w[state]} {items.filter((one) => one.state === state).length}
          </span>
        ))}
      </p>
    </div>
  )
}

const colour: ExpressionSpecification = ['get', 'colour']

function liveLayer(items: readonly Vehicle[], onPick: (deviceId: string) => void): MapLayer {
  const features = items.map(
    ({ deviceId, name, state, place }): GeoJSON.Feature => ({
      type: 'Feature',
      properties: { deviceId, name, colour: looks[state].colour, silent: state === 'silent' },
      geometry: { type: 'Point', coordinates: [place.lon, place.lat] },
    }),
  )
  return {
    id: 'live',
    source: { type: 'geojson', data: { type: 'FeatureCollection', features } },
    draw: [
      {
        id: 'live-dot',
        type: 'circle',
        paint: {
          'circle-radius': 8,
          'circle-color': ['case', ['get', 'silent'], '#ffffff', colour],
          'circle-stroke-color': ['case', ['get', 'silent'], colour, '#ffffff'],
          'circle-stroke-width': 3,
        },
      },
      {
        id: 'live-name',
        type: 'symbol',
        layout: {
          'text-field': ['get', 'name'],
          'text-font': [...LABEL_FONTS],
          'text-size': 13,
          'text-offset': [0, 1.1],
          'text-anchor': 'top',
          'text-optional': true,
        },
        paint: { 'text-color': '#1f2329', 'text-halo-color': '#ffffff', 'text-halo-width': 2 },
      },
    ],
    onPick: ({ deviceId }) => onPick(String(deviceId)),
  }
}

function boxAbout(items: readonly Vehicle[]) {
  if (items.length === 0) return undefined
  const lons = items.map(({ place }) => place.lon)
  const lats = items.map(({ place }) => place.lat)
  return { west: Math.min(...lons), south: Math.min(...lats), east: Math.max(...lons), north: Math.max(...lats) }
}
