import { type Map as LibreMap, type MapMouseEvent, Marker } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import type { LinePoint } from './line-table.tsx'

/** The dots of a line on the map: those that may move can be dragged; with `onAdd`, a click adds one at the end. */
export function useDots(
  map: LibreMap | undefined,
  line: readonly LinePoint[],
  isFixed: (at: number) => boolean,
  heard: { onMove: (at: number, to: LinePoint) => void; onAdd: ((to: LinePoint) => void) | undefined },
): void {
  const told = useRef(heard)
  told.current = heard
  const fixed = useRef(isFixed)
  fixed.current = isFixed
  const adds = heard.onAdd !== undefined
  useEffect(() => {
    if (!map) return
    const dots = line.map((position, at) => {
      const element = document.createElement('div')
      element.className = fixed.current(at) ? 'edit-dot fixed' : 'edit-dot'
      element.setAttribute('role', 'img')
      element.setAttribute('aria-label', `${at + 1}`)
      const dot = new Marker({ element, draggable: !fixed.current(at) }).setLngLat([...position]).addTo(map)
      dot.on('dragend', () => {
        const { lng, lat } = dot.getLngLat()
        told.current.onMove(at, rounded(lng, lat))
      })
      return dot
    })
    return () => dots.forEach((dot) => void dot.remove())
  }, [map, line])
  useEffect(() => {
    if (!map || !adds) return
    const onClick = ({ lngLat }: MapMouseEvent) => told.current.onAdd?.(rounded(lngLat.lng, lngLat.lat))
    map.on('click', onClick)
    map.getCanvas().style.cursor = 'crosshair'
    return () => {
      map.off('click', onClick)
      map.getCanvas().style.cursor = ''
    }
  }, [map, adds])
}

export const rounded = (lng: number, lat: number): LinePoint => [Number(lng.toFixed(7)), Number(lat.toFixed(7))]
