import { QueryCache, QueryClient, queryOptions, useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { type AnyContract, call, type Given, newKey, ProblemError } from './client.ts'

/** The cache key of a question: its route, then what was asked. `[routeKey(contract)]` alone matches all its answers. */
export const routeKey = (contract: Pick<AnyContract, 'method' | 'path'>): string =>
  `${contract.method} ${contract.path}`

type Asked = { readonly params?: unknown; readonly query?: unknown }

/** A question for `useQuery`: `useQuery(ask(getCase, { params: { id } }))`. */
export const ask = <const C>(contract: C, given: Given<C>) =>
  queryOptions<ReplyOf<C>, ProblemError>({
    queryKey: [routeKey(contract as AnyContract), (given as Asked).params ?? {}, (given as Asked).query ?? {}],
    queryFn: ({ signal }) => call(contract, given, { signal }),
  })

/**
 * A command for a form. One submission keeps one idempotency key through all its repeats, so that a double click or a
 * retry after a lost answer is carried out once; other content is another submission.
 */
export function useCommand<const C>(contract: C) {
  const kept = useRef<{ text: string; bytes: Blob | undefined; key: string } | undefined>(undefined)
  return useMutation<ReplyOf<C>, ProblemError, Given<C>>({
    mutationFn: async (given) => {
      const { bytes } = given as { bytes?: Blob }
      const text = JSON.stringify(given)
      if (kept.current?.text !== text || kept.current.bytes !== bytes) kept.current = { text, bytes, key: newKey() }
      const reply = await call(contract, given, { key: kept.current.key })
      kept.current = undefined
      return reply
    },
  })
}

/** The cache of a screen. The network's own failures were retried already; `onSignedOut` runs when the session has ended. */
export const makeQueryClient = (onSignedOut: (client: QueryClient) => void): QueryClient => {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof ProblemError && error.code === 'not_signed_in') onSignedOut(client)
      },
    }),
    defaultOptions: {
      queries: { retry: false, staleTime: 15_000, refetchOnWindowFocus: 'always', networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
  return client
}
