import { useEffect, useId, useRef } from 'react'
import { defineWords, usePick, useWords } from '../language.ts'
import './photos.css'
import { type Upload, useUploads } from './use-uploads.ts'

const words = defineWords({
  add: { zh: '添加照片', en: 'Add photos' },
  hint: {
    zh: (max: number) => `JPEG、PNG 等图片，最多 ${max} 张；可拖入或粘贴`,
    en: (max: number) => `Images, ${max} at most; drop or paste`,
  },
  sending: { zh: '上传中', en: 'Sending' },
  done: { zh: '已上传', en: 'Sent' },
  failed: { zh: '未上传', en: 'Not sent' },
  retry: { zh: '重试', en: 'Try again' },
  remove: { zh: (name: string) => `移除 ${name}`, en: (name: string) => `Remove ${name}` },
})

type Props = {
  id?: string | undefined
  max?: number
  describedBy?: string | undefined
  isInvalid?: boolean | undefined
  onChange: (fileIds: string[]) => void
  onBusy?: ((isBusy: boolean) => void) | undefined
}

/** Chooses pictures by button, drop or paste, sends each at once and shows how it fares. */
export function PhotoInput({ id, max = 12, describedBy, isInvalid, onChange, onBusy }: Props) {
  const w = useWords(words)
  const input = useRef<HTMLInputElement>(null)
  const hintId = useId()
  const { uploads, add, retry, remove, isBusy } = useUploads(onChange)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of business is told.
  useEffect(() => onBusy?.(isBusy), [isBusy])
  const take = (files: FileList | null | undefined) =>
    add([...(files ?? [])].filter(({ type }) => type.startsWith('image/')).slice(0, max - uploads.length))
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: drop and paste only add to what the button inside does.
    <div
      className="photo-input"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        take(event.dataTransfer.files)
      }}
      onPaste={(event) => take(event.clipboardData.files)}
    >
      <ul className="photo-strip small">
        {uploads.map((upload) => (
          <UploadItem key={upload.id} upload={upload} onRetry={() => retry(upload)} onRemove={() => remove(upload)} />
        ))}
        {uploads.length < max && (
          <li>
            <button
              type="button"
              id={id}
              className={isInvalid ? 'photo-add wrong' : 'photo-add'}
              aria-describedby={[hintId, describedBy].filter(Boolean).join(' ')}
              onClick={() => input.current?.click()}
            >
              <span aria-hidden="true">＋</span>
              {w.add}
            </button>
          </li>
        )}
      </ul>
      <p id={hintId} className="field-hint">
        {w.hint(max)}
      </p>
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={({ target }) => {
          take(target.files)
          target.value = ''
        }}
      />
    </div>
  )
}

function UploadItem({ upload, onRetry, onRemove }: { upload: Upload; onRetry: () => void; onRemove: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const { problem, fileId, file, preview } = upload
  return (
    <li className="photo-upload">
      <img src={preview} alt={file.name} />
      <span className={problem ? 'photo-state failed' : 'photo-state'} role="status">
        {problem ? `${w.failed}：${pick(problem)}` : fileId ? w.done : w.sending}
      </span>
      {problem && (
        <button type="button" className="photo-retry" onClick={onRetry}>
          {w.retry}
        </button>
      )}
      <button type="button" className="photo-remove" onClick={onRemove} aria-label={w.remove(file.name)}>
        ×
      </button>
    </li>
  )
}
