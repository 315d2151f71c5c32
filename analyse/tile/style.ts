import { type Palette, palettes, type Theme } from './palette.ts'

/** A style layer as MapLibre reads it. */
export type StyleLayer = {
  id: string
  type: 'background' | 'fill' | 'line' | 'symbol' | 'circle' | 'fill-extrusion'
  source?: string
  'source-layer'?: string
  minzoom?: number
  maxzoom?: number
  filter?: unknown[]
  layout?: Record<string, unknown>
  paint?: Record<string, unknown>
}

/** A MapLibre style (version 8). It names no glyphs: letters are drawn with the reader's own fonts. */
export type MapStyle = {
  version: 8
  name: string
  sources: Record<string, { type: 'vector'; tiles: string[]; minzoom: number; maxzoom: number }>
  layers: StyleLayer[]
}

export type BaseStyleOptions = {
  /** Tile address with `{z}`, `{x}` and `{y}`. */
  tiles: string
  theme?: Theme
  /** Cell outlines and numbers from z 14 and z 15; off by default. */
  cells?: boolean
  minZoom?: number
  maxZoom?: number
}

const SOURCE = 'base'
/** Fonts found on office machines, phones and servers, in order; the last is always there. */
export const LABEL_FONTS: readonly string[] = [
  'Noto Sans CJK SC',
  'Source Han Sans SC',
  'PingFang SC',
  'Microsoft YaHei',
  'sans-serif',
]

/** The base map, light or dark. Pure, for the browser. Layers whose id starts with `label-` are the lettering, drawn last. */
export function baseStyle({
  tiles,
  theme = 'light',
  cells = false,
  minZoom = 9,
  maxZoom = 16,
}: BaseStyleOptions): MapStyle {
  const paint = palettes[theme]
  const layers = [
    ...groundLayers(paint),
    ...waterLayers(paint),
    ...buildingLayers(paint),
    ...roadLayers(paint),
    ...borderLayers(paint, cells),
    ...lineLabels(paint),
    ...pointLabels(paint, cells),
  ]
  return {
    version: 8,
    name: `一网底图 ${theme}`,
    sources: { [SOURCE]: { type: 'vector', tiles: [tiles], minzoom: minZoom, maxzoom: maxZoom } },
    layers,
  }
}

const from = (layer: string) => ({ source: SOURCE, 'source-layer': layer })
const zoomed = (...stops: number[]) => ['interpolate', ['exponential', 1.5], ['zoom'], ...stops]
const is = (...classes: string[]) => ['in', ['get', 'class'], ['literal', classes]]

function groundLayers(c: Palette): StyleLayer[] {
  const fill = (id: string, layer: string, classes: string[], color: string, minzoom = 0): StyleLayer => ({
    id,
    type: 'fill',
    ...from(layer),
    minzoom,
    filter: is(...classes),
    paint: { 'fill-color': color },
  })
  return [
    { id: 'background', type: 'background', paint: { 'background-color': c.background } },
    fill('land-district', 'land', ['district'], c.district),
    fill('land-farmland', 'land', ['farmland'], c.farmland, 12),
    fill('parks-woodland', 'parks', ['woodland'], c.woodland),
    fill('land-residential', 'land', ['residential'], c.residential),
    fill('land-village', 'land', ['village'], c.village, 13),
    fill('land-commercial', 'land', ['commercial', 'market'], c.commercial),
    fill('land-industrial', 'land', ['industrial'], c.industrial),
    fill('land-civic', 'land', ['school', 'station'], c.civic, 12),
    fill('land-medical', 'land', ['hospital'], c.medical, 12),
    fill('land-paved', 'land', ['square'], c.paved, 12),
    fill('parks-park', 'parks', ['park'], c.park),
    fill('parks-riverside', 'parks', ['riverside'], c.riverside),
    fill('parks-track', 'parks', ['track'], c.track, 14),
    fill('parks-pitch', 'parks', ['pitch'], c.pitch, 14),
  ]
}

function waterLayers(c: Palette): StyleLayer[] {
  return [
    {
      id: 'waterway',
      type: 'line',
      ...from('waterway'),
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': c.water, 'line-width': zoomed(10, 0.8, 13, 2, 16, 11, 18, 34) },
    },
    { id: 'water', type: 'fill', ...from('water'), paint: { 'fill-color': c.water } },
    {
      id: 'water-edge',
      type: 'line',
      ...from('water'),
      minzoom: 14,
      filter: is('lake'),
      paint: { 'line-color': c.waterEdge, 'line-width': 1 },
    },
  ]
}

