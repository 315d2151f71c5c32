import { useQuery } from '@tanstack/react-query'
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
  const { data } = useQuery({
    ...ask(nearDeadlines, { query: { minutes: MINUTES, limit: 30 } }),
    refetchInterval: AGAIN_MS,
  })
  if (!data) return <section className="dispatch-strip" aria-label={w.stripName} />
  const { items, total } = data
  return (
    <section className="dispatch-strip" aria-label={w.stripName}>
      <h2>{w.strip(total)}</h2>
      {total === 0 && <span className="quiet">{w.stripNone}</span>}
      <ul>
        {items.map(({ caseId, number, categoryName, minutesLeft, dueAt }) => (
          <li key={caseId}>
            <button
              type="button"
              className={minutesLeft < URGENT_MINUTES ? 'near urgent' : 'near'}
              aria-pressed={caseId === openId}
              title={`${number} · ${formatTime(dueAt)}`}
              onClick={() => onOpen({ caseId })}
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
