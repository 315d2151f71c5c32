import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ProblemError } from '../client.ts'
import { Failure, Loading } from '../states.tsx'

type Props<T> = {
  readonly query: Pick<UseQueryResult<T, ProblemError>, 'data' | 'error' | 'refetch'>
  readonly rows?: number
  readonly children: (data: T) => ReactNode
}

/**
 * What a detail shows while it is fetched, when it cannot be had (no connection, not permitted, not there) and once it is there. What
 * was shown stays when a later look fails.
 */
export function DetailBody<T>({ query: { data, error, refetch }, rows = 8, children }: Props<T>) {
  if (data !== undefined) return children(data)
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  return <Loading rows={rows} />
}
