import { type KeyboardEvent, lazy, Suspense, useEffect, useRef, useState } from 'react'
import { defineWords, useWords } from '../language.ts'
import { may, useMe } from '../session.ts'
import { Loading } from '../states.tsx'
import { type Photo, photoAddress, usePhotoChanges } from './photo.ts'

const BlackOut = lazy(() => import('./black-out.tsx').then((module) => ({ default: module.BlackOut })))

const words = defineWords({
  viewer: { zh: '照片查看', en: 'Photo viewer' },
  close: { zh: '关闭', en: 'Close' },
  previous: { zh: '上一张', en: 'Previous' },
  next: { zh: '下一张', en: 'Next' },
  larger: { zh: '放大', en: 'Larger' },
  smaller: { zh: '缩小', en: 'Smaller' },
  turn: { zh: '旋转', en: 'Rotate' },
  blackOut: { zh: '遮盖', en: 'Black out' },
  original: { zh: '原件（留痕）', en: 'Original (recorded)' },
  keys: {
    zh: '← → 翻页，+ − 缩放，R 旋转，Esc 关闭',
    en: '← → turn pages, + − zoom, R rotate, Esc close',
  },
  failed: { zh: '照片无法显示', en: 'The photo cannot be shown' },
})

const zooms = [1, 1.5, 2, 3, 4]

type View = { readonly zoom: number; readonly quarters: number }
const upright: View = { zoom: 0, quarters: 0 }

/** What a key does: turn pages, zoom, or rotate by a quarter. */
const keySteps: Readonly<Record<string, Partial<Record<'page' | 'zoom' | 'quarters', number>>>> = {
  ArrowLeft: { page: -1 },
  ArrowRight: { page: 1 },
  '+': { zoom: 1 },
  '=': { zoom: 1 },
  '-': { zoom: -1 },
  r: { quarters: 1 },
  R: { quarters: 1 },
}

type Props = {
  photos: readonly Photo[]
  index: number
  onMove: (index: number) => void
  onClose: () => void
}

/** One picture large, to be turned, zoomed, rotated and blacked out. A native dialog keeps the focus and gives it back. */
export function PhotoViewer({ photos, index, onMove, onClose }: Props) {
  const w = useWords(words)
  const dialog = useRef<HTMLDialogElement>(null)
  const [view, setView] = useState(upright)
  const [isEditing, setEditing] = useState(false)
  usePhotoChanges()
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const photo = photos[index]
  if (!photo) return null
  const move = (by: number) => {
    setView(upright)
    onMove((index + by + photos.length) % photos.length)
  }
  const change = (by: { zoom?: number; quarters?: number }) => setView((at) => viewAfter(at, by))
  const onKeyDown = (event: KeyboardEvent) => {
    const step = isEditing ? undefined : keySteps[event.key]
    if (!step || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    if (step.page) move(step.page)
    else change(step)
  }
  return (
    <dialog
      ref={dialog}
      className="photo-viewer"
      aria-label={w.viewer}
      onClose={onClose}
      onCancel={(event) => {
        if (!isEditing) return
        event.preventDefault()
        setEditing(false)
      }}
      onKeyDown={onKeyDown}
    >
      <div className="photo-viewer-bar">
        <p aria-live="polite">
          {index + 1} / {photos.length} · {photo.caption}
        </p>
        <div>
          {!isEditing && <Tools photo={photo} view={view} onChange={change} onEdit={() => setEditing(true)} />}
          <button type="button" onClick={() => dialog.current?.close()}>
            {w.close}
          </button>
        </div>
      </div>
      {isEditing ? (
        <Suspense fallback={<Loading />}>
          <BlackOut fileId={photo.fileId} caption={photo.caption} onDone={() => setEditing(false)} />
        </Suspense>
      ) : (
        <Picture key={photo.fileId} photo={photo} view={view} failed={w.failed} />
      )}
      {!isEditing && photos.length > 1 && (
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

const viewAfter = (at: View, { zoom = 0, quarters = 0 }: { zoom?: number; quarters?: number }): View => ({
  zoom: Math.max(0, Math.min(zooms.length - 1, at.zoom + zoom)),
  quarters: (at.quarters + quarters) % 4,
})

type ToolProps = {
  photo: Photo
  view: View
  onChange: (by: { zoom?: number; quarters?: number }) => void
  onEdit: () => void
}

function Tools({ photo, view, onChange, onEdit }: ToolProps) {
  const w = useWords(words)
  const me = useMe()
  return (
    <>
      <button type="button" onClick={() => onChange({ zoom: -1 })} disabled={view.zoom === 0}>
        {w.smaller}
      </button>
      <button type="button" onClick={() => onChange({ zoom: 1 })} disabled={view.zoom === zooms.length - 1}>
        {w.larger}
      </button>
      <button type="button" onClick={() => onChange({ quarters: 1 })}>
        {w.turn}
      </button>
      {may(me, 'photo.redact') && (
        <button type="button" onClick={onEdit}>
          {w.blackOut}
        </button>
      )}
      {may(me, 'photo.original') && (
        <a href={photoAddress(photo.fileId, 'original')} target="_blank" rel="noreferrer">
          {w.original}
        </a>
      )}
    </>
  )
}

function Picture({ photo, view, failed }: { photo: Photo; view: View; failed: string }) {
  const [isBroken, setBroken] = useState(false)
  if (isBroken) return <p className="photo-viewer-picture">{failed}</p>
  const zoom = zooms[view.zoom] ?? 1
  return (
    <div className={view.quarters % 2 === 1 ? 'photo-viewer-picture lying' : 'photo-viewer-picture'}>
      <img
        src={photoAddress(photo.fileId, 'screen')}
        alt={photo.caption}
        style={{
          inlineSize: zoom === 1 ? undefined : `${zoom * 100}%`,
          maxInlineSize: zoom === 1 ? undefined : 'none',
          rotate: `${view.quarters * 90}deg`,
        }}
        className={zoom === 1 ? 'fit' : undefined}
        onError={() => setBroken(true)}
      />
    </div>
  )
}
