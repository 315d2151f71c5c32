import { useQuery } from '@tanstack/react-query'
import type { CaseItem } from '#city/case/contract.ts'
import { listCases } from '#city/case/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { useNow } from '#web/kit/time.ts'
import { nearDeadline } from './within.ts'
import { words } from './words.ts'

const NEAR_MINUTES = 120

/** What falls due soon, anywhere in the district, by the minutes that are left. */
export function DeadlineStrip({ openId, onOpen }: { openId: string | undefined; onOpen: (item: CaseItem) => void }) {
  const w = useWords(words)
  const now = useNow()
  const { data } = useQuery(ask(listCases, { query: { list: 'open', sort: 'due', limit: 200 } }))
  const near = nearDeadline(data?.items ?? [], now, NEAR_MINUTES)
  return (
    <section className="dispatch-strip" aria-label={w.strip}>
      <h2>{w.strip}</h2>
      {near.length === 0 && <span className="quiet">{w.stripNone}</span>}
      <ul>
        {near.slice(0, 30).map((item) => {
          const minutes = Math.max(0, Math.floor((Date.parse(item.dueAt ?? '') - now) / 60_000))
          return (
            <li key={item.caseId}>
              <button
                type="button"
                className={minutes < 30 ? 'near urgent' : 'near'}
                aria-pressed={item.caseId === openId}
                onClick={() => onOpen(item)}
              >
                <b>{w.left(minutes)}</b> {item.categoryName ?? item.number}
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
