import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { type CalendarDay, dayReader, getHolidays } from '#city/calendar/year/contract.ts'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Loading } from '#web/kit/states.tsx'
import { formatDay } from '#web/kit/time.ts'
import type { Calendar } from './calendar-part.tsx'
import { keyed, monthOf, toggled } from './year.ts'
import { kindWords, words } from './year-words.ts'
import './year.css'

type Props = { draft: Calendar; change: (next: Partial<Calendar>) => void; isReadOnly: boolean }

/** The year as the draft would have it worked; a day is touched to decide on it, and touched again to give it back. */
export function YearView({ draft, change, isReadOnly }: Props) {
  const w = useWords(words)
  const { data } = useQuery({ ...ask(getHolidays, {}), staleTime: 600_000 })
  const today = formatDay(Date.now())
  const [year, setYear] = useState(Number(today.slice(0, 4)))
  const [at, setAt] = useState(today)
  const grid = useRef<HTMLDivElement>(null)
  const dayOf = useMemo(() => {
    if (!data) return undefined
    const { holidays, years } = data
    return dayReader({
      ...draft,
      id: 'draft',
      version: 1,
      holidays: draft.country ? holidays : [],
      holidayYears: years,
    })
  }, [data, draft])
  if (!data || !dayOf) return <Loading rows={6} />
  const here = at.startsWith(String(year)) ? at : `${year}-01-01`
  const move = (event: KeyboardEvent) => {
    const next = keyed(event.key, here)
    if (!next) return
    event.preventDefault()
    setAt(next)
    grid.current?.querySelector<HTMLElement>(`[data-date="${next}"]`)?.focus()
  }
  const touch = ({ date, sessions }: CalendarDay) => {
    setAt(date)
    if (!isReadOnly) change({ overrides: toggled(draft.overrides, date, sessions.length > 0) })
  }
  return (
    <section className="year" aria-labelledby="year-title">
      <div className="year-head">
        <Button onClick={() => setYear(year - 1)} aria-label={w.before}>
          ‹
        </Button>
        <strong id="year-title">{w.year(year)}</strong>
        <Button onClick={() => setYear(year + 1)} aria-label={w.after}>
          ›
        </Button>
        <Legend />
      </div>
      {!isReadOnly && <p className="quiet">{w.hint}</p>}
      {draft.country && !data.years.includes(year) && <p className="form-note">{w.unknown(year)}</p>}
      <div ref={grid} className="year-months">
        {Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, '0')}`).map((month) => (
          <Month key={month} month={month} dayOf={dayOf} here={here} today={today} onTouch={touch} onKey={move} />
        ))}
      </div>
    </section>
  )
}

type MonthProps = {
  month: string
  dayOf: (day: number) => CalendarDay
  here: string
  today: string
  onTouch: (day: CalendarDay) => void
  onKey: (event: KeyboardEvent) => void
}

function Month({ month, dayOf, here, today, onTouch, onKey }: MonthProps) {
  const w = useWords(words)
  const kinds = useWords(kindWords)
  const pick = usePick()
  const language = useLanguage()
  const { gap, days } = monthOf(month)
  return (
    <div className="year-month">
      <h3>{language === 'zh' ? `${Number(month.slice(5))} 月` : month}</h3>
      <div className="year-days">
        {[w.mon, w.tue, w.wed, w.thu, w.fri, w.sat, w.sun].map((name) => (
          <span key={name} className="year-weekday" aria-hidden="true">
            {name}
          </span>
        ))}
        {days.map((number, at) => {
          const day = dayOf(number)
          const mark = marks[day.kind]
          return (
            <button
              key={day.date}
              type="button"
              data-date={day.date}
              className={`year-day ${day.kind}`}
              style={at === 0 ? { gridColumnStart: gap + 1 } : undefined}
              tabIndex={day.date === here ? 0 : -1}
              aria-current={day.date === today ? 'date' : undefined}
              aria-label={w.told(day.date, pick(day.name), kinds[day.kind])}
              title={`${pick(day.name)} ${day.sessions.map(([from, to]) => `${from}-${to}`).join(' ')}`}
              onClick={() => onTouch(day)}
              onKeyDown={onKey}
            >
              {at + 1}
              {mark && <i aria-hidden="true">{mark[language]}</i>}
            </button>
          )
        })}
      </div>
    </div>
  )
}

const marks: Readonly<Record<CalendarDay['kind'], { zh: string; en: string } | undefined>> = {
  ...{ workday: undefined, weekend: undefined },
  holiday: { zh: '休', en: 'H' },
  makeup: { zh: '班', en: 'W' },
  closed: { zh: '停', en: '×' },
  opened: { zh: '开', en: '+' },
}

function Legend() {
  const kinds = useWords(kindWords)
  const language = useLanguage()
  return (
    <ul className="year-legend">
      {(Object.keys(marks) as CalendarDay['kind'][]).map((kind) => (
        <li key={kind}>
          <span className={`year-day ${kind}`} aria-hidden="true">
            {marks[kind]?.[language]}
          </span>
          {kinds[kind]}
        </li>
      ))}
    </ul>
  )
}
