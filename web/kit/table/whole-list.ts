import type { Keyset } from './use-keyset.ts'

/** A list that is all there at once, as a table takes one that comes by pages. */
export const wholeList = <T>(rows: readonly T[]): Keyset<T> => ({
  rows,
  first: 0,
  isLoading: false,
  isLoadingMore: false,
  hasMore: false,
  problem: undefined,
  loadMore: () => undefined,
  loadEarlier: () => undefined,
  retry: () => undefined,
})
