import type { CaseMap, WallView } from '#supervise/wall/contract.ts'

/** The world's width in pixels at zoom 0 of a map with tiles of 512. */
const WORLD = 512
const NEAREST = 15.5
const radians = (degrees: number) => (degrees * Math.PI) / 180
const yOf = (lat: number) => (1 - Math.asinh(Math.tan(radians(lat))) / Math.PI) / 2
const latOf = (y: number) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI

export type Size = { readonly width: number; readonly height: number }

/** The view that shows all spots with a margin in a map of this size; nothing where there are none. */
export function viewOfAll(spots: CaseMap['spots'], { width, height }: Size, margin = 100): WallView | undefined {
  if (spots.length === 0) return undefined
  const [lons, lats] = [spots.map(({ lon }) => lon), spots.map(({ lat }) => lat)]
  const [west, east] = [Math.min(...lons), Math.max(...lons)]
  const [top, bottom] = [yOf(Math.max(...lats)), yOf(Math.min(...lats))]
  const across = Math.max((east - west) / 360, 1e-9)
  const down = Math.max(bottom - top, 1e-9)
  const fit = Math.min((width - 2 * margin) / WORLD / across, (height - 2 * margin) / WORLD / down)
  const zoom = Math.min(NEAREST, Math.max(8, Math.floor(Math.log2(fit) * 20) / 20))
  return { lon: (west + east) / 2, lat: latOf((top + bottom) / 2), zoom }
}

/** West, south, east and north of what a map of this size shows. */
export function cornersOf({ lon, lat, zoom }: WallView, { width, height }: Size): [number, number, number, number] {
  const pixels = WORLD * 2 ** zoom
  const [dx, dy, y] = [width / pixels / 2, height / pixels / 2, yOf(lat)]
  return [lon - dx * 360, latOf(y + dy), lon + dx * 360, latOf(y - dy)]
}
