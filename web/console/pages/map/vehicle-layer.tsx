import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ExpressionSpecification, Map as LibreMap } from 'maplibre-gl'
import { useMemo } from 'react'
import { LABEL_FONTS } from '#analyse/tile/contract.ts'
import { listVehicles, type Vehicle } from '#sense/track/contract.ts'
import { Glyph } from '#web/kit/glyph.tsx'
import { defineWords, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { formatDay, useNow } from '#web/kit/time.ts'
import { vehicleLooks as looks, vehicleStates } from '../tracks/vehicle-look.ts'
import type { Drawn } from './case-layer.ts'
import { useLayer } from './use-layer.ts'

const words = defineWords({
  moving: { zh: '行驶', en: 'Driving' },
  standing: { zh: '静止', en: 'Standing' },
  silent: { zh: '未知', en: 'Unknown' },
  days: { zh: '行程与回放', en: 'Days and playback' },
  none: { zh: '还没有车辆报过位置', en: 'No vehicle has said where it is' },
})

function useVehicles(): readonly Vehicle[] | undefined {
  const day = formatDay(useNow())
  const { data } = useQuery({
    ...ask(listVehicles, { query: { day } }),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  })
  return data?.items
}

/** Draws vehicles where they were last heard; who is silent is hollow, since it may be anywhere by now. */
export function VehicleLayer({ map }: { readonly map: LibreMap | undefined }) {
  const items = useVehicles()
  const source = useMemo(() => items && sourceOf(items), [items])
  useLayer(map, 'vehicle', source, drawn)
  return null
}

const sourceOf = (items: readonly Vehicle[]) => ({
  type: 'geojson' as const,
  data: {
    type: 'FeatureCollection' as const,
    features: items.map(({ name, state, place }) => ({
      type: 'Feature' as const,
      geometry: { type: 'Point' as const, coordinates: [place.lon, place.lat] },
      properties: { name, colour: looks[state].colour, silent: state === 'silent' },
    })),
  },
})

const colour: ExpressionSpecification = ['get', 'colour']
const isSilent: ExpressionSpecification = ['get', 'silent']

const drawn: Drawn = [
  {
    id: 'vehicle-dot',
    type: 'circle',
    paint: {
      'circle-radius': 7,
      'circle-color': ['case', isSilent, '#ffffff', colour],
      'circle-stroke-color': ['case', isSilent, colour, '#ffffff'],
      'circle-stroke-width': 2.5,
    },
  },
  {
    id: 'vehicle-name',
    type: 'symbol',
    minzoom: 12,
    layout: {
      'text-field': ['get', 'name'],
      'text-font': [...LABEL_FONTS],
      'text-size': 12,
      'text-offset': [0, 1],
      'text-anchor': 'top',
      'text-optional': true,
    },
    paint: { 'text-color': '#1f2329', 'text-halo-color': '#ffffff', 'text-halo-width': 2 },
  },
]

/** How many vehicles do what, and the way to their days. */
export function VehicleLegend() {
  const w = useWords(words)
  const items = useVehicles()
  if (!items) return null
  if (items.length === 0) return <p className="quiet map-note">{w.none}</p>
  return (
    <>
      <ul className="map-kinds">
        {vehicleStates.map((state) => (
          <li key={state} className="map-sign">
            <span style={{ color: looks[state].colour }}>
              <Glyph name={looks[state].glyph} />
            </span>{' '}
            {w[state]} <span className="quiet">{items.filter((one) => one.state === state).length}</span>
          </li>
        ))}
      </ul>
      <p className="quiet map-note">
        <Link to="/tracks">{w.days}</Link>
      </p>
    </>
  )
}
