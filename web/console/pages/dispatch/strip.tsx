import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { nearDeadlines } from '#command/dispatch/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

const MINUTES = 120
const URGENT_MINUTES = 30
const AGAIN_MS = 60_000

type Props = { readonly openId: string | undefined; readonly onOpen: (item: { readonly caseId: string }) => void }

/** What falls due soon in the whole queue, by the working minutes that are left as the server counts them. */
export function DeadlineStrip({ openId, onOpen }: Props) {
  const w = useWords(words)
  const [at, setAt] = useState(0)
  const { data } = useQuery({
    ...ask(nearDeadlines, { query: { minutes: MINUTES, limit: 30 } }),
    refetchInterval: AGAIN_MS,
  })
  if (!data) return <section className="dispatch-strip" aria-label={w.stripName} />
  const { items, total } = data
  // One stop of the tabulator, however many there are; the arrows go along.
  const stop = Math.min(at, Math.max(0, items.length - 1))
  const move = (event: KeyboardEvent<HTMLUListElement>) => {
    const to = targetOf(event.key, stop, items.length - 1)
    if (to === undefined) return
    event.preventDefault()
    setAt(to)
    event.currentTarget.querySelectorAll('button')[to]?.focus()
  }
  return (
    <section className="dispatch-strip" aria-label={w.stripName}>
      <h2>{w.strip(total)}</h2>
      {total === 0 && <span className="quiet">{w.stripNone}</span>}
      <ul onKeyDown={move}>
        {items.map(({ caseId, number, categoryName, minutesLeft, dueAt }, index) => (
          <li key={caseId}>
            <button
              type="button"
              tabIndex={index === stop ? 0 : -1}
              className={minutesLeft < URGENT_MINUTES ? 'near urgent' : 'near'}
              aria-pressed={caseId === openId}
              title={`${number} · ${formatTime(dueAt)}`}
              onClick={() => {
                setAt(index)
                onOpen({ caseId })
              }}
            >
              <b>{w.left(minutesLeft)}</b> {categoryName ?? number}
            </button>
          </li>
        ))}
      </ul>
      {total > items.length && <span className="quiet">{w.more(total - items.length)}</span>}
    </section>
  )
}

function targetOf(key: string, from: number, last: number): number | undefined {
  if (key === 'ArrowRight') return Math.min(from + 1, last)
  if (key === 'ArrowLeft') return Math.max(from - 1, 0)
  if (key === 'Home') return 0
  return key === 'End' ? last : undefined
}
