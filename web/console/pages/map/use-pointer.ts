import type { Map as LibreMap, MapMouseEvent, MapTouchEvent } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import { type Point, point } from '#city/place/contract.ts'

/** What the pointer does on the map; while something is edited, the editor listens itself. */
export type Tool = 'pick' | 'lasso' | 'radius' | 'measure' | 'edit'

type Heard = {
  /** A click at a place, and how many metres a finger covers there. */
  readonly onPoint: (at: Point, metres: number) => void
  /** A line drawn without letting go. */
  readonly onLine: (line: readonly Point[], isDone: boolean) => void
}

const TOUCH_PIXELS = 14

/** Clicks and drawn lines of the pointer; Enter on the map is a click in its middle. */
export function usePointer(map: LibreMap | undefined, tool: Tool, heard: Heard): void {
  const told = useRef(heard)
  told.current = heard
  useEffect(() => {
    if (!map || tool === 'edit') return
    const canvas = map.getCanvas()
    canvas.style.cursor = tool === 'pick' ? '' : 'crosshair'
    if (tool === 'lasso') return drawing(map, (line, isDone) => told.current.onLine(line, isDone))
    const take = (lon: number, lat: number) =>
      told.current.onPoint(point(lon, lat), TOUCH_PIXELS * metresPerPixel(map, lat))
    const onClick = ({ lngLat }: MapMouseEvent) => take(lngLat.lng, lngLat.lat)
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.isComposing) return
      const { lng, lat } = map.getCenter()
      take(lng, lat)
    }
    // Two points set quickly are two points.
    if (tool !== 'pick') map.doubleClickZoom.disable()
    map.on('click', onClick)
    canvas.addEventListener('keydown', onKey)
    return () => {
      map.doubleClickZoom.enable()
      map.off('click', onClick)
      canvas.removeEventListener('keydown', onKey)
    }
  }, [map, tool])
}

const metresPerPixel = (map: LibreMap, lat: number): number =>
  (40_075_016.7 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** map.getZoom())

function drawing(map: LibreMap, told: (line: readonly Point[], isDone: boolean) => void): () => void {
  let line: Point[] = []
  let isDown = false
  const at = ({ lngLat }: MapMouseEvent | MapTouchEvent) => point(lngLat.lng, lngLat.lat)
  const onDown = (event: MapMouseEvent | MapTouchEvent) => {
    isDown = true
    line = [at(event)]
  }
  const onMove = (event: MapMouseEvent | MapTouchEvent) => {
    if (!isDown) return
    line = [...line, at(event)]
    told(line, false)
  }
  const onUp = () => {
    const drawn = line
    // A line that ends where it began is a click as well; that one shall still find the lasso in hand.
    if (isDown) setTimeout(() => told(drawn, true))
    isDown = false
    line = []
  }
  map.dragPan.disable()
  for (const name of ['mousedown', 'touchstart'] as const) map.on(name, onDown)
  for (const name of ['mousemove', 'touchmove'] as const) map.on(name, onMove)
  for (const name of ['mouseup', 'touchend'] as const) map.on(name, onUp)
  return () => {
    map.dragPan.enable()
    for (const name of ['mousedown', 'touchstart'] as const) map.off(name, onDown)
    for (const name of ['mousemove', 'touchmove'] as const) map.off(name, onMove)
    for (const name of ['mouseup', 'touchend'] as const) map.off(name, onUp)
  }
}
