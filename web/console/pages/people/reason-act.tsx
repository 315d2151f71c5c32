import { Button, Input } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import type { ProblemError } from '#web/kit/client.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import '#web/kit/form/form.css'
import { words } from './words.ts'

type Props = {
  readonly hint: string
  readonly label: string
  readonly act: string
  readonly isDanger?: boolean
  readonly isBusy: boolean
  readonly problem: ProblemError | null
  readonly onSend: (reason: string) => void
  readonly onCancel: () => void
}

/** An act on somebody’s account that wants a reason, with what it does said first. */
export function ReasonAct({ hint, label, act, isDanger = false, isBusy, problem, onSend, onCancel }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const id = useId()
  const [reason, setReason] = useState('')
  const isShort = reason.trim().length < 2
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isShort && !isBusy) onSend(reason.trim())
  }
  return (
    <form className="person-act" onSubmit={submit}>
      <p>{hint}</p>
      <div className="field">
        <label htmlFor={id}>{label}</label>
        <Input id={id} autoFocus maxLength={300} value={reason} onChange={({ target }) => setReason(target.value)} />
      </div>
      {problem && (
        <p className="form-refusal" role="alert">
          {pick(problem)}
        </p>
      )}
      <div className="form-actions">
        <Button onClick={onCancel}>{w.cancel}</Button>
        <Button type="primary" danger={isDanger} htmlType="submit" disabled={isShort} loading={isBusy}>
          {act}
        </Button>
      </div>
    </form>
  )
}
