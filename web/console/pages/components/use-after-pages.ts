import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type AnyContract, call, type Given, type ProblemError } from '#web/kit/client.ts'
import { routeKey } from '#web/kit/query.ts'
import type { Keyset } from '#web/kit/table/use-keyset.ts'

type Page<T> = { readonly items: readonly T[]; readonly next: string | null }

/** The pages of a register whose query takes the last code as `after` and whose reply is `{ items, next }`. */
export function useAfterPages<T, const C>(contract: C & AnyContract, given: Given<C>): Keyset<T> {
  const asked = given as { query?: object }
  const query = useInfiniteQuery<Page<T>, ProblemError, { pages: Page<T>[] }, readonly unknown[], string | undefined>({
    queryKey: [routeKey(contract), asked.query ?? {}, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      call<AnyContract>(contract, { query: { ...asked.query, after: pageParam } } as never, { signal }) as Promise<
        Page<T>
      >,
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
