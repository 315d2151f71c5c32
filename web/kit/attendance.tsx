import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react'
import type { z } from 'zod'
import { BEAT_MS, listAttendance, type Present, sayAttendance } from '#city/attendance/contract.ts'
import { call, newKey } from './client.ts'
import { defineWords, useWords } from './language.ts'
import './attendance.css'
import { ask } from './query.ts'
import { useMe } from './session.ts'

/** This page among all that are open, for as long as it is open. */
const tab = newKey()

/** Walking through a list by J and K says nothing; resting on a case does. */
const restMs = 350

type Act = NonNullable<z.input<NonNullable<typeof sayAttendance.body>>['act']>

/**
 * Says that this page shows a case, and which step is being filled in, for as long as somebody looks at it. A hidden page falls
 * silent and is forgotten by itself; one that is left says so.
 */
export function useBeingAt(caseId: string | undefined, act: string | undefined): void {
  const doing = useRef(act)
  useEffect(() => {
    if (caseId === undefined) return
    let isSaid = false
    const beat = () => {
      if (document.visibilityState !== 'visible') return
      isSaid = true
      say(caseId, doing.current)
    }
    const goodbye = () => isSaid && say(null, undefined)
    const first = setTimeout(beat, restMs)
    const beating = setInterval(beat, BEAT_MS)
    document.addEventListener('visibilitychange', beat)
    window.addEventListener('pagehide', goodbye)
    return () => {
      clearTimeout(first)
      clearInterval(beating)
      document.removeEventListener('visibilitychange', beat)
      window.removeEventListener('pagehide', goodbye)
      // What is opened next is drawn first.
      setTimeout(goodbye)
    }
  }, [caseId])
  useEffect(() => {
    if (doing.current === act) return
    doing.current = act
    if (caseId !== undefined) say(caseId, act)
  }, [caseId, act])
}

/** Who is where is a courtesy: a failure to say it is nobody's trouble. It goes out even while the page is closing. */
function say(caseId: string | null, act: string | undefined): void {
  const body = { tab, caseId, act: (act as Act | undefined) ?? null }
  void call(sayAttendance, { body }, { outlives: true }).catch(() => undefined)
}

const nobody: readonly Present[] = []

/** The others, by case, as the live stream keeps them. */
function useOthers(): ReadonlyMap<string, readonly Present[]> {
  const me = useMe()
  const { data } = useQuery({ ...ask(listAttendance, {}), staleTime: 5 * 60_000 })
  return useMemo(
    () =>
      new Map(
        (data?.cases ?? []).map(({ caseId, people }) => [
          caseId,
          people.filter(({ personId }) => personId !== me.personId),
        ]),
      ),
    [data, me.personId],
  )
}

const Others = createContext<ReadonlyMap<string, readonly Present[]>>(new Map())

/** Lets the rows of a list know who is at their cases, with one question for all of them. */
export const AttendanceInside = ({ children }: { children: ReactNode }) => (
  <Others.Provider value={useOthers()}>{children}</Others.Provider>
)

const words = defineWords({
  acts: {
    zh: (names: string, step: string) => `${names} 正在办理：${step}`,
    en: (names: string, step: string) => `${names} at work: ${step}`,
  },
  looks: { zh: (names: string) => `${names} 正在查看`, en: (names: string) => `${names} looking at it` },
  busy: { zh: (names: string) => `${names} 处理中`, en: (names: string) => `${names} at work` },
})

/** In a row: that somebody is at this case. */
export function AttendanceMark({ caseId }: { caseId: string }) {
  const w = useWords(words)
  const people = useContext(Others).get(caseId) ?? nobody
  if (people.length === 0) return null
  const doing = people.filter(({ act }) => act !== null)
  const names = (doing.length > 0 ? doing : people).map(({ name }) => name).join('、')
  const text = doing.length > 0 ? w.busy(names) : w.looks(names)
  return (
    <span className="attendance-mark" title={text}>
      <i aria-hidden="true" />
      {text}
    </span>
  )
}

/** On the case: who else has it open and what they are about to do. `stepName` gives a step's name as the screen has it. */
export function AttendanceLine({ caseId, stepName }: { caseId: string; stepName: (kind: string) => string }) {
  const w = useWords(words)
  const people = useOthers().get(caseId) ?? nobody
  const looking = people.filter(({ act }) => act === null).map(({ name }) => name)
  const doing = people.filter(({ act }) => act !== null)
  const told = [
    ...doing.map(({ name, act }) => w.acts(name, stepName(act ?? ''))),
    ...(looking.length > 0 ? [w.looks(looking.join('、'))] : []),
  ]
  return (
    <p
      className={doing.length > 0 ? 'attendance-line doing' : 'attendance-line'}
      role="status"
      hidden={told.length === 0}
    >
      {told.join('；')}
    </p>
  )
}
