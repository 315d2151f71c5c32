import type { Tx } from '#kernel/db/db.ts'

const asked = new WeakMap<Tx, Map<string, Promise<unknown>>>()

/**
 * What all reports of one transaction stand on, such as the district and its calendar, asked once however many of them come
 * together. `key` names the question with all it depends on.
 */
export function once<T>(tx: Tx, key: string, ask: () => Promise<T>): Promise<T> {
  const known = asked.get(tx) ?? new Map<string, Promise<unknown>>()
  asked.set(tx, known)
  const answer = known.get(key) ?? ask()
  known.set(key, answer)
  return answer as Promise<T>
}
