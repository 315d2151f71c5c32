import { useQuery } from '@tanstack/react-query'
import { type Map as LibreMap, Marker } from 'maplibre-gl'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { mapConfig } from '#analyse/tile/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { call } from '#web/kit/client.ts'
import { useWords } from '#web/kit/language.ts'
import { makeMap } from '#web/kit/map/make-map.ts'
import { districtId } from './address.ts'
import { type DraftPoint, draft, patchDraft } from './draft.ts'
import { useKept } from './keep.ts'
import { words } from './words.ts'

/** A map with one pin: tapped, dragged or moved by arrow keys. Loaded only when asked for; a default export because `lazy` needs one. */
export default function PinMap() {
  const { data } = useQuery({
    queryKey: ['map', districtId],
    queryFn: () => call(mapConfig, { query: { district: districtId } }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const w = useWords(words)
  if (!data) return <p role="status">{w.placeMapLoading}</p>
  if (!data.tiles) return <p className="notice notice-warn">{w.placeMapNone}</p>
  return <Canvas config={data} />
}

type Config = ReplyOf<typeof mapConfig>

const CLOSE_ZOOM = 16.5
const FAR_ZOOM = 13

function Canvas({ config }: { config: Config }) {
  const w = useWords(words)
  const box = useRef<HTMLDivElement>(null)
  const map = useMap(box, config, w.placeMapName)
  usePin(map, w.placePin)
  return (
    <>
      <div className="pin-map">
        <div ref={box} className="canvas" />
      </div>
      <p className="small quiet">{w.placeMapHelp}</p>
    </>
  )
}

function useMap(box: RefObject<HTMLDivElement | null>, config: Config, label: string) {
  const [map, setMap] = useState<LibreMap>()
  const [failure, setFailure] = useState<unknown>()
  useEffect(() => {
    const { point } = draft.get()
    const { tiles, minZoom, maxZoom, centre } = config
    try {
      const at = point ? { ...centre, lon: point.lon, lat: point.lat } : centre
      const view = { centre: at, zoom: point ? CLOSE_ZOOM : FAR_ZOOM }
      const made = makeMap(box.current!, tiles, view, label, 'light', { minZoom, maxZoom })
      made.on('click', ({ lngLat }) => setPin(lngLat.lng, lngLat.lat))
      setMap(made)
      return () => made.remove()
    } catch (error) {
      setFailure(error)
    }
  }, [box, config, label])
  // Thrown while drawing, so that the screen around shows its words instead of the map.
  if (failure) throw failure
  return map
}

const setPin = (lon: number, lat: number): void =>
  patchDraft({ point: { frame: 'CGCS2000', lon, lat, accuracyMetres: null } })

/** Keeps the pin where the draft says; WGS84 and CGCS2000 agree to decimetres, so both are drawn as they are. */
function usePin(map: LibreMap | undefined, label: string): void {
  const { point } = useKept(draft)
  const pin = useRef<Marker>(null)
  useEffect(() => {
    if (!map) return
    const made = new Marker({ element: pinElement(label), anchor: 'bottom', draggable: true })
    made.on('dragend', () => setPin(made.getLngLat().lng, made.getLngLat().lat))
    pin.current = made
    return () => {
      made.remove()
      pin.current = null
    }
  }, [map, label])
  useEffect(() => {
    if (!map || !pin.current) return
    if (!point) {
      pin.current.remove()
      return
    }
    pin.current.setLngLat([point.lon, point.lat]).addTo(map)
    follow(map, point)
  }, [map, point])
}

function follow(map: LibreMap, point: DraftPoint): void {
  if (map.getBounds().contains([point.lon, point.lat]) && map.getZoom() > CLOSE_ZOOM - 2) return
  map.easeTo({ center: [point.lon, point.lat], zoom: Math.max(map.getZoom(), CLOSE_ZOOM), duration: 300 })
}

const STEP_DEGREES = 0.00002
const arrows: Readonly<Record<string, readonly [lon: number, lat: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

function pinElement(label: string): HTMLButtonElement {
  const pin = document.createElement('button')
  pin.type = 'button'
  pin.className = 'pin'
  pin.setAttribute('aria-label', label)
  pin.innerHTML =
    '<svg viewBox="0 0 44 52" aria-hidden="true"><path d="M22 50S5 34 5 20a17 17 0 0 1 34 0c0 14-17 30-17 30Z" fill="#a8071a" stroke="#fff" stroke-width="2.5"/><circle cx="22" cy="20" r="6.5" fill="#fff"/></svg>'
  pin.addEventListener('keydown', (event) => {
    const step = arrows[event.key]
    const { point } = draft.get()
    if (!step || !point) return
    event.preventDefault()
    event.stopPropagation()
    const far = STEP_DEGREES * (event.shiftKey ? 10 : 1)
    setPin(point.lon + step[0] * far, point.lat + step[1] * far)
  })
  return pin
}
