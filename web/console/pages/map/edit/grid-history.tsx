import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listGridChanges } from '#city/grid/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { formatTime } from '#web/kit/time.ts'
import { gridWords } from './grid-words.ts'

type Change = ReplyOf<typeof listGridChanges>['items'][number]

/** In which changes a cell came, went or got another shape, or is to; each opens with its borders before and after. */
export function GridHistory({ code }: { readonly code: string }) {
  const w = useWords(gridWords)
  const { data } = useQuery(ask(listGridChanges, { query: { cell: code } }))
  const standing: Readonly<Record<Change['state'], (day: string) => string>> = {
    planned: (day) => `${w.statePlanned} ${day}`,
    effective: (day) => day,
    withdrawn: () => w.stateWithdrawn,
    undone: () => w.stateUndone,
  }
  return (
    <section aria-label={w.history}>
      <h3>{w.history}</h3>
      {data?.items.length === 0 && <p className="quiet">{w.none}</p>}
      <ol className="edit-list">
        {data?.items.map(({ number, kind, state, day, at, by, reason, retired, opened }) => (
          <li key={number}>
            <Link to="/grid-changes" search={{ open: String(number) } as never}>
              {`${number} · ${w[kind]}`}
            </Link>{' '}
            <strong>{standing[state](day)}</strong> <span className="quiet">{`${formatTime(at)} · ${by}`}</span>
            <br />
            {reason}
            {retired.length > 0 && (
              <>
                <br />
                <span className="map-number">{`${retired.join(' ')} → ${opened.join(' ')}`}</span>
              </>
            )}
          </li>
        ))}
      </ol>
      <Link to="/grid-changes">{w.all}</Link>
    </section>
  )
}
