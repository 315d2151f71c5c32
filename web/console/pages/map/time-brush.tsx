import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { reportDays } from '#analyse/map/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { useSettled } from '#web/kit/use-settled.ts'
import { between, type DayCount, everyDay, placeOfDay } from './days.ts'
import type { Seen } from './use-stage.ts'
import type { View } from './use-view.ts'
import { words } from './words.ts'

const DAYS = 90

/** Reports in view by day; two handles choose days, which map and list then follow. */
export function TimeBrush({ view: { view, change }, seen }: { readonly view: View; readonly seen: Seen }) {
  const { west, south, east, north } = useSettled(seen, 400)
  const { data } = useQuery({
    ...ask(reportDays, { query: { west, south, east, north, days: DAYS } }),
    placeholderData: keepPreviousData,
  })
  const days = data ? everyDay(data.from, data.to, data.items) : []
  if (days.length === 0) return null
  return <Brush key={days[0]?.day} days={days} from={view.from} to={view.to} onChange={change} />
}

type Props = {
  readonly days: readonly DayCount[]
  readonly from: string | undefined
  readonly to: string | undefined
  readonly onChange: (period: { readonly from: string | undefined; readonly to: string | undefined }) => void
}

function Brush({ days, from, to, onChange }: Props) {
  const w = useWords(words)
  const end = days.length - 1
  const given: readonly [number, number] = [placeOfDay(days, from, 0), placeOfDay(days, to, end)]
  const [held, setHeld] = useState(given)
  const settled = useSettled(held, 200)
  const isOn = from !== undefined || to !== undefined
  const [first, last] = between(...held)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was dragged is told, not what was told before.
  useEffect(() => {
    const [a, b] = between(...settled)
    if (a === given[0] && b === given[1]) return
    onChange({ from: days[a]?.day, to: days[b]?.day })
  }, [settled])
  const total = days.slice(first, last + 1).reduce((sum, day) => sum + day.total, 0)
  const clear = () => {
    setHeld([0, end])
    onChange({ from: undefined, to: undefined })
  }
  const handle = (at: 0 | 1, label: string) => (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={days[held[at]]?.day}
      min={0}
      max={end}
      value={held[at]}
      onChange={(event) =>
        setHeld(at === 0 ? [Number(event.target.value), held[1]] : [held[0], Number(event.target.value)])
      }
    />
  )
  return (
    <section className="map-time" aria-label={w.time}>
      <p className="map-time-head">
        <span>{isOn ? w.period(days[first]!.day, days[last]!.day, total.toLocaleString('en')) : w.timeHint}</span>
        {isOn && (
          <Button size="small" onClick={clear}>
            {w.timeAll}
          </Button>
        )}
      </p>
      <div className="map-time-bars">
        <Bars days={days} first={isOn ? first : 0} last={isOn ? last : end} />
        {handle(0, w.timeFrom)}
        {handle(1, w.timeTo)}
      </div>
    </section>
  )
}

function Bars({
  days,
  first,
  last,
}: {
  readonly days: readonly DayCount[]
  readonly first: number
  readonly last: number
}) {
  const w = useWords(words)
  const most = Math.max(1, ...days.map(({ total }) => total))
  const label = w.period(
    days[first]!.day,
    days[last]!.day,
    String(days.slice(first, last + 1).reduce((sum, { total }) => sum + total, 0)),
  )
  return (
    <svg viewBox={`0 0 ${days.length} 100`} preserveAspectRatio="none" role="img" aria-label={label}>
      {days.map(({ day, total }, at) => (
        <rect
          key={day}
          x={at + 0.1}
          width={0.8}
          y={100 - (total / most) * 100}
          height={(total / most) * 100}
          className={at >= first && at <= last ? 'held' : ''}
        >
          <title>{w.dayCount(day, total)}</title>
        </rect>
      ))}
    </svg>
  )
}
