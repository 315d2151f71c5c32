import type { MapCase, MapComponent } from '#analyse/map/contract.ts'
import { useWords } from '#web/kit/language.ts'
import type { Pick } from '../../map-address.ts'
import { CaseRow, ComponentRow } from './case-row.tsx'
import { words } from './words.ts'

type Props = {
  readonly cases: { readonly items: readonly MapCase[]; readonly total: number } | undefined
  readonly components: { readonly items: readonly MapComponent[]; readonly total: number } | undefined
  /** Components are shown, but there are too many in view to list. */
  readonly isTooWide: boolean
  readonly onChoose: (pick: Pick) => void
}

/** What the map shows, as a list: for ears, for keys, and where there is no map. */
export function InView({ cases, components, isTooWide, onChoose }: Props) {
  const w = useWords(words)
  const say = (n: number) => (n >= 10_000 ? '≥ 10,000' : n.toLocaleString('en'))
  return (
    <div className="map-inside">
      {cases && (
        <section aria-label={w.cases}>
          <p aria-live="polite">{w.inView(say(cases.total))}</p>
          {cases.total === 0 && <p className="quiet">{w.nothingInView}</p>}
          {cases.total > cases.items.length && <p className="quiet">{w.first(cases.items.length)}</p>}
          <ul className="map-rows">
            {cases.items.map((item) => (
              <CaseRow key={item.caseId} item={item} onChoose={onChoose} />
            ))}
          </ul>
        </section>
      )}
      {components && (
        <section aria-label={w.components}>
          <p>{w.componentsInView(say(components.total))}</p>
          <ul className="map-rows">
            {components.items.map((item) => (
              <ComponentRow key={item.code} item={item} onChoose={onChoose} />
            ))}
          </ul>
        </section>
      )}
      {isTooWide && <p className="quiet">{w.zoomForComponents}</p>}
    </div>
  )
}
