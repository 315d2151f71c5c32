import { type Map as LibreMap, Marker } from 'maplibre-gl'
import { useEffect, useRef, useState } from 'react'
import { type Point, point } from '#city/place/contract.ts'
import { defineWords, useWords } from '../language.ts'
import { useTheme } from '../look.ts'
import { type MapLayer, type Mark, positionOf } from './layers.ts'
import './map.css'
import { makeMap, type View, type Zooms } from './make-map.ts'

const words = defineWords({
  noWebgl: { zh: '此浏览器不能显示地图（缺少 WebGL 2）', en: 'This browser cannot draw the map (no WebGL 2)' },
  takeCentre: { zh: '选取地图中心', en: 'Take the centre' },
  keys: {
    zh: '点击选点；或用方向键、+ − 移动后取中心',
    en: 'Click to choose; or move with the arrow keys, zoom with + −, and take the centre',
  },
})

export type CityMapProps = {
  /** What the map shows, for those who cannot see it. */
  label: string
  /** The district's own tiles; a blank ground where none have been built. */
  tiles: string | null
  zooms?: Partial<Zooms> | undefined
  view: View
  marks?: readonly Mark[]
  layers?: readonly MapLayer[]
  /** Makes the map a chooser of places; always CGCS2000. */
  onChoose?: ((at: Point) => void) | undefined
  /** Something that moves, drawn without the rest being drawn anew; none while nobody knows where it is. */
  mover?: Mover | null | undefined
  /** What is to be in view, whenever it changes. */
  fit?: Box | undefined
  /** After each movement, what is in view. */
  onView?: ((southWest: Point, northEast: Point, zoom: number) => void) | undefined
}

/** Degrees about what is to be seen. */
export type Box = { readonly west: number; readonly south: number; readonly east: number; readonly north: number }
/** Where something is that moves, and what it is. */
export type Mover = { readonly lon: number; readonly lat: number; readonly label: string }

const noMarks: readonly Mark[] = []
const noLayers: readonly MapLayer[] = []

/** The map itself; loaded only where one is shown. */
export function MapCanvas(props: CityMapProps) {
  const { marks = noMarks, layers = noLayers, onChoose } = props
  const w = useWords(words)
  const { box, map, isBroken } = useMap(props)
  useMarks(map, marks)
  useLayers(map, layers)
  useChoosing(map, onChoose)
  useMover(map, props.mover)
  useFit(map, props.fit)
  if (isBroken) return <p className="map-broken">{w.noWebgl}</p>
  return (
    <div className="map-frame">
      <div ref={box} className={onChoose ? 'map-box choosing' : 'map-box'} data-ready={map ? 'yes' : 'no'} />
      {onChoose && (
        <>
          <span className="map-cross" aria-hidden="true" />
          <div className="map-choose">
            <button type="button" onClick={() => map && onChoose(point(map.getCenter().lng, map.getCenter().lat))}>
              {w.takeCentre}
            </button>
            <span>{w.keys}</span>
          </div>
        </>
      )}
    </div>
  )
}

function useMap({ tiles, zooms, view, label, onView }: CityMapProps) {
  const box = useRef<HTMLDivElement>(null)
  const first = useRef(view)
  const theme = useTheme()
  const firstZooms = useRef(zooms)
  const seen = useRef(onView)
  seen.current = onView
  const [map, setMap] = useState<LibreMap>()
  const [isBroken, setBroken] = useState(false)
  useEffect(() => {
    if (!box.current) return
    try {
      const made = makeMap(box.current, tiles, first.current, label, theme, firstZooms.current)
      const tell = () => {
        const bounds = made.getBounds()
        seen.current?.(
          point(bounds.getWest(), bounds.getSouth()),
          point(bounds.getEast(), bounds.getNorth()),
          made.getZoom(),
        )
      }
      made.on('load', () => {
        setMap(made)
        tell()
      })
      made.on('moveend', tell)
      return () => {
        // Drawn anew in another theme it shows the same place.
        const { lng, lat } = made.getCenter()
        first.current = { centre: point(lng, lat), zoom: made.getZoom() }
        setMap(undefined)
        made.remove()
      }
    } catch {
      setBroken(true)
    }
  }, [tiles, label, theme])
  const { centre, zoom } = view
  useEffect(() => {
    map?.easeTo({ center: [centre.lon, centre.lat], zoom, duration: 300 })
  }, [map, centre.lon, centre.lat, zoom])
  return { box, map, isBroken }
}

