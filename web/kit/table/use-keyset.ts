import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type AnyContract, call, type Given, type ProblemError } from '../client.ts'
import { routeKey } from '../query.ts'

type Page<T> = { readonly items: readonly T[]; readonly next: string | null }

/** A list that grows by pages; `rows` is all that has come so far. */
export type Keyset<T> = {
  readonly rows: readonly T[]
  readonly isLoading: boolean
  readonly isLoadingMore: boolean
  readonly hasMore: boolean
  readonly problem: ProblemError | undefined
  readonly loadMore: () => void
  readonly retry: () => void
}

type Listing<T> = AnyContract & { readonly reply: { readonly _zod: { readonly output: Page<T> } } }

/** Asks a route whose reply is `{ items, next }`, page after page; `by` is the query field that takes the `next` of the page before. */
export function useKeyset<T, const C>(
  contract: C & Listing<T>,
  given: Given<C>,
  by: 'cursor' | 'after' = 'cursor',
): Keyset<T> {
  const asked = given as { params?: object; query?: object }
  const query = useInfiniteQuery<Page<T>, ProblemError, { pages: Page<T>[] }, readonly unknown[], string | undefined>({
    queryKey: [routeKey(contract), asked.params ?? {}, asked.query ?? {}, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      call<AnyContract>(contract, { ...asked, query: { ...asked.query, [by]: pageParam } } as never, {
        signal,
      }) as Promise<Page<T>>,
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  return {
    rows,
    isLoading: query.isPending,
    isLoadingMore: query.isFetchingNextPage,
    hasMore: query.hasNextPage,
    problem: query.data ? undefined : (query.error ?? undefined),
    loadMore: () => void (query.isFetchingNextPage || query.fetchNextPage()),
    retry: () => void query.refetch(),
  }
}
