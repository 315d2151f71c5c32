import type { Tx } from '#kernel/db/db.ts'

const asked = new WeakMap<Tx, Map<string, Promise<unknown>>>()

/**
 * What several reports of one transaction that come in the same turn stand on, such as the district and its calendar, asked once for
 * all of them. `key` names the question with all it depends on.
 */
export function once<T>(tx: Tx, key: string, ask: () => Promise<T>): Promise<T> {
  const known = asked.get(tx) ?? new Map<string, Promise<unknown>>()
  asked.set(tx, known)
  const answer = known.get(key) ?? ask()
  if (!known.has(key)) setImmediate(() => known.delete(key))
  known.set(key, answer)
  return answer as Promise<T>
}
