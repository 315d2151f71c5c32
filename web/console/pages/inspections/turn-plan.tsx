import { App, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { turnPlan } from '#command/inspection/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { words } from './words.ts'

type Props = { planId: string; isOn: boolean; onDone: () => void }

/** Withdraws a plan, or takes it up again; either way with a reason, and either can be taken back by the other. */
export function TurnPlan({ planId, isOn, onDone }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const command = useCommand(turnPlan)
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const isShort = reason.trim().length < 2
  const send = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (isShort || command.isPending) return
    const done = () => {
      setReason('')
      setAsked(false)
      void message.success(w.saved)
      onDone()
    }
    command.mutate(
      { params: { planId }, body: { isOn: !isOn, reason: reason.trim() } },
      { onSuccess: done, onError: (problem) => void message.error(pick(problem)) },
    )
  }
  const label = isOn ? w.turnOff : w.turnOn
  return (
    <form className="inspection-turn" onSubmit={send} aria-label={label} noValidate>
      <Input
        aria-label={w.reason}
        placeholder={w.reason}
        value={reason}
        maxLength={500}
        status={isAsked && isShort ? 'error' : ''}
        onChange={({ target }) => setReason(target.value)}
      />
      <Button htmlType="submit" danger={isOn} loading={command.isPending}>
        {label}
      </Button>
      {isAsked && isShort && (
        <p className="field-fault" role="alert">
          {w.reasonShort}
        </p>
      )}
    </form>
  )
}
