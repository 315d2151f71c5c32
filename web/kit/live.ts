import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { countCases, getCase, listCases } from '#city/case/contract.ts'
import { routeKey } from './query.ts'

const Message = z.object({ topic: z.string(), key: z.string().optional(), data: z.unknown() })
const CaseChanged = z.object({ caseId: z.string(), seq: z.number().optional() })

export type LiveState = 'connecting' | 'open' | 'broken'

const settleMs = 800
const graceMs = 6_000

/**
 * Listens to the server's event stream and marks what changed as stale: the case at once, lists and counts together after
 * a short while, so that a burst costs one question. The browser resumes by itself with the last event id; where the
 * server says `reset`, everything is asked afresh.
 */
export function useLive(isListening = true): LiveState {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>('connecting')
  useEffect(() => {
    if (!isListening) return
    let settling: ReturnType<typeof setTimeout> | undefined
    let breaking: ReturnType<typeof setTimeout> | undefined
    const refreshLists = () => {
      settling ??= setTimeout(() => {
        settling = undefined
        markStale(client, [listCases, countCases])
      }, settleMs)
    }
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
    stream.onmessage = ({ data }) => {
      const caseId = changedCase(data)
      if (caseId === undefined) return
      void client.invalidateQueries({ predicate: ({ queryKey }) => isAboutCase(queryKey, caseId) })
      refreshLists()
    }
    stream.addEventListener('reset', () => markStale(client, [listCases, countCases, getCase]))
    return () => {
      clearTimeout(settling)
      clearTimeout(breaking)
      stream.close()
    }
  }, [client, isListening])
  return state
}

function changedCase(text: unknown): string | undefined {
  try {
    const message = Message.parse(JSON.parse(String(text)))
    return message.topic === 'case.changed' ? CaseChanged.parse(message.data).caseId : undefined
  } catch {
    // A message this version of the screen does not know is none of its business.
    return undefined
  }
}

const casePrefix = routeKey(getCase)

/** Every question about one case has the case's route as the beginning of its own: the case, its proposals, its reporter. */
function isAboutCase([route, params]: readonly unknown[], caseId: string): boolean {
  return String(route).startsWith(casePrefix) && (params as { id?: string } | undefined)?.id === caseId
}

function markStale(
  client: QueryClient,
  contracts: readonly { method: 'GET' | 'POST' | 'PUT' | 'DELETE'; path: string }[],
): void {
  for (const contract of contracts) void client.invalidateQueries({ queryKey: [routeKey(contract)] })
}