function buildingLayers(c: Palette): StyleLayer[] {
  return [
    {
      id: 'buildings',
      type: 'fill',
      ...from('buildings'),
      minzoom: 14,
      paint: { 'fill-color': c.building, 'fill-opacity': ['interpolate', ['linear'], ['zoom'], 14, 0.45, 15, 1] },
    },
    {
      id: 'buildings-edge',
      type: 'line',
      ...from('buildings'),
      minzoom: 15.5,
      paint: { 'line-color': c.buildingEdge, 'line-width': 0.7 },
    },
  ]
}

type RoadLook = {
  kind: string
  minzoom: number
  fill: keyof Palette
  edge: keyof Palette
  widths: number[]
  casing: number
}

/** Widths in pixels at zooms 10, 12, 14, 16, 18: about to scale from z 16 on. */
const ROADS: readonly RoadLook[] = [
  { kind: 'lane', minzoom: 14, fill: 'road', edge: 'roadCase', widths: [0.2, 0.4, 1.1, 3.4, 13], casing: 0.7 },
  { kind: 'branch', minzoom: 12, fill: 'road', edge: 'roadCase', widths: [0.4, 0.8, 2.6, 7, 26], casing: 0.9 },
  {
    kind: 'secondary',
    minzoom: 11,
    fill: 'secondary',
    edge: 'secondaryCase',
    widths: [0.8, 1.8, 4.6, 11, 42],
    casing: 1,
  },
  { kind: 'trunk', minzoom: 9, fill: 'trunk', edge: 'trunkCase', widths: [1.3, 3, 6.4, 15.5, 60], casing: 1.1 },
]
const ZOOMS = [10, 12, 14, 16, 18]

function roadLayers(c: Palette): StyleLayer[] {
  const width = (look: RoadLook, more: number) => zoomed(...ZOOMS.flatMap((z, i) => [z, look.widths[i]! + more]))
  const line = (id: string, look: RoadLook, color: string, more: number, layer = 'roads'): StyleLayer => ({
    id,
    type: 'line',
    ...from(layer),
    minzoom: look.minzoom,
    filter: is(look.kind),
    layout: { 'line-cap': layer === 'bridges' ? 'butt' : 'round', 'line-join': 'round' },
    paint: { 'line-color': color, 'line-width': width(look, more), ...fadeOutside(look) },
  })
  const trunk = ROADS[3]!
  return [
    {
      id: 'road-path',
      type: 'line',
      ...from('roads'),
      minzoom: 15,
      filter: is('path'),
      paint: { 'line-color': c.path, 'line-width': zoomed(15, 0.8, 18, 4), 'line-dasharray': [3, 1.5] },
    },
    ...ROADS.map((look) => line(`road-${look.kind}-case`, look, c[look.edge], 2 * look.casing)),
    ...ROADS.map((look) => line(`road-${look.kind}`, look, c[look.fill], 0)),
    line('bridge-case', trunk, c.bridgeCase, 3.2, 'bridges'),
    line('bridge', trunk, c.trunk, 0, 'bridges'),
  ]
}

const fadeOutside = (look: RoadLook): Record<string, unknown> =>
  look.kind === 'trunk' || look.kind === 'secondary' ? { 'line-opacity': ['case', ['has', 'outside'], 0.45, 1] } : {}

function borderLayers(c: Palette, cells: boolean): StyleLayer[] {
  const border = (level: string, minzoom: number, color: string, width: unknown[], dash: number[]): StyleLayer => ({
    id: `border-${level}`,
    type: 'line',
    ...from('boundaries'),
    minzoom,
    filter: ['==', ['get', 'level'], level],
    layout: { 'line-join': 'round' },
    paint: { 'line-color': color, 'line-width': width, 'line-dasharray': dash, 'line-opacity': 0.8 },
  })
  const outline: StyleLayer = {
    id: 'cells',
    type: 'line',
    ...from('cells'),
    minzoom: 14,
    paint: { 'line-color': c.cell, 'line-width': zoomed(14, 0.5, 17, 1.4), 'line-opacity': 0.75 },
  }
  return [
    ...(cells ? [outline] : []),
    border('community', 13, c.border, zoomed(13, 0.7, 17, 1.8), [3, 2]),
    border('street', 11, c.border, zoomed(11, 0.9, 16, 2.6), [5, 2, 1, 2]),
    border('district', 9, c.districtBorder, zoomed(9, 1.2, 16, 3.4), [6, 2, 1, 2]),
  ]
}

const lettering = (c: Palette, color: string | unknown[], halo = 1.4) => ({
  'text-color': color,
  'text-halo-color': c.halo,
  'text-halo-width': halo,
})

