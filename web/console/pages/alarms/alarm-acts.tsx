import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import {
  type Alarm,
  type AlarmDetail,
  assignAlarm,
  dismissAlarm,
  fileAlarm,
  listAlarmPeople,
  noteAlarm,
} from '#analyse/alarm/contract.ts'
import type { ProblemError } from '#web/kit/client.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { useSaved } from './use-saved.ts'
import { words } from './words.ts'

type Props = { alarm: AlarmDetail; onAcknowledge: (one: Alarm) => void }

/** What may be done with an alarm: see it, give it to somebody, make a case of it or say that none is needed. */
export function AlarmActs({ alarm, onAcknowledge }: Props) {
  const w = useWords(words)
  const me = useMe()
  const isOpen = !alarm.caseId && !alarm.partOf && alarm.filing !== 'none'
  return (
    <section className="alarm-form">
      <div className="alarm-acts">
        {!alarm.acknowledgedAt && (
          <Button type="primary" onClick={() => onAcknowledge(alarm)}>
            {w.ack}
          </Button>
        )}
        <Assign alarm={alarm} />
      </div>
      {may(me, 'alarm.file') && isOpen && <Decide alarm={alarm} />}
      <Note episodeId={alarm.episodeId} />
    </section>
  )
}

function useRefused(): (problem: ProblemError) => void {
  const pick = usePick()
  const { message } = App.useApp()
  return (problem) => void message.error(pick(problem))
}

function Assign({ alarm }: { alarm: AlarmDetail }) {
  const w = useWords(words)
  const [saved, refused] = [useSaved(), useRefused()]
  const command = useCommand(assignAlarm)
  const { data } = useQuery({ ...ask(listAlarmPeople, {}), staleTime: 600_000 })
  return (
    <Select
      aria-label={w.assign}
      placeholder={w.assign}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      loading={command.isPending}
      value={alarm.assignedTo}
      style={{ inlineSize: 180 }}
      options={data?.items.map(({ personId, name }) => ({ value: personId as string | null, label: name })) ?? []}
      onChange={(personId) =>
        command.mutate(
          { params: { episodeId: alarm.episodeId }, body: { personId: personId ?? null, seen: alarm.revision } },
          { onSuccess: () => saved(w.saved), onError: refused },
        )
      }
    />
  )
}

function Decide({ alarm }: { alarm: AlarmDetail }) {
  const w = useWords(words)
  const me = useMe()
  const [saved, refused] = [useSaved(), useRefused()]
  const [file, dismiss] = [useCommand(fileAlarm), useCommand(dismissAlarm)]
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const params = { episodeId: alarm.episodeId }
  const post = alarm.confirmedBy
  const isMine = post !== null && me.posts.some((held) => held.post === post)
  const say = (isFalse: boolean) => {
    setAsked(true)
    if (reason.trim().length < 2) return
    dismiss.mutate(
      { params, body: { isFalse, reason, seen: alarm.revision } },
      { onSuccess: () => saved(w.saved), onError: refused },
    )
  }
  return (
    <>
      {post && !isMine && <p className="quiet">{w.waitsFor(w[post])}</p>}
      <div className="alarm-acts">
        {isMine && (
          <Button
            loading={file.isPending}
            onClick={() =>
              file.mutate(
                { params, body: { seen: alarm.revision } },
                { onSuccess: () => saved(w.filed), onError: refused },
              )
            }
          >
            {w.file}
          </Button>
        )}
        {alarm.filing !== 'dismissed' && (
          <>
            <Input
              aria-label={w.reason}
              placeholder={w.reason}
              value={reason}
              maxLength={500}
              status={isAsked && reason.trim().length < 2 ? 'error' : ''}
              onChange={({ target }) => setReason(target.value)}
              style={{ flex: '1 1 160px' }}
            />
            <Button loading={dismiss.isPending} onClick={() => say(false)}>
              {w.dismissTrue}
            </Button>
            <Button loading={dismiss.isPending} onClick={() => say(true)}>
              {w.dismissFalse}
            </Button>
          </>
        )}
      </div>
      {isAsked && reason.trim().length < 2 && (
        <p className="form-refusal" role="alert">
          {w.reasonShort}
        </p>
      )}
    </>
  )
}

function Note({ episodeId }: { episodeId: string }) {
  const w = useWords(words)
  const [saved, refused] = [useSaved(), useRefused()]
  const command = useCommand(noteAlarm)
  const [text, setText] = useState('')
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '' || command.isPending) return
    const done = () => {
      setText('')
      saved(w.saved)
    }
    command.mutate({ params: { episodeId }, body: { text } }, { onSuccess: done, onError: refused })
  }
  return (
    <form className="alarm-acts" onSubmit={send} aria-label={w.note}>
      <Input
        aria-label={w.note}
        placeholder={w.note}
        value={text}
        maxLength={1000}
        onChange={({ target }) => setText(target.value)}
        style={{ flex: '1 1 160px' }}
      />
      <Button htmlType="submit" loading={command.isPending} disabled={text.trim() === ''}>
        {w.addNote}
      </Button>
    </form>
  )
}
