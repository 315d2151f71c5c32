import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ExpressionSpecification, Map as LibreMap } from 'maplibre-gl'
import { useMemo } from 'react'
import { industryLayers } from '#analyse/industry/contract.ts'
import { LABEL_FONTS } from '#analyse/tile/contract.ts'
import { thingStateNames } from '#city/industry/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { defineWords, usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import type { Drawn } from './case-layer.ts'
import { Check } from './check.tsx'
import { useLayer } from './use-layer.ts'
import type { Seen } from './use-stage.ts'
import type { View } from './use-view.ts'

const words = defineWords({
  none: { zh: '没有启用的行业应用', en: 'No industry is on' },
  cut: { zh: '范围内太多，只画最要紧的，请放大', en: 'Too many here; the most pressing are drawn. Zoom in' },
})

/** Tones and glyphs of a declaration as the map draws them; dark enough on a light ground and on a dark one. */
const colours: Readonly<Record<string, string>> = {
  ...{ red: '#c8102e', brown: '#8f5700', purple: '#7a3fb0' },
  ...{ blue: '#0958d9', green: '#00664b', grey: '#595959' },
}
const glyphs: Readonly<Record<string, string>> = { dot: '●', ring: '○', triangle: '▲', square: '■', diamond: '◆' }

type Layers = ReplyOf<typeof industryLayers>

const round = (degrees: number) => Number(degrees.toFixed(4))

function useThings(seen: Seen | undefined) {
  const box = { west: 0, south: 0, east: 0, north: 0, ...seen }
  const query = { west: round(box.west), south: round(box.south), east: round(box.east), north: round(box.north) }
  return useQuery({
    ...ask(industryLayers, { query }),
    enabled: seen !== undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  })
}

type Props = { readonly map: LibreMap | undefined; readonly view: View; readonly seen: Seen | undefined }

/** Draws the things of industries; each industry and each state has the look that was declared for it. */
export function IndustryLayer({ map, view: { hidden }, seen }: Props) {
  const { data } = useThings(seen)
  const source = useMemo(() => data && sourceOf(data, hidden), [data, hidden])
  useLayer(map, 'industry', source, drawn)
  return null
}

const sourceOf = ({ items, layers }: Layers, hidden: readonly string[]) => ({
  type: 'geojson' as const,
  data: {
    type: 'FeatureCollection' as const,
    features: items
      .filter(({ industryId }) => !hidden.includes(industryId))
      .map(({ industryId, code, name, state, lon, lat }) => {
        const look = layers.find((one) => one.industryId === industryId)?.looks[state]
        return {
          type: 'Feature' as const,
          geometry: { type: 'Point' as const, coordinates: [lon, lat] },
          properties: {
            ...{
              code,
              name,
              state,
              glyph: glyphs[look?.glyph ?? ''] ?? '●',
              colour: colours[look?.tone ?? ''] ?? '#595959',
            },
            // The worst is drawn last, so that it lies on top.
            rank: -thingStateNames.indexOf(state),
          },
        }
      }),
  },
})

const sized = (urgent: number, other: number): ExpressionSpecification => [
  'case',
  ['==', ['get', 'state'], 'alarm'],
  urgent,
  other,
]

const drawn: Drawn = [
  {
    id: 'industry-thing',
    type: 'symbol',
    layout: {
      'text-field': ['get', 'glyph'],
      'text-font': [...LABEL_FONTS],
      // What is urgent stays large from afar, where hundreds that are merely worn would cover the town.
      'text-size': ['interpolate', ['linear'], ['zoom'], 11, sized(14, 7), 14, sized(18, 11), 17, sized(22, 19)],
      'text-allow-overlap': true,
      'text-ignore-placement': true,
      'symbol-sort-key': ['get', 'rank'],
    },
    paint: { 'text-color': ['get', 'colour'], 'text-halo-color': '#ffffff', 'text-halo-width': 1.4 },
  },
]

type LegendProps = Pick<Props, 'view' | 'seen'> & { readonly hide: (id: string, isHidden: boolean) => void }

/** Each industry with its states and how many of each are in view. */
export function IndustryLegend({ view: { hidden }, seen, hide }: LegendProps) {
  const w = useWords(words)
  const pick = usePick()
  const { data } = useThings(seen)
  if (!data) return null
  if (data.layers.length === 0) return <p className="quiet map-note">{w.none}</p>
  return (
    <>
      {data.layers.map(({ industryId, title, looks, counts }) => (
        <div key={industryId}>
          <Check isOn={!hidden.includes(industryId)} onTurn={(isOn) => hide(industryId, !isOn)}>
            {pick(title)}
          </Check>
          <ul className="map-kinds">
            {thingStateNames.map((state) => {
              const look = looks[state]
              return (
                <li key={state} className="map-sign">
                  <span aria-hidden="true" className="map-glyph" style={{ color: colours[look.tone] ?? '#595959' }}>
                    {glyphs[look.glyph]}
                  </span>{' '}
                  {pick(look.title)} <span className="quiet">{counts[state]}</span>
                </li>
              )
            })}
          </ul>
        </div>
      ))}
      {data.isCut && <p className="quiet map-note">{w.cut}</p>}
    </>
  )
}
