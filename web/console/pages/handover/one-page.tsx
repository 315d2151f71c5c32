import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { desks, getHandover } from '#supervise/handover/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import './handover.css'
import { ShiftSheet } from './shift-sheet.tsx'
import { words } from './words.ts'

/** One hand-over as it was signed, to be read and printed. */
export function OneHandoverPage() {
  const w = useWords(words)
  const pick = usePick()
  const { id } = useParams({ from: '/inside/handover/$id' })
  const { data, error, refetch } = useQuery(ask(getHandover, { params: { handoverId: id } }))
  if (error) return <Failure isPage problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  const { desk, body, given, taken } = data
  return (
    <article className="handover">
      <Link to="/handover" className="handover-back">
        ← {w.back}
      </Link>
      <header className="handover-head">
        <h1>
          {pick(desks[desk])}　{w.shift(formatTime(body.since), formatTime(body.until))}
        </h1>
        <Button className="handover-print" onClick={() => print()}>
          {w.print}
        </Button>
      </header>
      <section className="panel">
        <ShiftSheet body={body} />
        <dl className="handover-signed">
          <div>
            <dt>{w.giver(given.name, formatTime(given.at))}</dt>
            <dd>{given.note}</dd>
          </div>
          <div>
            <dt>{taken ? w.taker(taken.name, formatTime(taken.at)) : w.notTaken}</dt>
            <dd>{taken?.note}</dd>
          </div>
        </dl>
      </section>
    </article>
  )
}
