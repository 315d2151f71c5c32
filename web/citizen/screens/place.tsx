import { Component, lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useWords } from '#web/kit/language.ts'
import { go } from '../address.ts'
import { draft, hasPlace, patchDraft } from '../draft.ts'
import { Icon } from '../icon.tsx'
import { useKept } from '../keep.ts'
import { useLocating } from '../locate.ts'
import { Actions, FieldError, Title } from '../parts.tsx'
import { words } from '../words.ts'

const PinMap = lazy(() => import('../pin-map.tsx'))

/** Screen 2: where. Words alone are enough; the phone's position and the map are offered. */
export function PlaceScreen() {
  const w = useWords(words)
  const { placeText } = useKept(draft)
  const [missing, setMissing] = useState(false)
  function forward(event: { preventDefault(): void }): void {
    event.preventDefault()
    const isKnown = hasPlace(draft.get())
    setMissing(!isKnown)
    if (isKnown) go({ at: 'what' })
    else document.getElementById('place-text')?.focus()
  }
  return (
    <form onSubmit={forward} noValidate>
      <Title step={2}>{w.placeTitle}</Title>
      <Position />
      <div className="field">
        <label htmlFor="place-text">{w.placeText}</label>
        <textarea
          id="place-text"
          rows={2}
          maxLength={300}
          value={placeText}
          aria-describedby="place-hint place-error"
          aria-invalid={missing && !hasPlace(draft.get())}
          onChange={(event) => patchDraft({ placeText: event.target.value })}
        />
        <p id="place-hint" className="small quiet">
          {w.placeTextHint}
        </p>
        <FieldError id="place-error">{missing && !hasPlace(draft.get()) ? w.placeNeeded : undefined}</FieldError>
      </div>
      <MapPart />
      <Actions>
        <button type="button" className="button" onClick={() => go({ at: 'photo' })}>
          <Icon name="back" />
          {w.back}
        </button>
        <button type="submit" className="button main wide">
          {w.next}
          <Icon name="next" />
        </button>
      </Actions>
    </form>
  )
}

const ROUGH_METRES = 50

function Position() {
  const w = useWords(words)
  const { point, placeText } = useKept(draft)
  const { state, locate } = useLocating()
  // Asked once when the screen opens with nothing known; later only when the citizen asks.
  useEffect(() => {
    if (!draft.get().point && draft.get().placeText === '') locate()
  }, [locate])
  const accuracy = point?.accuracyMetres ?? null
  const found = accuracy === null ? w.placePinned : w.placeFound(accuracy)
  const text = state === 'asking' ? w.placeLocating : point ? found : state === 'denied' ? w.placeDenied : w.placeNone
  return (
    <div className={`position${point ? ' found' : ''}`}>
      <Icon name={point ? 'place' : 'target'} />
      <div role="status" className="position-words">
        <p>{text}</p>
        {accuracy !== null && accuracy > ROUGH_METRES && placeText === '' && <p className="small">{w.placeRough}</p>}
      </div>
      <div className="position-tools">
        <button type="button" className="button" disabled={state === 'asking'} onClick={locate}>
          {point ? w.placeAgain : w.placeUse}
        </button>
        {point && (
          <button type="button" className="button plain" onClick={() => patchDraft({ point: null })}>
            {w.placeForget}
          </button>
        )}
      </div>
    </div>
  )
}

function MapPart() {
  const w = useWords(words)
  const [open, setOpen] = useState(false)
  return (
    <section className="map-part" aria-label={w.placeMapName}>
      <button type="button" className="button wide" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="map" />
        {open ? w.placeMapHide : w.placeMap}
      </button>
      {open && (
        <Fallible otherwise={<p className="notice notice-warn">{w.placeMapFailed}</p>}>
          <Suspense fallback={<p role="status">{w.placeMapLoading}</p>}>
            <PinMap />
          </Suspense>
        </Fallible>
      )}
    </section>
  )
}

/** Keeps a part that may fail on a weak device (no WebGL, chunk lost) from taking the form with it. */
class Fallible extends Component<{ otherwise: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError = () => ({ failed: true })
  override render = () => (this.state.failed ? this.props.otherwise : this.props.children)
}
