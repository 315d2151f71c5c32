import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { countAlarms, severityNames } from '#analyse/alarm/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import './alarms.css'
import { words } from './words.ts'

/** On the overview: how many alarms of devices stand, are unseen or wait for a word; nothing while none stands. */
export function HomeAlarms() {
  const w = useWords(words)
  const pick = usePick()
  const { data } = useQuery({ ...ask(countAlarms, {}), refetchInterval: 15_000 })
  if (!data || data.standing === 0) return null
  const worst = (['critical', 'major'] as const).filter((one) => data.severities[one] > 0)
  return (
    <section className="alarm-bar" aria-label={w.title}>
      <Link to="/alarms">
        {w.title} {w.standing} <strong>{data.standing}</strong>
      </Link>
      {worst.map((one) => (
        <Link key={one} to="/alarms" search={{ severity: one }}>
          {pick(severityNames[one])} <strong>{data.severities[one]}</strong>
        </Link>
      ))}
      {data.unseen > 0 && (
        <Link to="/alarms" search={{ seen: 'no' }}>
          {w.unseen} <strong>{data.unseen}</strong>
        </Link>
      )}
      {data.asks > 0 && (
        <Link to="/alarms" search={{ asks: 'yes' }}>
          {w.asks} <strong>{data.asks}</strong>
        </Link>
      )}
    </section>
  )
}
