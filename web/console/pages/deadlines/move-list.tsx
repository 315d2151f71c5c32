import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { listMoves } from '#supervise/reprojection/contract.ts'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { formatLimit } from '#web/kit/limit.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { useKeyset } from '#web/kit/table/use-keyset.ts'
import { formatTime, useNow } from '#web/kit/time.ts'
import { words } from './words.ts'

type Move = ReplyOf<typeof listMoves>['items'][number]

/** The deadlines one re-projection moved, before and after. */
export function MoveList({ id }: { id: string }) {
  const w = useWords(words)
  const pick = usePick()
  const language = useLanguage()
  const now = useNow()
  const source = useKeyset<Move, typeof listMoves>(listMoves, { params: { id }, query: {} }, 'after')
  if (source.problem) return <Failure problem={source.problem} onRetry={source.retry} />
  if (source.isLoading) return <Loading />
  if (source.rows.length === 0) return <Nothing title={w.noneMoved} />
  return (
    <>
      <section className="plain-table" aria-label={w.moves}>
        <table>
          <thead>
            <tr>
              {[w.number, w.clock, w.before, w.after, w.newLimit].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {source.rows.map((row) => (
              <tr key={`${row.caseId} ${row.clock}`}>
                <td className="number">
                  <Link to="/cases/$id" params={{ id: row.caseId }}>
                    {row.number}
                  </Link>
                  <small>{[row.category, row.unit].filter(Boolean).join('，')}</small>
                </td>
                <td>{pick(row.title)}</td>
                <td className="number">{row.before ? formatTime(row.before) : w.paused}</td>
                <td className="number">
                  {row.after ? formatTime(row.after) : w.paused}
                  {row.after && Date.parse(row.after) < now && <small className="tag tone-red">{w.late}</small>}
                </td>
                <td>{row.limit ? formatLimit(row.limit, language) : '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {source.hasMore && (
        <p className="part-note">
          <Button onClick={source.loadMore} loading={source.isLoadingMore}>
            {w.more}
          </Button>
        </p>
      )}
    </>
  )
}
