import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type DaySum, listTrackDays } from '#sense/track/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { words } from './words.ts'

const dayMs = 86_400_000
const shown = 31

/** The neighbouring day. */
export const dayBeside = (day: string, by: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * dayMs).toISOString().slice(0, 10)

type Props = { day: string; today: string; deviceId?: string | undefined; onDay: (day: string) => void }

/** Choosing a day: back and forth, by date, or by a bar for each day that has a track. */
export function DayBar({ day, today, deviceId, onDay }: Props) {
  const w = useWords(words)
  return (
    <div className="tracks-days">
      <div className="tracks-day-pick">
        <Button aria-label={w.previousDay} title={w.previousDay} onClick={() => onDay(dayBeside(day, -1))}>
          ‹
        </Button>
        <Input
          type="date"
          aria-label={w.day}
          value={day}
          max={today}
          onChange={({ target }) => target.value && onDay(target.value)}
        />
        <Button
          aria-label={w.nextDay}
          title={w.nextDay}
          disabled={day >= today}
          onClick={() => onDay(dayBeside(day, 1))}
        >
          ›
        </Button>
        {day !== today && <Button onClick={() => onDay(today)}>{w.today}</Button>}
      </div>
      {deviceId && <Bars deviceId={deviceId} day={day} today={today} onDay={onDay} />}
    </div>
  )
}

function Bars({ deviceId, day, today, onDay }: Props & { deviceId: string }) {
  const w = useWords(words)
  const { data } = useQuery(ask(listTrackDays, { params: { deviceId } }))
  const sums = new Map((data?.items ?? []).map((sum) => [sum.day, sum]))
  const days = Array.from({ length: shown }, (_, n) => dayBeside(today, n - shown + 1)).filter((one) => sums.has(one))
  if (days.length === 0) return null
  const far = (sum: DaySum) => sum.matchedMetres + sum.offRoadMetres
  const most = Math.max(1, ...days.map((one) => far(sums.get(one)!)))
  return (
    <ul className="tracks-day-bars" aria-label={w.daysWith}>
      {days.map((one) => {
        const km = far(sums.get(one)!) / 1000
        return (
          <li key={one}>
            <button
              type="button"
              aria-current={one === day ? 'date' : undefined}
              title={`${one} ${w.km(km.toFixed(1))}`}
              aria-label={`${one} ${w.km(km.toFixed(1))}`}
              onClick={() => onDay(one)}
            >
              <i
                className={one === day ? 'tracks-bar is-here' : 'tracks-bar'}
                style={{ blockSize: `${8 + (km * 1000 * 18) / most}px` }}
              />
              <span>{one.slice(8)}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
