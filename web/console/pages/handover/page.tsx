import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Input } from 'antd'
import { useId, useState } from 'react'
import {
  desks,
  draftHandover,
  giveHandover,
  type HandoverHead,
  listHandovers,
  takeHandover,
} from '#supervise/handover/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import './handover.css'
import { ShiftSheet } from './shift-sheet.tsx'
import { words } from './words.ts'

/** The hand-over of a shift: it writes itself, one signs for giving and another for taking. */
export function HandoverPage() {
  const w = useWords(words)
  const me = useMe()
  return (
    <article className="handover">
      <header className="handover-head">
        <h1>{w.title}</h1>
      </header>
      {may(me, 'handover.sign') && <OwnShift />}
      <Past />
    </article>
  )
}

function OwnShift() {
  const w = useWords(words)
  const pick = usePick()
  const { data, error, refetch } = useQuery({ ...ask(draftHandover, {}), refetchInterval: 60_000 })
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  const { body, desk, waiting } = data
  return (
    <>
      {waiting && <Waiting head={waiting} />}
      <section className="panel" aria-labelledby="own-shift">
        <h2 id="own-shift" className="handover-shift">
          {pick(desks[desk])}　{w.shift(formatTime(body.since), w.now)}
        </h2>
        <ShiftSheet body={body} />
        {!waiting && <GiveForm />}
      </section>
    </>
  )
}

/** After a signature everything about hand-overs is asked afresh. */
function useSigned(): (text: string) => void {
  const client = useQueryClient()
  const { message } = App.useApp()
  return (text) => {
    for (const contract of [draftHandover, listHandovers])
      void client.invalidateQueries({ queryKey: [routeKey(contract)] })
    message.success(text)
  }
}

function GiveForm() {
  const w = useWords(words)
  const id = useId()
  const signed = useSigned()
  const pick = usePick()
  const [note, setNote] = useState('')
  const { mutate, isPending, error } = useCommand(giveHandover)
  return (
    <form
      className="handover-sign"
      onSubmit={(event) => {
        event.preventDefault()
        mutate({ body: { note } }, { onSuccess: () => signed(w.given) })
      }}
    >
      <label htmlFor={id}>{w.note}</label>
      <Input.TextArea
        id={id}
        rows={3}
        maxLength={2000}
        value={note}
        placeholder={w.noteHint}
        onChange={({ target }) => setNote(target.value)}
      />
      {error && (
        <p className="form-refusal" role="alert">
          {pick(error)}
        </p>
      )}
      <div className="handover-act">
        <Button type="primary" htmlType="submit" loading={isPending}>
          {w.give}
        </Button>
        <span className="quiet">{w.giveHint}</span>
      </div>
    </form>
  )
}

function Waiting({ head }: { head: HandoverHead }) {
  const w = useWords(words)
  const pick = usePick()
  const signed = useSigned()
  const { mutate, isPending, error } = useCommand(takeHandover)
  const { handoverId, given, mayTake } = head
  return (
    <section className="handover-waiting" aria-label={w.waiting(given.name, formatTime(given.at))}>
      <p>
        <strong>{w.waiting(given.name, formatTime(given.at))}</strong>
        {given.note && <span className="handover-note">“{given.note}”</span>}
      </p>
      {error && (
        <p className="form-refusal" role="alert">
          {pick(error)}
        </p>
      )}
      <div className="handover-act">
        <Link to="/handover/$id" params={{ id: handoverId }}>
          {w.read}
        </Link>
        {mayTake ? (
          <Button
            type="primary"
            loading={isPending}
            onClick={() => mutate({ params: { handoverId }, body: {} }, { onSuccess: () => signed(w.taken) })}
          >
            {w.take}
          </Button>
        ) : (
          <span className="quiet">{w.ownWaits}</span>
        )}
      </div>
    </section>
  )
}

function Past() {
  const w = useWords(words)
  const pick = usePick()
  const { data, error, refetch } = useQuery(ask(listHandovers, { query: { limit: 50 } }))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={3} />
  return (
    <section className="panel" aria-labelledby="past-shifts">
      <h2 id="past-shifts">{w.history}</h2>
      {data.items.length === 0 && <p className="quiet">{w.none}</p>}
      <ul className="handover-past">
        {data.items.map(({ handoverId, desk, given, taken }) => (
          <li key={handoverId}>
            <Link to="/handover/$id" params={{ id: handoverId }}>
              {pick(desks[desk])}　{formatTime(given.at)}
            </Link>
            <span>{w.giver(given.name, formatTime(given.at))}</span>
            <span className={taken ? undefined : 'shift-bad'}>
              {taken ? w.taker(taken.name, formatTime(taken.at)) : w.notTaken}
            </span>
            {given.note && <span className="quiet handover-note">“{given.note}”</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
