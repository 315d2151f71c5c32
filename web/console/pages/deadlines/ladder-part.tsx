import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { getLadder } from '#supervise/deadline-watch/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { LadderForm } from './ladder-form.tsx'
import { words } from './words.ts'

export type Ladder = ReplyOf<typeof getLadder>

/** Who is told at which share of a limit, what was reached in the last day, and how it may be changed. */
export function LadderPart() {
  const w = useWords(words)
  const me = useMe()
  const [isEditing, setEditing] = useState(false)
  const { data, error, refetch } = useQuery(ask(getLadder, {}))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  if (isEditing)
    return (
      <LadderForm
        ladder={data}
        onDone={() => {
          setEditing(false)
          void refetch()
        }}
      />
    )
  return (
    <>
      <div className="part-head">
        <strong>{w.version(data.version)}</strong>
        {may(me, 'ladder.write') && <Button onClick={() => setEditing(true)}>{w.edit}</Button>}
      </div>
      <Rungs ladder={data} />
      <p className="part-note">{w.urgentNote}</p>
      {data.versions.length > 0 && <Earlier ladder={data} />}
    </>
  )
}

function Rungs({ ladder: { rungs, lastDay } }: { ladder: Ladder }) {
  const w = useWords(words)
  const count = new Map(lastDay.map((each) => [each.rung, each]))
  return (
    <section className="plain-table" aria-label={w.ladder}>
      <table>
        <thead>
          <tr>
            {[w.share, w.id, w.tell, w.hours, w.urges, w.lastDay].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rungs.map(({ id, share, tell, hours, urges }) => {
            const day = count.get(id)
            return (
              <tr key={id}>
                <td>
                  <strong>{Math.round(share * 100)}%</strong>
                </td>
                <td>{id}</td>
                <td>{tell.map((who) => w[who]).join('、')}</td>
                <td>{hours === 'working' ? w.workingHours : w.anyHours}</td>
                <td>{urges ? w.yes : '—'}</td>
                <td>
                  {day ? w.fired(day.fired, day.told) : '—'}
                  {day && <small>{w.lateness(day.lateMs)}</small>}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function Earlier({ ladder: { versions } }: { ladder: Ladder }) {
  const w = useWords(words)
  return (
    <section aria-labelledby="ladder-history">
      <h2 id="ladder-history">{w.history}</h2>
      <ul>
        {versions.map(({ version, reason, publishedAt, publishedBy }) => (
          <li key={version}>
            {w.version(version)} · {formatTime(publishedAt)} · {publishedBy} · {reason}
          </li>
        ))}
      </ul>
    </section>
  )
}
