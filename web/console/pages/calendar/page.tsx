import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { getCalendar } from '#city/calendar/contract.ts'
import { defineWords, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import '../components/list-page.css'
import { CalendarPart } from '../counting/calendar-part.tsx'
import '../counting/counting.css'

const words = defineWords({
  title: { zh: '工作日历', en: 'Working calendar' },
  lead: {
    zh: '改动先试算、写明理由，再签发成新的一版；在计时的案件随后按新版重算，每次重算都留理由。',
    en: 'A change is simulated, reasoned and signed as a new version; open clocks are then computed anew, each with a reason.',
  },
  moves: { zh: '时限重算记录', en: 'Clocks computed anew' },
})

/** The year as it is worked, and the draft of its next version. */
export function CalendarPage() {
  const w = useWords(words)
  const mayWrite = may(useMe(), 'calendar.write')
  const { data, error, refetch } = useQuery(ask(getCalendar, {}))
  if (error && !data) return <Failure problem={error} isPage onRetry={() => void refetch()} />
  if (!data) return <Loading rows={10} />
  return (
    <section className="list-page counting-page" aria-labelledby="calendar-title">
      <header className="list-head">
        <h1 id="calendar-title">{w.title}</h1>
        <span className="quiet">{w.lead}</span>
        <span className="list-acts">
          <Link to="/deadlines">{w.moves}</Link>
        </span>
      </header>
      <CalendarPart key={data.version} held={data} mayWrite={mayWrite} />
    </section>
  )
}
