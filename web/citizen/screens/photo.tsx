import { type ChangeEvent, useState } from 'react'
import { useWords } from '#web/kit/language.ts'
import { go } from '../address.ts'
import { draft } from '../draft.ts'
import { HelpByPhone } from '../elder.tsx'
import { Icon } from '../icon.tsx'
import { useKept } from '../keep.ts'
import { Actions, Title } from '../parts.tsx'
import { PhotoList } from '../photo-list.tsx'
import { addPhoto, PHOTO_LIMIT } from '../photos.ts'
import { words } from '../words.ts'

/** Screen 1: the picture first. It is sent while the citizen goes on. */
export function PhotoScreen() {
  const w = useWords(words)
  const { photos } = useKept(draft)
  const { choose, busy, refusal } = usePhotoChoice()
  const full = photos.length >= PHOTO_LIMIT
  return (
    <>
      <Title step={1}>{w.photoTitle}</Title>
      <div className="finder">
        <i className="corner" aria-hidden="true" />
        {photos.length === 0 && <p className="finder-hint">{w.photoEmpty}</p>}
        <PhotoList photos={photos} />
        {!full && (
          <div className="finder-choice">
            <FileButton main label={w.takePhoto} icon="camera" capture onChange={choose} />
            <FileButton label={w.pickPhoto} icon="album" onChange={choose} />
          </div>
        )}
      </div>
      <div role="status">
        {busy && <p className="quiet">{w.photoShrinking}…</p>}
        {refusal && <p className="field-error">{refusal}</p>}
      </div>
      <p className="quiet">{w.photoHint}</p>
      <Actions>
        <button
          type="button"
          className={`button wide${photos.length ? ' main' : ''}`}
          onClick={() => go({ at: 'place' })}
        >
          {photos.length ? w.next : w.noPhoto}
          <Icon name="next" />
        </button>
      </Actions>
      <p className="small quiet">{w.photoPrivacy}</p>
      <p className="small quiet">{w.emergency}</p>
      <HelpByPhone />
    </>
  )
}

function usePhotoChoice() {
  const w = useWords(words)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState('')
  async function choose(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    const files = [...(event.target.files ?? [])]
    event.target.value = ''
    const room = PHOTO_LIMIT - draft.get().photos.length
    setRefusal(files.length > room ? w.photoLimit(PHOTO_LIMIT) : '')
    setBusy(true)
    for (const file of files.slice(0, room)) await addPhoto(file).catch(() => setRefusal(w.photoUnreadable))
    setBusy(false)
  }
  return { choose, busy, refusal }
}

function FileButton(props: {
  label: string
  icon: 'camera' | 'album'
  main?: boolean
  capture?: boolean
  onChange: (event: ChangeEvent<HTMLInputElement>) => void
}) {
  return (
    <label className={`shutter${props.main ? ' shutter-main' : ''}`}>
      <input
        type="file"
        accept="image/*"
        className="over"
        onChange={props.onChange}
        {...(props.capture ? { capture: 'environment' as const } : { multiple: true })}
      />
      <span className="shutter-face">
        <Icon name={props.icon} />
      </span>
      {props.label}
    </label>
  )
}
