import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { defineWords, useWords } from '../language.ts'
import { type Photo, photoAddress } from './photo.ts'

const words = defineWords({
  viewer: { zh: '照片查看', en: 'Photo viewer' },
  close: { zh: '关闭', en: 'Close' },
  previous: { zh: '上一张', en: 'Previous' },
  next: { zh: '下一张', en: 'Next' },
  larger: { zh: '放大', en: 'Larger' },
  smaller: { zh: '缩小', en: 'Smaller' },
  original: { zh: '原件', en: 'Original' },
  keys: { zh: '← → 翻页，+ − 缩放，Esc 关闭', en: '← → turn, + − zoom, Esc close' },
  failed: { zh: '照片无法显示', en: 'The photo cannot be shown' },
})

const zooms = [1, 1.5, 2, 3, 4]

const keySteps: Readonly<Record<string, { turn: number; zoom: number }>> = {
  ArrowLeft: { turn: -1, zoom: 0 },
  ArrowRight: { turn: 1, zoom: 0 },
  '+': { turn: 0, zoom: 1 },
  '=': { turn: 0, zoom: 1 },
  '-': { turn: 0, zoom: -1 },
}

type Props = {
  photos: readonly Photo[]
  index: number
  onMove: (index: number) => void
  onClose: () => void
}

/** One picture large; arrows turn, plus and minus zoom. A native dialog keeps the focus and gives it back. */
export function PhotoViewer({ photos, index, onMove, onClose }: Props) {
  const w = useWords(words)
  const dialog = useRef<HTMLDialogElement>(null)
  const [zoom, setZoom] = useState(0)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const photo = photos[index]
  if (!photo) return null
  const move = (by: number) => {
    setZoom(0)
    onMove((index + by + photos.length) % photos.length)
  }
  const scale = (by: number) => setZoom((at) => Math.max(0, Math.min(zooms.length - 1, at + by)))
  const onKeyDown = (event: KeyboardEvent) => {
    const step = keySteps[event.key]
    if (!step) return
    event.preventDefault()
    if (step.turn) move(step.turn)
    else scale(step.zoom)
  }
  return (
    <dialog ref={dialog} className="photo-viewer" aria-label={w.viewer} onClose={onClose} onKeyDown={onKeyDown}>
      <div className="photo-viewer-bar">
        <p aria-live="polite">
          {index + 1} / {photos.length} · {photo.caption}
        </p>
        <div>
          <button type="button" onClick={() => scale(-1)} disabled={zoom === 0}>
            {w.smaller}
          </button>
          <button type="button" onClick={() => scale(1)} disabled={zoom === zooms.length - 1}>
            {w.larger}
          </button>
          <a href={photoAddress(photo.fileId, 'original')} target="_blank" rel="noreferrer">
            {w.original}
          </a>
          <button type="button" onClick={() => dialog.current?.close()}>
            {w.close}
          </button>
        </div>
      </div>
      <Picture key={photo.fileId} photo={photo} zoom={zooms[zoom] ?? 1} failed={w.failed} />
      {photos.length > 1 && (
        <div className="photo-viewer-turn">
          <button type="button" onClick={() => move(-1)}>
            ‹ {w.previous}
          </button>
          <span>{w.keys}</span>
          <button type="button" onClick={() => move(1)}>
            {w.next} ›
          </button>
        </div>
      )}
    </dialog>
  )
}

function Picture({ photo, zoom, failed }: { photo: Photo; zoom: number; failed: string }) {
  const [isBroken, setBroken] = useState(false)
  if (isBroken) return <p className="photo-viewer-picture">{failed}</p>
  return (
    <div className="photo-viewer-picture">
      <img
        src={photoAddress(photo.fileId, 'screen')}
        alt={photo.caption}
        style={{ inlineSize: zoom === 1 ? undefined : `${zoom * 100}%`, maxInlineSize: zoom === 1 ? '100%' : 'none' }}
        className={zoom === 1 ? 'fit' : undefined}
        onError={() => setBroken(true)}
      />
    </div>
  )
}
