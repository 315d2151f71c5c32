import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listAlarms } from '#analyse/alarm/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { formatTime } from '#web/kit/time.ts'
import './alarms.css'
import { StandingTag } from './columns.tsx'
import { SeverityTag } from './severity-tag.tsx'
import { useValueWords } from './value-words.ts'
import { words } from './words.ts'

/** On the page of a device: its last alarms. */
export function DeviceAlarms({ deviceId }: { deviceId: string }) {
  const w = useWords(words)
  const pick = usePick()
  const valueWords = useValueWords()
  const query = { device: deviceId, state: 'all' as const, limit: 6 }
  const { data } = useQuery({ ...ask(listAlarms, { query }), refetchInterval: 10_000 })
  if (!data) return null
  return (
    <section aria-label={w.ofDevice}>
      <h3>{w.ofDevice}</h3>
      {data.items.length === 0 ? (
        <p className="quiet">{w.noneOfDevice}</p>
      ) : (
        <ul className="alarm-list">
          {data.items.map((alarm) => (
            <li key={alarm.episodeId}>
              <SeverityTag severity={alarm.severity} />
              <StandingTag alarm={alarm} />
              <Link to="/alarms" search={{ open: alarm.episodeId, state: 'all' }}>
                {pick(alarm.title)}
              </Link>
              <span className="quiet">
                {formatTime(alarm.raisedAt)} · {valueWords(alarm)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
