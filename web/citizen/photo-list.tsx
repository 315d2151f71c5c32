import { useLanguage, useWords } from '#web/kit/language.ts'
import type { DraftPhoto } from './draft.ts'
import { Icon } from './icon.tsx'
import { removePhoto, sendPhoto, type Upload, useUploads } from './photos.ts'
import { sayError } from './plain-words.ts'
import { words } from './words.ts'

/** The chosen pictures with how far each has been sent; each can be removed, a failed one sent again. */
export function PhotoList({ photos }: { photos: readonly DraftPhoto[] }) {
  const w = useWords(words)
  const uploads = useUploads()
  if (photos.length === 0) return null
  return (
    <ul className="photos" aria-label={w.photos}>
      {photos.map((photo, index) => (
        <Photo key={photo.id} photo={photo} n={index + 1} upload={uploads.get(photo.id)} />
      ))}
    </ul>
  )
}

function Photo({ photo, n, upload }: { photo: DraftPhoto; n: number; upload: Upload | undefined }) {
  const w = useWords(words)
  const language = useLanguage()
  const failed = !photo.fileId && upload && 'error' in upload
  return (
    <li className="photo">
      <img src={photo.thumb} alt={w.photoNumber(n)} />
      <p className={`photo-state${failed ? ' bad' : ''}`} title={failed ? sayError(upload.error, language) : undefined}>
        {stateOf(photo, upload, w)}
      </p>
      {!photo.fileId && upload && 'share' in upload && (
        <progress max={1} value={upload.share} aria-label={w.photoNumber(n)} />
      )}
      {failed && (
        <button
          type="button"
          className="photo-again"
          aria-label={w.retryPhoto(n)}
          onClick={() => void sendPhoto(photo.id).catch(() => {})}
        >
          <Icon name="again" />
        </button>
      )}
      <button
        type="button"
        className="photo-remove"
        aria-label={w.removePhoto(n)}
        onClick={() => removePhoto(photo.id)}
      >
        <Icon name="cross" />
      </button>
    </li>
  )
}

type Spoken = ReturnType<typeof useWords<typeof words>>

function stateOf(photo: DraftPhoto, upload: Upload | undefined, w: Spoken): string {
  if (photo.fileId) return w.photoDone
  if (!upload) return w.photoWaiting
  return 'error' in upload ? w.photoFailed : w.photoSending(Math.round(upload.share * 100))
}
