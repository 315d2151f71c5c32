import {
  areaText,
  type CellIndicator,
  cellIndicators,
  pointOf,
  readArea,
  type SelectedArea,
} from '#analyse/map/contract.ts'
import type { Point } from '#city/place/contract.ts'

/** What a map can be looked at with: the base map lies under all of them. */
export const mapLayerIds = ['case', 'component', 'cell', 'industry', 'vehicle'] as const
export type MapLayerId = (typeof mapLayerIds)[number]

/** Something chosen on the map: a thing with an identity, or a mere place. */
export type Pick =
  | { readonly kind: 'case' | 'component' | 'cell'; readonly id: string }
  | { readonly kind: 'place'; readonly point: Point; readonly label: string }

/** All that a shared address of the map says. Absent parts are as the reader has them. */
export type MapView = {
  readonly centre?: Point | undefined
  readonly zoom?: number | undefined
  readonly layers?: readonly MapLayerId[] | undefined
  /** Hidden parts of layers: groups of stages, kinds of components. */
  readonly hidden?: readonly string[] | undefined
  readonly cells?: CellIndicator | undefined
  readonly pick?: Pick | undefined
  readonly area?: SelectedArea | undefined
  /** First and last day of the reports shown, `YYYY-MM-DD`. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

const names = ['at', 'layers', 'hide', 'cells', 'pick', 'label', 'area', 'from', 'to'] as const

/** The plain pairs of a map's address. */
export type MapSearch = { readonly [K in (typeof names)[number]]?: string }

const isIn = <T extends string>(list: readonly T[], text: string): text is T =>
  (list as readonly string[]).includes(text)
const isDay = (text: unknown): text is string => typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text)

/** Keeps of an address what a map knows. */
export const readMapSearch = (given: Readonly<Record<string, unknown>>): MapSearch =>
  Object.fromEntries(
    names.flatMap((name) => (typeof given[name] === 'string' && given[name] !== '' ? [[name, given[name]]] : [])),
  )

/** Reads an address; what is malformed is left out rather than refused, so that an old link still opens a map. */
export function viewOf(search: MapSearch): MapView {
  const at = search.at?.split(',').map(Number)
  const centre = at ? pointOf(at[0], at[1]) : undefined
  const zoom = at?.[2]
  return {
    centre,
    zoom: zoom !== undefined && zoom >= 6 && zoom <= 20 ? zoom : undefined,
    layers: search.layers?.split('.').filter((id) => isIn(mapLayerIds, id)) as MapLayerId[] | undefined,
    hidden: search.hide?.split('.').filter((id) => /^[a-z0-9-]{1,40}$/.test(id)),
    cells: search.cells !== undefined && isIn(cellIndicators, search.cells) ? search.cells : undefined,
    pick: pickOf(search),
    area: search.area === undefined ? undefined : readArea(search.area),
    from: isDay(search.from) ? search.from : undefined,
    to: isDay(search.to) ? search.to : undefined,
  }
}

/** The address of a view. Degrees have six decimals, a tenth of a metre. */
export function searchOf(view: MapView): MapSearch {
  const { centre, zoom, layers, hidden, cells, pick, area, from, to } = view
  return readMapSearch({
    at: centre && `${degrees(centre)}${zoom === undefined ? '' : `,${zoom.toFixed(2)}`}`,
    layers: layers && (layers.length > 0 ? layers.join('.') : 'none'),
    hide: hidden?.join('.'),
    cells,
    pick: pick && (pick.kind === 'place' ? `place:${degrees(pick.point)}` : `${pick.kind}:${pick.id}`),
    label: pick?.kind === 'place' ? pick.label : undefined,
    area: area && areaText(area),
    from,
    to,
  })
}

const degrees = ({ lon, lat }: Point): string => `${lon.toFixed(6)},${lat.toFixed(6)}`

function pickOf({ pick, label }: MapSearch): Pick | undefined {
  const [kind, id = ''] = splitOnce(pick)
  if (kind === 'place') {
    const [lon, lat] = id.split(',').map(Number)
    const at = pointOf(lon, lat)
    return at && { kind, point: at, label: label ?? '' }
  }
  const isKnown = (kind === 'case' && /^[0-9a-f-]{36}$/.test(id)) || (kind === 'component' && /^\d{16,17}$/.test(id))
  return isKnown || (kind === 'cell' && /^\d{12}[0-9A-Z]{3}$/.test(id))
    ? { kind: kind as 'case' | 'component' | 'cell', id }
    : undefined
}

const splitOnce = (text = ''): [string, string?] => {
  const at = text.indexOf(':')
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
