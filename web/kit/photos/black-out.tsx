import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useId, useState } from 'react'
import { getRedactions, redactFile } from '#kernel/files/contract.ts'
import { defineWords, usePick, useWords } from '../language.ts'
import { ask, routeKey, useCommand } from '../query.ts'
import { Failure, Loading } from '../states.tsx'
import { formatTime } from '../time.ts'
import './black-out.css'
import { type Box, middleBox } from './box.ts'
import { BoxCanvas } from './box-canvas.tsx'
import { markChanged } from './photo.ts'

const words = defineWords({
  title: { zh: '遮盖照片', en: 'Black out' },
  how: {
    zh: '在照片上拖出方框遮住面部、车牌、门牌；也可“加一块”后用方向键移动，按住 Shift 改大小，Delete 删除。',
    en: 'Drag boxes over faces, plates and door numbers; or add one, move it with the arrows, size it with Shift, Delete removes it.',
  },
  after: {
    zh: '保存后各处只显示遮盖后的照片，框内像素不再存在于任何缩略图和屏幕图；原件封存不变，查看原件逐次留痕。',
    en: 'Once saved, only the blacked-out picture is shown anywhere; the original stays sealed, and each view of it is recorded.',
  },
  add: { zh: '加一块', en: 'Add a box' },
  reason: { zh: '遮盖理由', en: 'Reason' },
  save: { zh: '保存遮盖', en: 'Save' },
  saving: { zh: '正在处理…', en: 'Working…' },
  undo: { zh: '撤销全部遮盖', en: 'Undo all' },
  cancel: { zh: '取消', en: 'Cancel' },
  needReason: { zh: '请写明理由（至少两个字）', en: 'Say why, in two characters at least' },
  noBox: { zh: '还没有画方框', en: 'No box has been drawn' },
  same: { zh: '与现有遮盖相同', en: 'Nothing has changed' },
  history: { zh: '遮盖记录', en: 'Versions' },
  none: { zh: '尚未遮盖过', en: 'Never blacked out' },
  boxes: { zh: (n: number) => (n === 0 ? '撤销' : `${n} 处`), en: (n: number) => (n === 0 ? 'undone' : `${n} boxes`) },
})

type Props = { fileId: string; caption: string; onDone: () => void }

/** Draws what is to be taken out of a photo; the server makes the picture, and every version is kept. */
export function BlackOut({ fileId, caption, onDone }: Props) {
  const { data, error, refetch } = useQuery(ask(getRedactions, { params: { fileId } }))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  return <Editor fileId={fileId} caption={caption} versions={data.versions} onDone={onDone} />
}

type Version = { version: number; boxes: Box[]; reason: string; madeByName: string; madeAt: string }

function Editor({ fileId, caption, versions, onDone }: Props & { versions: readonly Version[] }) {
  const w = useWords(words)
  const client = useQueryClient()
  const last = versions[0]
  const [boxes, setBoxes] = useState<readonly Box[]>(last?.boxes ?? [])
  const command = useCommand(redactFile)
  // Somebody else's newer version is what one goes on from.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version tells whether the boxes are others.
  useEffect(() => setBoxes(last?.boxes ?? []), [last?.version])
  const save = async (wanted: readonly Box[], reason: string) => {
    const body = { seen: last?.version ?? 0, boxes: [...wanted], reason }
    await command.mutateAsync({ params: { fileId }, body }).then(
      () => {
        markChanged(fileId)
        onDone()
      },
      () => undefined,
    )
    await client.invalidateQueries({ queryKey: [routeKey(getRedactions), { fileId }] })
  }
  return (
    <div className="black-out">
      <BoxCanvas fileId={fileId} caption={caption} boxes={boxes} onChange={setBoxes} />
      <div className="black-out-side">
        <h2>{w.title}</h2>
        <p>{w.how}</p>
        <p>{w.after}</p>
        <button type="button" onClick={() => setBoxes([...boxes, middleBox])}>
          {w.add}
        </button>
        <ReasonForm
          why={boxes.length === 0 ? w.noBox : sameBoxes(boxes, last?.boxes ?? []) ? w.same : undefined}
          mayUndo={(last?.boxes.length ?? 0) > 0}
          isBusy={command.isPending}
          problem={command.error ?? undefined}
          onSave={(reason) => save(boxes, reason)}
          onUndo={(reason) => save([], reason)}
          onCancel={onDone}
        />
        <History versions={versions} />
      </div>
    </div>
  )
}

const sameBoxes = (a: readonly Box[], b: readonly Box[]): boolean => JSON.stringify(a) === JSON.stringify(b)

type FormProps = {
  why: string | undefined
  mayUndo: boolean
  isBusy: boolean
  problem: { zh: string; en: string } | undefined
  onSave: (reason: string) => void
  onUndo: (reason: string) => void
  onCancel: () => void
}

function ReasonForm({ why, mayUndo, isBusy, problem, onSave, onUndo, onCancel }: FormProps) {
  const w = useWords(words)
  const pick = usePick()
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const [inputId, hintId] = [useId(), useId()]
  const isShort = reason.trim().length < 2
  const send = (act: (reason: string) => void) => {
    setTried(true)
    if (!isShort) act(reason.trim())
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!why) send(onSave)
  }
  const fault = problem ? pick(problem) : isTried && isShort ? w.needReason : undefined
  return (
    <form onSubmit={submit}>
      <label htmlFor={inputId}>{w.reason}</label>
      <input
        id={inputId}
        value={reason}
        maxLength={500}
        aria-invalid={fault !== undefined}
        aria-describedby={hintId}
        onChange={({ target }) => setReason(target.value)}
      />
      <p id={hintId} className="black-out-fault" role="status">
        {fault ?? why}
      </p>
      <div className="black-out-buttons">
        <button type="submit" className="main" disabled={isBusy || why !== undefined}>
          {isBusy ? w.saving : w.save}
        </button>
        {mayUndo && (
          <button type="button" disabled={isBusy} onClick={() => send(onUndo)}>
            {w.undo}
          </button>
        )}
        <button type="button" onClick={onCancel}>
          {w.cancel}
        </button>
      </div>
    </form>
  )
}

function History({ versions }: { versions: readonly Version[] }) {
  const w = useWords(words)
  return (
    <>
      <h3>{w.history}</h3>
      {versions.length === 0 ? (
        <p>{w.none}</p>
      ) : (
        <ol className="black-out-history">
          {versions.map(({ version, boxes, reason, madeByName, madeAt }) => (
            <li key={version}>
              <strong>{w.boxes(boxes.length)}</strong> {reason}
              <br />
              {formatTime(madeAt)} · {madeByName}
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
