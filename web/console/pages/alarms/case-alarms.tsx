import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listCaseAlarms } from '#analyse/alarm/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import './alarms.css'
import { StandingTag } from './columns.tsx'
import { SeverityTag } from './severity-tag.tsx'
import { useSubject, useValueWords } from './value-words.ts'
import { words } from './words.ts'

/** On the page of a case that came from devices: its alarms and whether they stand. */
export function CaseAlarms({ caseId }: { caseId: string }) {
  const w = useWords(words)
  const pick = usePick()
  const [subject, valueWords] = [useSubject(), useValueWords()]
  const { data } = useQuery({ ...ask(listCaseAlarms, { params: { id: caseId } }), refetchInterval: 30_000 })
  if (!data || data.items.length === 0) return null
  return (
    <section className="panel" aria-label={w.fromAlarm}>
      <h2>{w.fromAlarm}</h2>
      <ul className="alarm-list">
        {data.items.map((alarm) => (
          <li key={alarm.episodeId}>
            <SeverityTag severity={alarm.severity} />
            <StandingTag alarm={alarm} />
            <Link to="/alarms" search={{ open: alarm.episodeId, state: 'all' }}>
              {alarm.number} {pick(alarm.title)}
            </Link>
            <span className="quiet">
              {subject(alarm)} · {valueWords(alarm)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
