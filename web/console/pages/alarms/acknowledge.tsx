import { App, Input, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { type Alarm, acknowledgeAlarms } from '#analyse/alarm/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { Loading } from '#web/kit/states.tsx'
import { useSaved } from './use-saved.ts'
import { words } from './words.ts'

type Props = { alarms: readonly Alarm[]; onClose: (isDone: boolean) => void }

/** Acknowledges alarms after showing which of them that changes. */
export function Acknowledge({ alarms, onClose }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const saved = useSaved()
  const { message } = App.useApp()
  const [note, setNote] = useState('')
  const rehearsal = useCommand(acknowledgeAlarms)
  const command = useCommand(acknowledgeAlarms)
  const [ids] = useState(() => alarms.map(({ episodeId }) => episodeId))
  const { mutate: rehearse } = rehearsal
  useEffect(() => rehearse({ body: { episodeIds: ids, rehearse: true } }), [rehearse, ids])
  const preview = rehearsal.data
  const send = () =>
    command.mutate(
      { body: { episodeIds: ids, note } },
      {
        onSuccess: ({ done }) => {
          saved(w.acked(done.length))
          onClose(true)
        },
        onError: (problem) => void message.error(pick(problem)),
      },
    )
  return (
    <Modal
      open
      title={w.ackTitle(alarms.length)}
      okText={w.ack}
      cancelText={w.close}
      onOk={send}
      onCancel={() => onClose(false)}
      confirmLoading={command.isPending}
      okButtonProps={{ disabled: !preview || preview.done.length === 0, autoFocus: true }}
    >
      {preview ? (
        <div className="alarm-list">
          <p>
            {w.willAck(preview.done.length)}
            {preview.skipped.length > 0 && `；${w.skips(preview.skipped.length)}`}
          </p>
          <p className="quiet">{preview.done.map(({ number }) => number).join('、')}</p>
          <Input
            aria-label={w.ackNote}
            placeholder={w.ackNote}
            value={note}
            maxLength={500}
            onChange={({ target }) => setNote(target.value)}
            onPressEnter={send}
          />
        </div>
      ) : (
        <Loading rows={2} />
      )}
    </Modal>
  )
}
