import type { GeoJSONSource, Map as LibreMap, SymbolLayerSpecification } from 'maplibre-gl'
import { useEffect, useRef, useState } from 'react'
import { LABEL_FONTS, mapConfig } from '#analyse/tile/contract.ts'
import { point } from '#city/place/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import type { CaseMap, WallView } from '#supervise/wall/contract.ts'
import { call } from '#web/kit/client.ts'
import { makeMap } from '#web/kit/map/make-map.ts'

type Props = {
  readonly district: string
  readonly label: string
  readonly spots: CaseMap['spots']
  readonly view: WallView
  /** Corners of what is shown larger elsewhere, drawn as a frame: west, south, east, north. */
  readonly frame?: readonly [number, number, number, number] | undefined
}

/** The smallest letters of a wall. */
const LEAST_LETTERS = 24

/** The base map with open cases on it, at the wall's own pixels and with letters of its size. Nobody can move it. */
export function WallMap({ district, label, spots, view, frame }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const config = useConfig(district)
  const [map, setMap] = useState<LibreMap>()
  const first = useRef(view)
  useEffect(() => {
    if (!box.current || !config) return
    const { lon, lat, zoom } = first.current
    const { tiles, minZoom, maxZoom } = config
    const made = makeMap(box.current, tiles, { centre: point(lon, lat), zoom }, label, 'dark', { minZoom, maxZoom })
    made.on('load', () => {
      enlargeLetters(made)
      addLayers(made)
      setMap(made)
    })
    return () => {
      setMap(undefined)
      made.remove()
    }
  }, [config, label])
  const { lon, lat, zoom } = view
  useEffect(() => {
    map?.jumpTo({ center: [lon, lat], zoom })
  }, [map, lon, lat, zoom])
  useEffect(() => {
    map?.getSource<GeoJSONSource>('spots')?.setData(spotsOf(spots))
    map?.getSource<GeoJSONSource>('frame')?.setData(frameOf(frame))
  }, [map, spots, frame])
  return <div ref={box} className="wall-map" data-ready={map ? 'yes' : 'no'} />
}

type Config = ReplyOf<typeof mapConfig>

/** Where the base map is; asked again until it is told. */
function useConfig(district: string): Config | undefined {
  const [config, setConfig] = useState<Config>()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = () => {
      call(mapConfig, { query: { district } }).then(setConfig, () => {
        timer = setTimeout(ask, 10_000)
      })
    }
    ask()
    return () => clearTimeout(timer)
  }, [district])
  return config
}

type Letters = NonNullable<NonNullable<SymbolLayerSpecification['layout']>['text-size']>

const larger = (size: number): number => Math.max(LEAST_LETTERS, size * 2)

/** Twice as large: a number, or an interpolation, whose stops are pairs after the third member. */
function enlarged(size: Letters | undefined): Letters {
  if (typeof size === 'number') return larger(size)
  if (!Array.isArray(size)) return LEAST_LETTERS
  const twice = size.map((each, at) => (at > 3 && at % 2 === 0 && typeof each === 'number' ? larger(each) : each))
  return twice as typeof size
}

function enlargeLetters(map: LibreMap): void {
  for (const layer of map.getStyle().layers)
    if (layer.type === 'symbol') map.setLayoutProperty(layer.id, 'text-size', enlarged(layer.layout?.['text-size']))
}

const spotsOf = (spots: CaseMap['spots']): GeoJSON.FeatureCollection => ({
  type: 'FeatureCollection',
  features: spots.map(({ lon, lat, open, late }) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [lon, lat] },
    properties: { open, late, text: late > 0 ? `▲${late}` : open > 1 ? String(open) : '' },
  })),
})

const frameOf = (frame: Props['frame']): GeoJSON.FeatureCollection => {
  if (!frame) return { type: 'FeatureCollection', features: [] }
  const [west, south, east, north] = frame
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  const geometry: GeoJSON.LineString = { type: 'LineString', coordinates: ring }
  return { type: 'FeatureCollection', features: [{ type: 'Feature', geometry, properties: {} }] }
}

/** Open cases as discs, what is late on top in its own colour with sign and number. */
function addLayers(map: LibreMap): void {
  map.addSource('spots', { type: 'geojson', data: spotsOf([]) })
  map.addSource('frame', { type: 'geojson', data: frameOf(undefined) })
  map.addLayer({
    id: 'frame',
    type: 'line',
    source: 'frame',
    paint: { 'line-color': '#f0e442', 'line-width': 4 },
  })
  map.addLayer({
    id: 'spots',
    type: 'circle',
    source: 'spots',
    layout: { 'circle-sort-key': ['get', 'late'] },
    paint: {
      'circle-radius': [
        'case',
        ['==', ['get', 'text'], ''],
        11,
        ['interpolate', ['linear'], ['get', 'open'], 1, 26, 10, 40],
      ],
      'circle-color': ['case', ['>', ['get', 'late'], 0], '#ff8a3d', '#4f8fd6'],
      'circle-stroke-color': '#ffffff',
      'circle-stroke-width': 2,
    },
  })
  map.addLayer({
    id: 'spot-numbers',
    type: 'symbol',
    source: 'spots',
    layout: {
      'text-field': ['get', 'text'],
      'text-font': [...LABEL_FONTS],
      'text-size': LEAST_LETTERS,
      'text-allow-overlap': true,
      'symbol-sort-key': ['get', 'late'],
    },
    paint: { 'text-color': '#0b1626' },
  })
}