function lineLabels(c: Palette): StyleLayer[] {
  const road = (id: string, classes: string[], minzoom: number, size: unknown[], spacing: number): StyleLayer => ({
    id,
    type: 'symbol',
    ...from('roads'),
    minzoom,
    filter: ['all', is(...classes), ['has', 'name']],
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': spacing,
      'text-field': ['get', 'name'],
      'text-font': [...LABEL_FONTS],
      'text-size': size,
      'text-letter-spacing': 0.08,
      'text-max-angle': 32,
      'text-padding': 6,
    },
    paint: lettering(c, c.roadText, 1.6),
  })
  return [
    road('label-lane', ['lane'], 16.3, zoomed(16, 10, 18, 12), 240),
    road('label-branch', ['branch'], 14.6, zoomed(14.6, 10, 18, 14), 300),
    road('label-secondary', ['secondary'], 13, zoomed(13, 10.5, 17, 14.5), 340),
    road('label-trunk', ['trunk'], 11.8, zoomed(11.8, 10.5, 17, 16), 380),
    {
      id: 'label-waterway',
      type: 'symbol',
      ...from('waterway'),
      minzoom: 12,
      layout: {
        'symbol-placement': 'line',
        'text-field': ['get', 'name'],
        'text-font': [...LABEL_FONTS],
        'text-size': 11.5,
        'text-letter-spacing': 0.3,
      },
      paint: lettering(c, c.waterText, 1.2),
    },
    {
      id: 'label-river',
      type: 'symbol',
      ...from('river_line'),
      minzoom: 11,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 420,
        'text-field': ['get', 'name'],
        'text-font': [...LABEL_FONTS],
        'text-size': zoomed(11, 12, 16, 19),
        'text-letter-spacing': 0.7,
        'text-max-angle': 40,
      },
      paint: { 'text-color': c.waterText, 'text-halo-color': c.water, 'text-halo-width': 1 },
    },
  ]
}

const text = (field: unknown[], size: unknown, more: Record<string, unknown> = {}) => ({
  'text-field': field,
  'text-font': [...LABEL_FONTS],
  'text-size': size,
  'text-max-width': 8,
  ...more,
})

function pointLabels(c: Palette, cells: boolean): StyleLayer[] {
  const cellNumbers: StyleLayer = {
    id: 'label-cell',
    type: 'symbol',
    ...from('cell_labels'),
    minzoom: 15,
    layout: text(['step', ['zoom'], ['get', 'short'], 17, ['get', 'code']], 11),
    paint: lettering(c, c.cellText),
  }
  const poiColor = [
    'match',
    ['get', 'kind'],
    'park',
    c.parkText,
    'bridge',
    c.roadText,
    ['estate', 'village'],
    c.textSoft,
    c.poiText,
  ]
  return [
    {
      id: 'label-door',
      type: 'symbol',
      ...from('doors'),
      minzoom: 17,
      layout: text(['get', 'number'], 10),
      paint: lettering(c, c.textSoft, 1),
    },
    {
      id: 'poi-dot',
      type: 'circle',
      ...from('pois'),
      minzoom: 15,
      filter: ['!', ['in', ['get', 'kind'], ['literal', ['estate', 'village', 'park', 'bridge']]]],
      paint: {
        'circle-radius': zoomed(15, 1.8, 18, 4),
        'circle-color': poiColor,
        'circle-stroke-color': c.halo,
        'circle-stroke-width': 1,
      },
    },
    {
      id: 'label-poi',
      type: 'symbol',
      ...from('pois'),
      minzoom: 13,
      layout: text(['get', 'name'], zoomed(13, 10.5, 18, 13), {
        'symbol-sort-key': ['get', 'rank'],
        'text-variable-anchor': ['top', 'bottom', 'right', 'left'],
        'text-radial-offset': 0.5,
        'text-padding': 5,
      }),
      paint: lettering(c, poiColor),
    },
    ...(cells ? [cellNumbers] : []),
    ...divisionLabels(c),
  ]
}

function divisionLabels(c: Palette): StyleLayer[] {
  return [
    {
      id: 'label-community',
      type: 'symbol',
      ...from('division_labels'),
      minzoom: 13,
      maxzoom: 16,
      filter: ['==', ['get', 'level'], 'community'],
      layout: text(['get', 'name'], zoomed(13, 11, 16, 15), { 'text-letter-spacing': 0.1 }),
      paint: lettering(c, c.textSoft, 1.8),
    },
    {
      id: 'label-street',
      type: 'symbol',
      ...from('division_labels'),
      minzoom: 10,
      maxzoom: 15,
      filter: ['==', ['get', 'level'], 'street'],
      layout: text(['get', 'name'], zoomed(10, 12, 15, 20), { 'text-letter-spacing': 0.18, 'symbol-sort-key': 0 }),
      paint: lettering(c, c.text, 2),
    },
  ]
}
