import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { getCalendar } from '#city/calendar/contract.ts'
import { publishCalendar, simulateCalendar } from '#command/simulate/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { formatDay } from '#web/kit/time.ts'
import { Labelled } from '../rules/labelled.tsx'
import { readSessions, writeSessions } from './sessions.ts'
import { SignedVersions, SignPart } from './sign-part.tsx'
import { words } from './words.ts'
import { YearView } from './year-view.tsx'

type Held = ReplyOf<typeof getCalendar>
export type Calendar = Held['calendar']
type Props = { held: Held; mayWrite: boolean }

/** The working calendar as a draft of its next version. */
export function CalendarPart({ held, mayWrite }: Props) {
  const w = useWords(words)
  const { message } = App.useApp()
  const client = useQueryClient()
  const [draft, setDraft] = useState<Calendar>(held.calendar)
  const [texts, setTexts] = useState(held.calendar.schedules.map(({ sessions }) => writeSessions(sessions)))
  const simulate = useCommand(simulateCalendar)
  const publish = useCommand(publishCalendar)
  const [simulationId, setSimulationId] = useState<string>()
  const change = (next: Partial<Calendar>) => {
    setSimulationId(undefined)
    setDraft({ ...draft, ...next })
  }
  const setHours = (at: number, text: string) => {
    setTexts(texts.with(at, text))
    const sessions = readSessions(text)
    if (sessions) change({ schedules: draft.schedules.map((each, i) => (i === at ? { ...each, sessions } : each)) })
  }
  const sign = (reason: string) =>
    publish.mutate(
      { body: { simulationId: simulationId ?? '', basedOn: held.version, reason } },
      {
        onSuccess: ({ version }) => {
          void message.success(w.signed(version))
          void client.invalidateQueries({ queryKey: [routeKey(getCalendar)] })
        },
      },
    )
  return (
    <section className="counting-part" aria-labelledby="counting-calendar">
      <h2 id="counting-calendar">
        {w.calendar} <small>{w.version(held.version)}</small>
      </h2>
      <YearView draft={draft} change={change} isReadOnly={!mayWrite} />
      <fieldset disabled={!mayWrite} className="form">
        <Weekdays draft={draft} change={change} isReadOnly={!mayWrite} />
        <Hours draft={draft} texts={texts} setHours={setHours} />
        <Overrides draft={draft} change={change} isReadOnly={!mayWrite} />
      </fieldset>
      {mayWrite ? (
        <SignPart
          isReady={texts.every((text) => readSessions(text))}
          simulationId={simulationId}
          problem={simulate.error ?? publish.error}
          isBusy={simulate.isPending || publish.isPending}
          onSimulate={() =>
            simulate.mutate(
              { body: { title: w.draftTitle(formatDay(Date.now())), calendar: draft } },
              { onSuccess: (asked) => setSimulationId(asked.simulationId) },
            )
          }
          onSign={sign}
        />
      ) : (
        <p className="quiet">{w.readOnly}</p>
      )}
      <SignedVersions versions={held.versions} />
    </section>
  )
}

type PartProps = { draft: Calendar; change: (next: Partial<Calendar>) => void; isReadOnly: boolean }

function Weekdays({ draft, change, isReadOnly }: PartProps) {
  const w = useWords(words)
  const days = [w.day1, w.day2, w.day3, w.day4, w.day5, w.day6, w.day7]
  return (
    <fieldset className="field counting-days">
      <legend>{w.weekdays}</legend>
      <Checkbox.Group
        disabled={isReadOnly}
        value={draft.workWeekdays}
        options={days.map((label, at) => ({ value: at + 1, label }))}
        onChange={(workWeekdays) => change({ workWeekdays: workWeekdays.toSorted() })}
      />
    </fieldset>
  )
}

type HoursProps = { draft: Calendar; texts: readonly string[]; setHours: (at: number, text: string) => void }

function Hours({ draft, texts, setHours }: HoursProps) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <>
      {draft.schedules.map(({ name, fromMonthDay, toMonthDay }, at) => {
        const isWrong = readSessions(texts[at] ?? '') === undefined
        return (
          <Labelled
            key={fromMonthDay}
            label={w.sessions(pick(name), `${fromMonthDay} – ${toMonthDay}`)}
            hint={isWrong ? w.sessionsWrong : w.sessionsHint}
          >
            {(id) => (
              <Input
                id={id}
                status={isWrong ? 'error' : ''}
                value={texts[at]}
                onChange={({ target }) => setHours(at, target.value)}
              />
            )}
          </Labelled>
        )
      })}
    </>
  )
}

function Overrides({ draft, change, isReadOnly }: PartProps) {
  const w = useWords(words)
  const { overrides } = draft
  const put = (at: number, next: Partial<Calendar['overrides'][number]>) =>
    change({ overrides: overrides.map((each, i) => (i === at ? { ...each, ...next } : each)) })
  const add = () =>
    change({
      overrides: [
        ...overrides,
        { date: formatDay(Date.now()), open: false, name: { zh: '本区安排', en: 'Local day' } },
      ],
    })
  return (
    <fieldset className="field">
      <legend>{w.overrides}</legend>
      <ul className="counting-list">
        {overrides.map(({ date, open, name }, at) => (
          <li key={date}>
            <Input
              type="date"
              aria-label={w.date}
              defaultValue={date}
              onBlur={({ target }) => target.value && put(at, { date: target.value })}
            />
            <Select
              aria-label={w.isOpen}
              value={open}
              options={[
                { value: false, label: w.closed },
                { value: true, label: w.isOpen },
              ]}
              onChange={(is) => put(at, { open: is })}
            />
            <Input
              aria-label={w.name}
              value={name.zh}
              onChange={({ target }) => put(at, { name: { zh: target.value, en: target.value } })}
            />
            <Button aria-label={w.removeDay(date)} onClick={() => change({ overrides: overrides.toSpliced(at, 1) })}>
              ×
            </Button>
          </li>
        ))}
      </ul>
      {!isReadOnly && <Button onClick={add}>{w.addDay}</Button>}
    </fieldset>
  )
}
