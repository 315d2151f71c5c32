import { useState } from 'react'
import { defineWords, useWords } from '../language.ts'
import { type Photo, photoAddress, usePhotoChanges } from './photo.ts'
import { PhotoViewer } from './photo-viewer.tsx'
import './photos.css'

const words = defineWords({
  photos: { zh: '照片', en: 'Photos' },
  open: {
    zh: (caption: string, at: number, of: number) => `查看照片 ${at}/${of}：${caption}`,
    en: (caption: string, at: number, of: number) => `Open photo ${at} of ${of}: ${caption}`,
  },
})

/** Pictures in a row; each opens the viewer. */
export function PhotoStrip({ photos, size = 'medium' }: { photos: readonly Photo[]; size?: 'small' | 'medium' }) {
  const w = useWords(words)
  usePhotoChanges()
  const [shown, setShown] = useState<number | undefined>()
  if (photos.length === 0) return null
  return (
    <>
      <ul className={`photo-strip ${size}`} aria-label={w.photos}>
        {photos.map(({ fileId, caption }, index) => (
          <li key={fileId}>
            <button
              type="button"
              onClick={() => setShown(index)}
              aria-label={w.open(caption, index + 1, photos.length)}
            >
              <img src={photoAddress(fileId, 'thumb')} alt="" loading="lazy" decoding="async" />
              {size === 'medium' && <span className="photo-caption">{caption}</span>}
            </button>
          </li>
        ))}
      </ul>
      {shown !== undefined && (
        <PhotoViewer photos={photos} index={shown} onMove={setShown} onClose={() => setShown(undefined)} />
      )}
    </>
  )
}
