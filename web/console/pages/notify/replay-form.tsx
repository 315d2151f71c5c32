import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { countReplay, listDeliveries, listDestinations, replayDestination } from '#command/notify/webhook/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

const DAY_MS = 86_400_000

/** Beijing time as the browser's control for times writes it. */
const written = (at: number): string => formatTime(at).replace(' ', 'T')
const instantOf = (text: string): string => new Date(`${text}:00+08:00`).toISOString()

/** Sends a stretch of time again; how many that would be is said before. */
export function ReplayForm({ destinationId }: { destinationId: string }) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const [from, setFrom] = useState(() => written(Date.now() - DAY_MS))
  const [to, setTo] = useState(() => written(Date.now()))
  const isWhole = from !== '' && to !== ''
  const window = isWhole ? { from: instantOf(from), to: instantOf(to) } : { from: '', to: '' }
  const params = { destinationId }
  const { data, error } = useQuery({ ...ask(countReplay, { params, query: window }), enabled: isWhole })
  const command = useCommand(replayDestination)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const refresh = () => {
      for (const contract of [listDeliveries, listDestinations])
        void client.invalidateQueries({ queryKey: [routeKey(contract)] })
    }
    command.mutate({ params, body: window }, { onSuccess: refresh })
  }
  const problem = error ?? command.error
  return (
    <form className="notify-card" onSubmit={submit}>
      <div className="preference-quiet">
        <Moment label={w.from} value={from} onChange={setFrom} />
        <Moment label={w.to} value={to} onChange={setTo} />
      </div>
      <p className="field-hint">{w.replayHint}</p>
      {problem && (
        <p className="form-refusal" role="alert">
          {pick(problem)}
        </p>
      )}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" disabled={!data?.count} loading={command.isPending}>
          {w.replayDo}
        </Button>
        <span role="status">{command.data ? w.replayed(command.data.count) : data && w.replayCount(data.count)}</span>
      </div>
    </form>
  )
}

function Moment({ label, value, onChange }: { label: string; value: string; onChange: (next: string) => void }) {
  const id = useId()
  return (
    <label htmlFor={id}>
      {label}
      <input id={id} type="datetime-local" value={value} onChange={({ target }) => onChange(target.value)} />
    </label>
  )
}
