import { useQuery } from '@tanstack/react-query'
import { listGridChanges } from '#city/grid/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { formatTime } from '#web/kit/time.ts'
import { gridWords } from './grid-words.ts'

/** In which changes a cell came, went or got another shape. */
export function GridHistory({ code }: { readonly code: string }) {
  const w = useWords(gridWords)
  const { data } = useQuery(ask(listGridChanges, { query: { cell: code } }))
  return (
    <section aria-label={w.history}>
      <h3>{w.history}</h3>
      {data?.items.length === 0 && <p className="quiet">{w.none}</p>}
      <ol className="edit-list">
        {data?.items.map(({ number, kind, at, by, reason, retired, opened }) => (
          <li key={number}>
            {w[kind]} <span className="quiet">{`${formatTime(at)} · ${by}`}</span>
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
    </section>
  )
}
