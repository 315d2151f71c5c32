import { type Map as LibreMap, type MapMouseEvent, Marker } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import { type Point, point } from '#city/place/contract.ts'

/** A pin on the map that can be dragged, or put elsewhere by a click; the form beside says the same in numbers. */
export function usePin(
  map: LibreMap | undefined,
  at: Point | undefined,
  label: string,
  onPlace: (at: Point) => void,
): void {
  const told = useRef(onPlace)
  told.current = onPlace
  const marker = useRef<Marker>(undefined)
  const isShown = at !== undefined
  useEffect(() => {
    if (!map || !isShown) return
    const element = document.createElement('div')
    element.append(document.createElement('div'))
    element.firstElementChild?.classList.add('edit-pin')
    element.setAttribute('role', 'img')
    element.setAttribute('aria-label', label)
    const made = new Marker({ element, anchor: 'bottom', draggable: true }).setLngLat([0, 0]).addTo(map)
    const tell = (lng: number, lat: number) => told.current(point(Number(lng.toFixed(7)), Number(lat.toFixed(7))))
    made.on('dragend', () => {
      const { lng, lat } = made.getLngLat()
      tell(lng, lat)
    })
    const onClick = ({ lngLat }: MapMouseEvent) => tell(lngLat.lng, lngLat.lat)
    map.on('click', onClick)
    map.getCanvas().style.cursor = 'crosshair'
    marker.current = made
    return () => {
      made.remove()
      map.off('click', onClick)
      map.getCanvas().style.cursor = ''
    }
  }, [map, isShown, label])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a pin made anew takes its place too.
  useEffect(() => {
    if (at) marker.current?.setLngLat([at.lon, at.lat])
  }, [map, isShown, label, at?.lon, at?.lat])
}
