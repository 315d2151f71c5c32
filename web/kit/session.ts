import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Me, signOut, whoAmI } from '#kernel/auth/contract.ts'
import { asProblem, call, ProblemError } from './client.ts'
import { routeKey } from './query.ts'

const sessionKey = [routeKey(whoAmI)]

const question = {
  queryKey: sessionKey,
  // Nobody being signed in is an answer, not a failure.
  queryFn: () =>
    call(whoAmI, {}).catch((error: unknown) => {
      if (error instanceof ProblemError && error.code === 'not_signed_in') return null
      throw error
    }),
  staleTime: 5 * 60_000,
}

/** Who is signed in: `undefined` while that is being asked, `null` for nobody. */
export function useSession(): { me: Me | null | undefined; problem: ProblemError | undefined } {
  const { data, error } = useQuery(question)
  return { me: data, problem: error ? asProblem(error) : undefined }
}

/** The person signed in, for pages that only open to one. */
export function useMe(): Me {
  const { me } = useSession()
  if (!me) throw new Error('a page behind the sign-in was opened without one')
  return me
}

export const may = (me: Me, permission: string): boolean => Object.hasOwn(me.permissions, permission)

export const fetchSession = (client: QueryClient): Promise<Me | null> => client.ensureQueryData(question)

/** Somebody has signed in: everything cached for another is dropped. */
export function enter(client: QueryClient, me: Me): void {
  client.clear()
  client.setQueryData(sessionKey, me)
}

/** The session is over, here or on the server. */
export function leave(client: QueryClient): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] })
  client.setQueryData(sessionKey, null)
}

export function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await call(signOut, {}).catch(() => undefined)
    leave(client)
  }
}
