import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { cellIndicators } from '#analyse/map/contract.ts'
import { countComponents } from '#city/component/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import type { MapLayerId } from '../../map-address.ts'
import { Check } from './check.tsx'
import { CaseLegend, CellLegend, ComponentLegend } from './legend.tsx'
import type { Seen } from './use-stage.ts'
import type { View } from './use-view.ts'
import { words } from './words.ts'

const SHOWN_KINDS = 6

const VehicleLegend = lazy(() =>
  import('./vehicle-layer.tsx').then(({ VehicleLegend }) => ({ default: VehicleLegend })),
)
const IndustryLegend = lazy(() =>
  import('./industry-layer.tsx').then(({ IndustryLegend }) => ({ default: IndustryLegend })),
)

type Props = {
  readonly view: View
  readonly seen: Seen | undefined
  readonly breaks: readonly number[]
  readonly isLow: boolean
}

/** Layers in groups with their legend; what is switched here is remembered. */
export function LayerPanel({ view, seen, breaks, isLow }: Props) {
  const w = useWords(words)
  const me = useMe()
  const [sought, setSought] = useState('')
  const { layers, hidden, preferences, prefer, change } = view
  const toggle = (id: MapLayerId, isOn: boolean) => {
    const next = isOn ? [...layers, id] : layers.filter((each) => each !== id)
    prefer({ layers: next })
    change({ layers: next })
  }
  const hide = (id: string, isHidden: boolean) => {
    const next = isHidden ? [...hidden, id] : hidden.filter((each) => each !== id)
    prefer({ hidden: next })
    change({ hidden: next })
  }
  const group = (id: MapLayerId, title: string, body: React.ReactNode) => (
    <section className="map-group" aria-label={title}>
      <Check isOn={layers.includes(id)} onTurn={(isOn) => toggle(id, isOn)}>
        <strong>{title}</strong>
      </Check>
      {layers.includes(id) && body}
    </section>
  )
  const isPeriod = view.view.from !== undefined || view.view.to !== undefined
  return (
    <div className="map-layers">
      <input
        type="search"
        className="map-input"
        aria-label={w.findLayer}
        placeholder={w.findLayer}
        value={sought}
        onChange={(event) => setSought(event.target.value)}
      />
      {may(me, 'case.read') &&
        group(
          'case',
          isPeriod ? w.periodCases : w.openCases,
          <CaseLegend hidden={hidden} hide={hide} sought={sought} isPeriod={isPeriod} />,
        )}
      {may(me, 'component.read') &&
        group('component', w.components, <Kinds hidden={hidden} hide={hide} sought={sought} />)}
      {may(me, 'industry.read') &&
        group(
          'industry',
          w.industries,
          <Suspense>
            <IndustryLegend view={view} seen={seen} hide={hide} />
          </Suspense>,
        )}
      {may(me, 'track.read') &&
        group(
          'vehicle',
          w.vehicles,
          <Suspense>
            <VehicleLegend />
          </Suspense>,
        )}
      {group('cell', w.cells, <Cells view={view} breaks={breaks} />)}
      <fieldset className="map-low">
        <legend>{w.low}</legend>
        {(['auto', 'on', 'off'] as const).map((id) => (
          <label key={id}>
            <input
              type="radio"
              name="map-low"
              value={id}
              checked={preferences.low === id}
              onChange={() => prefer({ low: id })}
            />
            {id === 'auto' ? w.lowAuto(isLow) : w[id]}
          </label>
        ))}
      </fieldset>
    </div>
  )
}

export type Hiding = {
  readonly hidden: readonly string[]
  readonly hide: (id: string, isHidden: boolean) => void
  readonly sought: string
}

/** The kinds of components, the most numerous first; the others by their name. */
function Kinds({ hidden, hide, sought }: Hiding) {
  const w = useWords(words)
  const { data } = useQuery({ ...ask(countComponents, {}), staleTime: 10 * 60_000 })
  const kinds = (data?.kinds ?? [])
    .filter(({ name, kind }) => name.includes(sought.trim()) || kind.startsWith(sought.trim()))
    .toSorted((a, b) => b.total - a.total)
  const shown = sought.trim()
    ? kinds.slice(0, 20)
    : kinds.filter(({ kind }, at) => at < SHOWN_KINDS || hidden.includes(kind))
  return (
    <>
      <ComponentLegend />
      <ul className="map-kinds">
        {shown.map(({ kind, name, total }) => (
          <li key={kind}>
            <Check isOn={!hidden.includes(kind)} onTurn={(isOn) => hide(kind, !isOn)}>
              {name} <span className="quiet">{total.toLocaleString('en')}</span>
            </Check>
          </li>
        ))}
      </ul>
      {kinds.length === 0 && sought && <p className="quiet">{w.noLayer}</p>}
      {kinds.length > shown.length && <p className="quiet">{w.more(kinds.length - shown.length)}</p>}
    </>
  )
}

function Cells({ view: { view, change }, breaks }: Pick<Props, 'view' | 'breaks'>) {
  const w = useWords(words)
  const names = { open: w.open, late: w.lateCount, lateShare: w.lateShare, components: w.componentCount }
  const isAllowed = may(useMe(), 'case.read')
  if (!isAllowed) return null
  return (
    <>
      <select
        className="map-input"
        aria-label={w.indicator}
        value={view.cells ?? ''}
        onChange={({ target }) => change({ cells: cellIndicators.find((id) => id === target.value) })}
      >
        <option value="">{w.noIndicator}</option>
        {cellIndicators.map((id) => (
          <option key={id} value={id}>
            {names[id]}
          </option>
        ))}
      </select>
      {view.cells && <CellLegend breaks={breaks} isShare={view.cells === 'lateShare'} />}
    </>
  )
}
