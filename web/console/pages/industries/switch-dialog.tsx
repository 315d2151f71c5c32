import { App, Input, Modal } from 'antd'
import { useState } from 'react'
import { type IndustryItem, switchIndustry } from '#city/industry/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { words } from './words.ts'

type Props = { item: IndustryItem; onClose: (isDone: boolean) => void }

/** Turns an industry on or off, after saying what that does; the reason stays in its record. */
export function SwitchDialog({ item, onClose }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const command = useCommand(switchIndustry)
  const isShort = reason.trim().length < 2
  const name = pick(item.title)
  const send = () => {
    setAsked(true)
    if (isShort) return
    command.mutate(
      { params: { industryId: item.id }, body: { isOn: !item.isOn, reason } },
      {
        onSuccess: () => {
          void message.success(w.done)
          onClose(true)
        },
        onError: (problem) => void message.error(pick(problem)),
      },
    )
  }
  return (
    <Modal
      open
      title={item.isOn ? w.turnOffOf(name) : w.turnOnOf(name)}
      okText={item.isOn ? w.turnOff : w.turnOn}
      okButtonProps={{ danger: item.isOn }}
      cancelText={w.cancel}
      confirmLoading={command.isPending}
      onOk={send}
      onCancel={() => onClose(false)}
    >
      <p>{item.isOn ? w.offHint : w.onHint(item.rules.length)}</p>
      <div className="industry-reason">
        <label htmlFor="industry-reason">{w.reason}</label>
        <Input.TextArea
          id="industry-reason"
          autoFocus
          rows={2}
          maxLength={200}
          value={reason}
          status={isAsked && isShort ? 'error' : ''}
          aria-invalid={isAsked && isShort}
          aria-describedby="industry-reason-fault"
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
      <p id="industry-reason-fault" role="alert" className="industry-fault">
        {isAsked && isShort ? w.reasonNeeded : ''}
      </p>
    </Modal>
  )
}
