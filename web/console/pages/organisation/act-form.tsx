import { Button } from 'antd'
import type { FormEvent, ReactNode } from 'react'
import type { ProblemError } from '#web/kit/client.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import '#web/kit/form/form.css'
import { words } from './words.ts'

type Props = {
  readonly act: string
  readonly isDanger?: boolean
  readonly isBlocked?: boolean
  /** Without a frame of its own: all there is in a drawer. */
  readonly isBare?: boolean
  readonly isBusy: boolean
  readonly problem: ProblemError | null
  readonly onSubmit: (event: FormEvent) => void
  readonly onCancel?: () => void
  readonly children: ReactNode
}

/** A form about a unit: its fields, what was refused, and the way out. */
export function ActForm({ act, isDanger = false, isBlocked = false, isBare = false, ...props }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const { isBusy, problem, onSubmit, onCancel, children } = props
  return (
    <form className={isBare ? 'form' : 'unit-act'} onSubmit={onSubmit} noValidate>
      {children}
      {problem && (
        <p className="form-refusal" role="alert">
          {pick(problem)}
        </p>
      )}
      <div className="form-actions">
        {onCancel && <Button onClick={onCancel}>{w.cancel}</Button>}
        <Button type="primary" danger={isDanger} htmlType="submit" disabled={isBlocked} loading={isBusy}>
          {act}
        </Button>
      </div>
    </form>
  )
}
