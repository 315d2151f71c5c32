import type { ExpressionSpecification } from 'maplibre-gl'
import { LABEL_FONTS } from '#analyse/tile/contract.ts'
import type { Drawn } from './case-layer.ts'

/** Classes of components by the first two digits of their kind; the hue repeats their names of the legend. */
export const componentClasses = [
  { id: '01', colour: '#00664b' },
  { id: '02', colour: '#0958d9' },
  { id: '03', colour: '#8f5700' },
  { id: '04', colour: '#4d7c0f' },
  { id: '05', colour: '#7a3fb0' },
] as const
const otherColour = '#595959'

const hue = [
  'match',
  ['slice', ['get', 'kind'], 0, 2],
  ...componentClasses.flatMap(({ id, colour }) => [id, colour]),
  otherColour,
] as never

export const colourOfKind = (kind: string): string =>
  componentClasses.find(({ id }) => kind.startsWith(id))?.colour ?? otherColour

/** Squares from afar, groups at zoom 14 and 15, single ones from 16 on; what is not intact is hollow. */
export function componentDrawn(hidden: readonly string[]): Drawn {
  const isShown: ExpressionSpecification = ['!', ['in', ['get', 'kind'], ['literal', [...hidden]]]]
  return [
    {
      id: 'component-density',
      type: 'fill',
      'source-layer': 'density',
      maxzoom: 14,
      paint: {
        'fill-color': ['interpolate', ['linear'], ['get', 'n'], 1, '#b9c6e4', 40, '#8c96c6', 400, '#7a2f86'],
        // Few are hardly there, so that the same squares do on a light and on a dark ground.
        'fill-opacity': ['interpolate', ['linear'], ['get', 'n'], 1, 0.08, 40, 0.3, 400, 0.5],
      },
    },
    {
      id: 'component-cluster',
      type: 'circle',
      'source-layer': 'cluster',
      minzoom: 14,
      filter: isShown,
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'n']], 1, 5, 20, 16],
        'circle-color': hue,
        'circle-opacity': 0.75,
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': 1,
      },
    },
    {
      id: 'component-count',
      type: 'symbol',
      'source-layer': 'cluster',
      minzoom: 14,
      filter: ['all', isShown, ['>', ['get', 'n'], 1]],
      layout: {
        'text-field': ['to-string', ['get', 'n']],
        'text-font': [...LABEL_FONTS],
        'text-size': 10,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': '#ffffff' },
    },
    {
      id: 'component-dot',
      type: 'circle',
      'source-layer': 'component',
      minzoom: 16,
      filter: isShown,
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 16, 3, 19, 7],
        'circle-color': ['case', ['==', ['get', 'state'], 'intact'], hue, '#ffffff'],
        'circle-stroke-color': ['case', ['==', ['get', 'state'], 'intact'], '#ffffff', hue],
        'circle-stroke-width': ['case', ['==', ['get', 'state'], 'intact'], 0.8, 2.5],
      },
    },
  ]
}
