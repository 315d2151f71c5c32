import type { MapCase, MapComponent } from '#analyse/map/contract.ts'
import { Glyph } from '#web/kit/glyph.tsx'
import { useWords } from '#web/kit/language.ts'
import { StageTag } from '#web/kit/stage-tag.tsx'
import type { Pick } from '../../map-address.ts'
import { StateTag } from '../components/state-tag.tsx'
import { words } from './words.ts'

type Choosing = { readonly isHere?: boolean; readonly onChoose: (pick: Pick) => void }

/** A case in a list beside the map. */
export function CaseRow({ item, isHere = false, onChoose }: { readonly item: MapCase } & Choosing) {
  const w = useWords(words)
  return (
    <li>
      <button
        type="button"
        className="map-row"
        aria-current={isHere || undefined}
        onClick={() => onChoose({ kind: 'case', id: item.caseId })}
      >
        <span className="map-row-head">
          <span className="map-number">{item.number}</span>
          <StageTag stage={item.stage} />
          {item.late && (
            <span className="tag tone-red">
              <Glyph name="late" />
              {w.late}
            </span>
          )}
        </span>
        <span className="map-row-text">
          {[item.categoryName ?? w.noCategory, item.placeText].filter(Boolean).join(' · ')}
        </span>
      </button>
    </li>
  )
}

/** A component in a list beside the map. */
export function ComponentRow({ item, isHere = false, onChoose }: { readonly item: MapComponent } & Choosing) {
  return (
    <li>
      <button
        type="button"
        className="map-row"
        aria-current={isHere || undefined}
        onClick={() => onChoose({ kind: 'component', id: item.code })}
      >
        <span className="map-row-head">
          <span>{item.name}</span>
          <StateTag state={item.state} />
        </span>
        <span className="map-row-text">{[item.code, item.address].filter(Boolean).join(' · ')}</span>
      </button>
    </li>
  )
}
