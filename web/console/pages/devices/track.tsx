import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { point } from '#city/place/contract.ts'
import { type DeviceReply, deviceTrack } from '#sense/device/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { CityMap, type MapLayer } from '#web/kit/map/city-map.tsx'
import { ask } from '#web/kit/query.ts'
import { words } from './words.ts'

const dayMs = 86_400_000

/** Where a device went within a day. Between two stretches nothing was heard, and no line pretends otherwise. */
export function Track({ device }: { device: DeviceReply }) {
  const w = useWords(words)
  const [to] = useState(() => new Date(Math.ceil(Date.now() / 60_000) * 60_000))
  const query = { from: new Date(to.getTime() - dayMs).toISOString(), to: to.toISOString() }
  const { data } = useQuery(ask(deviceTrack, { params: { deviceId: device.deviceId }, query }))
  const layers = useMemo(() => (data ? [trackLayer(data.stretches)] : []), [data])
  const at = device.place ? point(device.place.lon, device.place.lat) : null
  const label = w.trackLabel(data?.stretches.length ?? 0)
  return (
    <section>
      <h3>{w.track}</h3>
      <p className="quiet">{label}</p>
      <CityMap
        label={label}
        at={at}
        zoom={14}
        layers={layers}
        marks={at ? [{ id: device.deviceId, point: at, label: device.name }] : []}
      />
    </section>
  )
}

type Stretches = readonly (readonly { lon: number; lat: number }[])[]

const trackLayer = (stretches: Stretches): MapLayer => ({
  id: 'track',
  source: {
    type: 'geojson',
    data: {
      type: 'FeatureCollection',
      features: stretches
        .filter((stretch) => stretch.length > 1)
        .map((stretch) => ({
          type: 'Feature',
          properties: {},
          geometry: { type: 'LineString', coordinates: stretch.map(({ lon, lat }) => [lon, lat]) },
        })),
    },
  },
  draw: [{ id: 'track-line', type: 'line', paint: { 'line-color': '#0958d9', 'line-width': 3 } }],
})
