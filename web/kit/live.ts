import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { listAttendance, PresentAt } from '#city/attendance/contract.ts'
import { countCases, getCase, listCases } from '#city/case/contract.ts'
import { countNotices, listNotices } from '#command/notify/contract.ts'
import { ask, routeKey } from './query.ts'
import { makeRefresher } from './refresher.ts'

const Message = z.object({ topic: z.string(), key: z.string().optional(), data: z.unknown() })
const CaseChanged = z.object({ caseId: z.string(), seq: z.number().optional() })

export type LiveState = 'connecting' | 'open' | 'broken'

const graceMs = 6_000

/**
 * Listens to the server's event stream. A changed case is marked as stale at once, and so is a list that shows it; other lists
 * follow soon, and no oftener than every ten seconds, since most of what happens happens elsewhere. The numbers of the work lists
 * and who is at which case come with the stream and cost no question. The browser resumes by itself with the last event id; where the server says
 * `reset`, everything is asked afresh.
 */
export function useLive(isListening = true): LiveState {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>('connecting')
  useEffect(() => {
    if (!isListening) return
    let breaking: ReturnType<typeof setTimeout> | undefined
    // A window that nobody looks at asks when it is looked at again.
    const lists = makeRefresher(() => markStale(client, [listCases], document.hidden ? 'none' : 'active'))
    const stream = new EventSource('/api/live')
    // A stream ends after a quarter of an hour by design and is open again at once: that is no break.
    stream.onopen = () => {
      clearTimeout(breaking)
      breaking = undefined
      setState('open')
    }
    stream.onerror = () => {
      breaking ??= setTimeout(() => setState('broken'), graceMs)
    }
    stream.onmessage = ({ data }) => hear(client, lists, data)
    stream.addEventListener('reset', () =>
      markStale(client, [listCases, countCases, getCase, listNotices, countNotices]),
    )
    return () => {
      lists.stop()
      clearTimeout(breaking)
      stream.close()
    }
  }, [client, isListening])
  return state
}

function hear(client: QueryClient, lists: ReturnType<typeof makeRefresher>, text: unknown): void {
  const message = read(Message, () => JSON.parse(String(text)))
  if (message?.topic === 'notice.told') {
    // One message is one notice: the bell counts by itself, and asks again by the way.
    client.setQueryData(ask(countNotices, {}).queryKey, (known) => known && { ...known, unread: known.unread + 1 })
    markStale(client, [listNotices])
  }
  // The shape is the reply's own; another version of the server is asked again within two minutes anyway.
  if (message?.topic === 'cases.counted') {
    const counted = read(countCases.reply, () => message.data)
    if (counted) client.setQueryData(ask(countCases, {}).queryKey, counted)
  }
  if (message?.topic === 'attendance.all') {
    const all = read(listAttendance.reply, () => message.data)
    if (all) client.setQueryData(attendanceKey, all)
  }
  if (message?.topic === 'attendance.at') {
    const at = read(PresentAt, () => message.data)
    if (at) client.setQueryData(attendanceKey, (known) => withPresent(known?.cases ?? [], at))
  }
  if (message?.topic !== 'case.changed') return
  const caseId = read(CaseChanged, () => message.data)?.caseId
  if (caseId === undefined) return
  void client.invalidateQueries({ predicate: ({ queryKey }) => isAboutCase(queryKey, caseId) })
  lists.ask(isShown(client, caseId))
}

/** What the schema makes of it, or nothing: a message that this version of the screen does not know is none of its business. */
function read<S extends z.ZodType>(schema: S, value: () => unknown): z.output<S> | undefined {
  try {
    return schema.parse(value())
  } catch {
    return undefined
  }
}

const attendanceKey = ask(listAttendance, {}).queryKey

const withPresent = (cases: readonly PresentAt[], at: PresentAt): { cases: PresentAt[] } => ({
  cases: [...cases.filter(({ caseId }) => caseId !== at.caseId), ...(at.people.length > 0 ? [at] : [])],
})

type Pages = { readonly pages?: readonly { readonly items?: readonly { readonly caseId?: string }[] }[] }

/** Whether a list on the screen has this case in it. */
function isShown(client: QueryClient, caseId: string): boolean {
  const shown = client.getQueryCache().findAll({ queryKey: [routeKey(listCases)], type: 'active' })
  return shown.some(({ state }) =>
    ((state.data ?? {}) as Pages).pages?.some(({ items }) => items?.some((item) => item.caseId === caseId)),
  )
}

const casePrefix = routeKey(getCase)

/** Every question about one case has the case's route as the beginning of its own: the case, its proposals, its reporter. */
function isAboutCase([route, params]: readonly unknown[], caseId: string): boolean {
  return String(route).startsWith(casePrefix) && (params as { id?: string } | undefined)?.id === caseId
}

function markStale(
  client: QueryClient,
  contracts: readonly { method: 'GET' | 'POST' | 'PUT' | 'DELETE'; path: string }[],
  refetchType: 'active' | 'none' = 'active',
): void {
  for (const contract of contracts) void client.invalidateQueries({ queryKey: [routeKey(contract)], refetchType })
}
