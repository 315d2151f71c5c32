import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { getCalendar, getLimits } from '#city/calendar/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import '../components/list-page.css'
import { CalendarPart } from './calendar-part.tsx'
import './counting.css'
import { LimitsPart } from './limits-part.tsx'
import { words } from './words.ts'

/** What deadlines are counted by: the working calendar and the limits, each drafted, simulated, signed. */
export function CountingPage() {
  const w = useWords(words)
  const mayWrite = may(useMe(), 'calendar.write')
  const calendar = useQuery(ask(getCalendar, {}))
  const limits = useQuery(ask(getLimits, {}))
  const problem = calendar.error ?? limits.error
  if (problem) return <Failure problem={problem} isPage onRetry={() => void calendar.refetch()} />
  if (!calendar.data || !limits.data) return <Loading />
  return (
    <section className="list-page counting-page" aria-labelledby="counting-title">
      <header className="list-head">
        <h1 id="counting-title">{w.title}</h1>
        <Link to="/time-limits/conditions">{w.conditions}</Link>
      </header>
      <div className="counting-columns">
        <CalendarPart key={`c${calendar.data.version}`} held={calendar.data} mayWrite={mayWrite} />
        <LimitsPart key={`l${limits.data.version}`} held={limits.data} mayWrite={mayWrite} />
      </div>
    </section>
  )
}
