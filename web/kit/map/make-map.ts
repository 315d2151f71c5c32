import { Map as LibreMap, NavigationControl, ScaleControl, type StyleSpecification, setWorkerUrl } from 'maplibre-gl'
// Without its worker's address the library draws nothing and reports nothing.
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import './library.css'
import { baseStyle, palettes } from '#analyse/tile/contract.ts'
import type { Point } from '#city/place/contract.ts'
import { isSoftwareDrawn } from './gpu.ts'
import { positionOf } from './layers.ts'
import './map.css'

setWorkerUrl(workerUrl)

/** The zooms there are tiles for. */
export type Zooms = { readonly minZoom: number; readonly maxZoom: number }

export type Theme = 'light' | 'dark'

export type View = { readonly centre: Point; readonly zoom: number }

const locale = {
  'Map.Title': '地图',
  'NavigationControl.ZoomIn': '放大',
  'NavigationControl.ZoomOut': '缩小',
  'NavigationControl.ResetBearing': '正北',
  'Marker.Title': '标记',
  'Popup.Close': '关闭',
}

const blank = (theme: Theme): StyleSpecification => ({
  version: 8,
  sources: {},
  layers: [{ id: 'background', type: 'background', paint: { 'background-color': palettes[theme].background } }],
})

/** A map in `container`, on the district's own tiles where there are any. Throws where the browser has no WebGL 2. */
export function makeMap(
  container: HTMLElement,
  tiles: string | null,
  view: View,
  label: string,
  theme: Theme,
  zooms: Partial<Zooms> = {},
): LibreMap {
  const map = new LibreMap({
    container,
    style: tiles ? styleOf(tiles, theme, zooms) : blank(theme),
    center: positionOf(view.centre),
    zoom: view.zoom,
    maxZoom: 19,
    minZoom: 8,
    attributionControl: false,
    locale: { ...locale, 'Map.Title': label },
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 120,
    ...(isSoftwareDrawn() ? { pixelRatio: Math.min(1, devicePixelRatio), fadeDuration: 0 } : {}),
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left')
  return map
}

// The worker that fetches tiles knows no page address, so theirs must be whole.
const styleOf = (tiles: string, theme: Theme, zooms: Partial<Zooms>): StyleSpecification =>
  baseStyle({ tiles: `${new URL('/', location.href).origin}${tiles}`, theme, ...zooms }) as StyleSpecification