function useMarks(map: LibreMap | undefined, marks: readonly Mark[]): void {
  useEffect(() => {
    if (!map) return
    const made = marks.map((mark) =>
      new Marker({ element: pinOf(mark), anchor: 'bottom' }).setLngLat(positionOf(mark.point)).addTo(map),
    )
    return () => made.forEach((marker) => void marker.remove())
  }, [map, marks])
}

function pinOf({ label, colour = '#a8071a' }: Mark): HTMLElement {
  const pin = document.createElement('div')
  pin.className = 'map-pin'
  pin.setAttribute('role', 'img')
  pin.setAttribute('aria-label', label)
  pin.style.setProperty('--pin', colour)
  return pin
}

function useLayers(map: LibreMap | undefined, layers: readonly MapLayer[]): void {
  useEffect(() => {
    if (!map) return
    for (const { id, source, draw, onPick } of layers) {
      map.addSource(id, source)
      for (const layer of draw) {
        map.addLayer({ ...layer, source: id } as Parameters<LibreMap['addLayer']>[0])
        if (onPick) pickable(map, layer.id, onPick)
      }
    }
    return () => {
      // A map that was removed took its layers with it.
      if (!map.style) return
      for (const { id, draw } of layers) {
        for (const layer of draw) if (map.getLayer(layer.id)) map.removeLayer(layer.id)
        if (map.getSource(id)) map.removeSource(id)
      }
    }
  }, [map, layers])
}

function pickable(map: LibreMap, layerId: string, onPick: NonNullable<MapLayer['onPick']>): void {
  map.on('click', layerId, ({ features }) => features?.[0] && onPick(features[0].properties))
  map.on('mouseenter', layerId, () => map.getCanvas().style.setProperty('cursor', 'pointer'))
  map.on('mouseleave', layerId, () => map.getCanvas().style.removeProperty('cursor'))
}

function useMover(map: LibreMap | undefined, mover: Mover | null | undefined): void {
  const marker = useRef<Marker>(undefined)
  const latest = useRef(mover)
  latest.current = mover
  const isKnown = Boolean(mover)
  useEffect(() => {
    if (!map || !isKnown || !latest.current) return
    const element = document.createElement('div')
    element.className = 'map-mover'
    element.setAttribute('role', 'img')
    const made = new Marker({ element }).setLngLat([latest.current.lon, latest.current.lat]).addTo(map)
    element.setAttribute('aria-label', latest.current.label)
    marker.current = made
    return () => {
      made.remove()
      marker.current = undefined
    }
  }, [map, isKnown])
  useEffect(() => {
    if (!mover || !marker.current) return
    marker.current.setLngLat([mover.lon, mover.lat])
    marker.current.getElement().setAttribute('aria-label', mover.label)
  }, [mover])
}

function useFit(map: LibreMap | undefined, fit: Box | undefined): void {
  useEffect(() => {
    if (!map || !fit) return
    const { west, south, east, north } = fit
    map.fitBounds([west, south, east, north], { padding: 48, duration: 0, maxZoom: 16 })
  }, [map, fit])
}

function useChoosing(map: LibreMap | undefined, onChoose: CityMapProps['onChoose']): void {
  const latest = useRef(onChoose)
  latest.current = onChoose
  const isOn = onChoose !== undefined
  useEffect(() => {
    if (!map || !isOn) return
    const { unsubscribe } = map.on('click', ({ lngLat }) => latest.current?.(point(lngLat.lng, lngLat.lat)))
    return unsubscribe
  }, [map, isOn])
}
