import { App, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { switchLamps } from '../contract.ts'
import { words } from './words.ts'

/** What somebody is about to switch by hand; no group is all of them. */
export type Asked = { readonly groupId: string | null; readonly name: string; readonly isOn: boolean }

const hours = [1, 2, 4, 8, 12, 24]

/** Asks for how long and why; what would darken the district waits for a second person. */
export function HandDialog({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const [span, setSpan] = useState(2)
  const [isTried, setTried] = useState(false)
  const command = useCommand(switchLamps)
  const { groupId, name, isOn } = asked
  const isShort = reason.trim().length < 2
  const send = () => {
    setTried(true)
    if (isShort) return
    // A minute less than a day, so that a slow line does not make it too long.
    const untilAt = new Date(Date.now() + span * 3_600_000 - 60_000).toISOString()
    command.mutate(
      { body: { groupId, isOn, reason, untilAt } },
      {
        onSuccess: ({ state }) => {
          void message.success(state === 'waiting' ? w.waiting : w.done)
          onClose()
        },
        onError: (problem) => void message.error(pick(problem)),
      },
    )
  }
  return (
    <Modal
      open
      title={isOn ? w.onOf(name) : w.offOf(name)}
      okText={w.send}
      okButtonProps={{ danger: !isOn }}
      cancelText={w.cancel}
      confirmLoading={command.isPending}
      onOk={send}
      onCancel={onClose}
    >
      <div className="lamp-form">
        {groupId === null && !isOn && <p role="note">{w.secondHint}</p>}
        <label htmlFor="lamp-hours">{w.hours}</label>
        <Select
          id="lamp-hours"
          value={span}
          onChange={setSpan}
          options={hours.map((value) => ({ value, label: w.forHours(value) }))}
        />
        <label htmlFor="lamp-reason">{w.reason}</label>
        <Input.TextArea
          id="lamp-reason"
          rows={2}
          maxLength={200}
          value={reason}
          status={isTried && isShort ? 'error' : ''}
          onChange={({ target }) => setReason(target.value)}
        />
        <p role="alert" className="lamp-fault">
          {isTried && isShort ? w.reasonNeeded : ''}
        </p>
      </div>
    </Modal>
  )
}
