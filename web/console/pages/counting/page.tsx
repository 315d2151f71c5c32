import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { getLimits } from '#city/calendar/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import '../components/list-page.css'
import './counting.css'
import { LimitsPart } from './limits-part.tsx'
import { words } from './words.ts'

/** The limits that deadlines are counted by, drafted, simulated, signed; the calendar they run in has a page of its own. */
export function CountingPage() {
  const w = useWords(words)
  const mayWrite = may(useMe(), 'calendar.write')
  const { data, error, refetch } = useQuery(ask(getLimits, {}))
  if (error && !data) return <Failure problem={error} isPage onRetry={() => void refetch()} />
  if (!data) return <Loading rows={10} />
  return (
    <section className="list-page counting-page" aria-labelledby="counting-title">
      <header className="list-head">
        <h1 id="counting-title">{w.title}</h1>
        <Link to="/time-limits/conditions">{w.conditions}</Link>
        <Link to="/calendar">{w.countedBy}</Link>
      </header>
      <LimitsPart key={data.version} held={data} mayWrite={mayWrite} />
    </section>
  )
}
