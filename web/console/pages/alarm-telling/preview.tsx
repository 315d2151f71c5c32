import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { type Severity, severities, severityNames } from '#analyse/rule/contract.ts'
import {
  type AnyLevel,
  getTellingRoster,
  kindOf,
  type Listed,
  peopleOf,
  type Step,
  timetable,
  todayAt,
} from '#analyse/telling/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { formatTime, useNow } from '#web/kit/time.ts'
import { Labelled } from '../rules/labelled.tsx'
import './telling.css'
import { words } from './words.ts'

const most = 8

type Props = { levelOf: (severity: Severity) => AnyLevel; timeZone: string; first: Severity }

/** Whom an alarm of some severity at some time of today would tell, by name, were nobody to acknowledge it. */
export function Preview({ levelOf, timeZone, first }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const now = useNow()
  const [severity, setSeverity] = useState<Severity>(first)
  const [clock, setClock] = useState('02:30')
  const level = levelOf(severity)
  const rounds = /^\d\d:\d\d$/.test(clock) ? timetable(level, todayAt(timeZone, now, clock), timeZone) : []
  return (
    <section className="telling-preview" aria-label={w.preview}>
      <h3>{w.preview}</h3>
      <div className="arule-grid">
        <Labelled label={w.severity}>
          {(id) => (
            <Select
              id={id}
              value={severity}
              options={severities.map((value) => ({ value, label: pick(severityNames[value]) }))}
              onChange={setSeverity}
            />
          )}
        </Labelled>
        <Labelled label={w.previewAt}>
          {(id) => <Input id={id} type="time" value={clock} onChange={({ target }) => setClock(target.value)} />}
        </Labelled>
      </div>
      <p>{w.previewLead(pick(severityNames[severity]), clock)}</p>
      {rounds.length === 0 && <p className="quiet">{w.nobody}</p>}
      <ol className="telling-rounds">
        {rounds.slice(0, most).map(({ step, nth, at }) => {
          const of = level.steps[step]
          return (
            of && (
              <li key={`${step}/${nth}`}>
                <time dateTime={new Date(at).toISOString()}>{formatTime(new Date(at).toISOString())}</time>
                <span className="quiet">
                  {w.step(step + 1)}
                  {nth > 1 && ` · ${w.nth(nth)}`}
                  {of.sms && ` · ${w.smsShort}`}
                </span>
                <People step={of} at={at} severity={severity} />
              </li>
            )
          )
        })}
      </ol>
      {rounds.length > most && <p className="quiet">{w.more(rounds.length - most)}</p>}
    </section>
  )
}

function People({ step, at, severity }: { step: Step; at: number; severity: Severity }) {
  const w = useWords(words)
  const query = { to: step.to.join(','), at: new Date(at).toISOString() }
  const { data } = useQuery({ ...ask(getTellingRoster, { query }), enabled: step.to.length > 0, staleTime: 60_000 })
  if (!data) return <span className="quiet">…</span>
  const told = peopleOf(step.to, data.items)
  const remarks = ({ muted, hasPhone }: Listed, standsIn: boolean) =>
    [standsIn && w.standsIn, muted.includes(kindOf(severity)) && w.mutes, step.sms && !hasPhone && w.noPhone].filter(
      Boolean,
    )
  const isOwner = step.to.includes('owner')
  if (told.length === 0 && !isOwner) return <span className="telling-warn">{w.noPeople}</span>
  return (
    <span className="telling-people">
      {told.map(({ person, standsIn }) => {
        const said = remarks(person, standsIn).join('，')
        return (
          <span key={person.personId}>
            {person.name}
            {said && <span className="quiet">（{said}）</span>}
          </span>
        )
      })}
      {isOwner && <span>{w.ownerLater}</span>}
    </span>
  )
}
