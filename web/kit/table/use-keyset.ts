import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import { type AnyContract, call, type Given, type ProblemError } from '../client.ts'
import { routeKey } from '../query.ts'

type Page<T> = { readonly items: readonly T[]; readonly next: string | null }

/** A list that comes by pages; `rows` is the window of it that is held, which begins at `first`. */
export type Keyset<T> = {
  readonly rows: readonly T[]
  /** How many rows of the list lie before those held. */
  readonly first: number
  readonly isLoading: boolean
  readonly isLoadingMore: boolean
  readonly hasMore: boolean
  readonly problem: ProblemError | undefined
  readonly loadMore: () => void
  /** Fetches again what lies before the rows held. */
  readonly loadEarlier: () => void
  readonly retry: () => void
}

type Listing<T> = AnyContract & { readonly reply: { readonly _zod: { readonly output: Page<T> } } }

/** For a list that its table shows by windows: whoever has scrolled through a hundred thousand rows does not have them all asked again on each change. */
export const windowed = 12

/** Where a page begins: the cursor that asks for it, how many rows lie before it, and the page before. */
type Start = { readonly cursor: string | undefined; readonly at: number; readonly before: Start | undefined }

const beginning: Start = { cursor: undefined, at: 0, before: undefined }

/**
 * Asks a route whose reply is `{ items, next }`, page after page; `by` is the query field that takes the `next` of the page before.
 * At most `maxPages` are held, all of them unless given.
 */
export function useKeyset<T, const C>(
  contract: C & Listing<T>,
  given: Given<C>,
  by: 'cursor' | 'after' = 'cursor',
  maxPages?: number,
): Keyset<T> {
  const asked = given as { params?: object; query?: object }
  const query = useInfiniteQuery<Page<T>, ProblemError, Held<T>, readonly unknown[], Start>({
    queryKey: [routeKey(contract), asked.params ?? {}, asked.query ?? {}, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      call<AnyContract>(contract, { ...asked, query: { ...asked.query, [by]: pageParam.cursor } } as never, {
        signal,
      }) as Promise<Page<T>>,
    initialPageParam: beginning,
    ...(maxPages ? { maxPages } : {}),
    getNextPageParam: ({ items, next }, _, start) =>
      next === null ? undefined : { cursor: next, at: start.at + items.length, before: start },
    getPreviousPageParam: (_page, _pages, start) => start.before,
  })
  const { data } = query
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data])
  const isBusy = useRef(false)
  isBusy.current = query.isFetchingNextPage || query.isFetchingPreviousPage
  return {
    rows,
    first: data?.pageParams[0]?.at ?? 0,
    isLoading: query.isPending,
    isLoadingMore: query.isFetchingNextPage,
    hasMore: query.hasNextPage,
    problem: data ? undefined : (query.error ?? undefined),
    loadMore: () => void (isBusy.current || !query.hasNextPage || query.fetchNextPage()),
    loadEarlier: () => void (isBusy.current || !query.hasPreviousPage || query.fetchPreviousPage()),
    retry: () => void query.refetch(),
  }
}

type Held<T> = { readonly pages: readonly Page<T>[]; readonly pageParams: readonly Start[] }

/** A list that has come whole, for the same table. */
export const wholeList = <T>(rows: readonly T[]): Keyset<T> => ({
  ...{ rows, first: 0, isLoading: false, isLoadingMore: false, hasMore: false, problem: undefined },
  loadMore: () => undefined,
  loadEarlier: () => undefined,
  retry: () => undefined,
})
