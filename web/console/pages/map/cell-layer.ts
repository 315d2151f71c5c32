import { LABEL_FONTS } from '#analyse/tile/contract.ts'
import type { Drawn } from './case-layer.ts'
import { coloursOf } from './scale.ts'

/** Outlines and numbers of cells; filled by their value where there is an indicator. */
export function cellDrawn(breaks: readonly number[]): Drawn {
  // No indicator is negative: a cell without a value stays clear.
  const value = ['coalesce', ['feature-state', 'value'], -1]
  const steps = coloursOf(breaks.length).flatMap((colour, at) => [breaks[at]!, colour])
  return [
    {
      id: 'cell-fill',
      type: 'fill',
      'source-layer': 'cell',
      paint: {
        'fill-color': (breaks.length > 0 ? ['step', value, 'rgba(0,0,0,0)', ...steps] : 'rgba(0,0,0,0)') as never,
        'fill-opacity': 0.55,
      },
    },
    {
      id: 'cell-line',
      type: 'line',
      'source-layer': 'cell',
      minzoom: 11,
      paint: {
        'line-color': '#6b4f86',
        'line-width': ['interpolate', ['linear'], ['zoom'], 12, 0.3, 16, 1.6],
        'line-opacity': ['interpolate', ['linear'], ['zoom'], 13, 0.25, 15, 0.8],
      },
    },
    {
      id: 'cell-code',
      type: 'symbol',
      'source-layer': 'cell_label',
      minzoom: 15,
      layout: {
        'text-field': ['coalesce', ['get', 'name'], ['slice', ['get', 'code'], 12]],
        'text-font': [...LABEL_FONTS],
        'text-size': 11,
      },
      paint: { 'text-color': '#5b4276', 'text-halo-color': '#ffffff', 'text-halo-width': 1.4 },
    },
  ]
}
