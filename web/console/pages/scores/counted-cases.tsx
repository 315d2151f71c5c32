import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { counts, listScoreCases } from '#supervise/score/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { useKeyset } from '#web/kit/table/use-keyset.ts'
import { formatTime } from '#web/kit/time.ts'
import type { Line, Sheet } from './sheet-table.tsx'
import { words } from './words.ts'

type Counted = ReplyOf<typeof listScoreCases>['items'][number]

/** The cases behind one number of a line: of a basic count, or of all counts an indicator is made of. */
export function CountedCases({ sheet, row, show }: { sheet: Sheet; row: Line; show: string }) {
  const w = useWords(words)
  const pick = usePick()
  const [sort = '', name = ''] = show.split(':')
  const { kind, from, to, run, columns } = sheet
  const asked = { kind, subject: row.subject, from, to, [sort]: name, ...(run ? { run: run.runId } : {}) }
  const head = useQuery(ask(listScoreCases, { query: { ...asked, limit: 1 } }))
  const source = useKeyset<Counted, typeof listScoreCases>(listScoreCases, { query: asked })
  const title =
    sort === 'count' ? counts[name as keyof typeof counts] : columns.find(({ indicator }) => indicator === name)?.title
  if (source.problem) return <Failure problem={source.problem} onRetry={source.retry} />
  return (
    <section>
      <h2>{w.cases(title ? pick(title) : name)}</h2>
      {head.data && (
        <p className="quiet">
          {w.amount(head.data.amount)}
          {head.data.hidden > 0 && `，${w.hidden(head.data.hidden)}`}
        </p>
      )}
      {source.isLoading ? (
        <Loading />
      ) : source.rows.length === 0 ? (
        <Nothing title={w.noCases} />
      ) : (
        <>
          <ul className="score-cases">
            {source.rows.map((item) => (
              <Item key={item.caseId} item={item} />
            ))}
          </ul>
          {source.hasMore && (
            <Button loading={source.isLoadingMore} onClick={source.loadMore}>
              {w.more}
            </Button>
          )}
        </>
      )}
    </section>
  )
}

function Item({ item }: { item: Counted }) {
  const pick = usePick()
  return (
    <li>
      <span>
        <Link to="/cases/$id" params={{ id: item.caseId }} className="list-code">
          {item.number}
        </Link>{' '}
        {item.categoryName}
      </span>
      <span className="quiet">{[formatTime(item.at), item.placeText, item.unitName].filter(Boolean).join(' · ')}</span>
      <span className="tags">
        {item.counted.map(({ count, amount }) => (
          <span key={count} className="tag tone-grey">
            {pick(counts[count])}
            {amount > 1 && ` ${amount}`}
          </span>
        ))}
      </span>
    </li>
  )
}
