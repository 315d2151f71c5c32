import { App, Button, Input } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { type getGridChange, undoGridChange, withdrawGridChange } from '#city/grid/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import '#web/kit/form/form.css'
import { useRefresh } from '../map/edit/use-refresh.ts'
import { words } from './words.ts'

/** The way back: a plan is withdrawn, a change in effect undone; where it cannot be undone, why. */
export function EndPart({ detail: { change, undo } }: { readonly detail: ReplyOf<typeof getGridChange> }) {
  const w = useWords(words)
  const pick = usePick()
  const [isOpen, setOpen] = useState(false)
  if (change.state !== 'planned' && change.state !== 'effective') return null
  const act = change.state === 'planned' ? 'withdraw' : 'undo'
  if (act === 'undo' && undo.obstacle) return <p className="quiet">{w.cannotUndo(pick(undo.obstacle))}</p>
  if (isOpen) return <EndForm act={act} number={change.number} onCancel={() => setOpen(false)} />
  return (
    <p>
      <Button onClick={() => setOpen(true)}>{w[act]}</Button>
    </p>
  )
}

const routes = { withdraw: withdrawGridChange, undo: undoGridChange } as const

type Props = { readonly act: 'withdraw' | 'undo'; readonly number: number; readonly onCancel: () => void }

function EndForm({ act, number, onCancel }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const id = useId()
  const { message } = App.useApp()
  const refresh = useRefresh()
  const [reason, setReason] = useState('')
  const command = useCommand(routes[act])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!reason.trim() || command.isPending) return
    const onSuccess = () => {
      void message.success(act === 'withdraw' ? w.withdrawnNow : w.undoneNow)
      refresh()
    }
    command.mutate({ params: { number }, body: { reason: reason.trim() } }, { onSuccess })
  }
  return (
    <form className="form change-end" onSubmit={submit}>
      <p>{act === 'withdraw' ? w.withdrawHint : w.undoHint}</p>
      <div className="field">
        <label htmlFor={id}>{w.why}</label>
        <Input id={id} autoFocus maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
      </div>
      {command.error && (
        <p className="form-refusal" role="alert">
          {pick(command.error)}
        </p>
      )}
      <div className="form-actions">
        <Button onClick={onCancel}>{w.cancel}</Button>
        <Button type="primary" htmlType="submit" disabled={!reason.trim()} loading={command.isPending}>
          {w[act]}
        </Button>
      </div>
    </form>
  )
}
