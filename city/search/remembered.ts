import type { Db } from '#kernel/db/db.ts'

const REMEMBERED_MS = 10_000

type Held<T> = { readonly at: number; readonly value: Promise<T> }

/**
 * What a search looks through whole, as of the last ten seconds: a word typed letter by letter reads it once. A reading that
 * failed is made again by whoever asks next.
 */
export function remembering<const A extends readonly string[], T>(
  read: (db: Db, ...asked: A) => Promise<T>,
): (db: Db, ...asked: A) => Promise<T> {
  const heldBy = new WeakMap<Db, Map<string, Held<T>>>()
  return (db, ...asked) => {
    const at = performance.now()
    const held = heldBy.get(db) ?? new Map<string, Held<T>>()
    heldBy.set(db, held)
    const key = asked.join(' ')
    const known = held.get(key)
    if (known && at - known.at < REMEMBERED_MS) return known.value
    const value = read(db, ...asked)
    value.catch(() => held.delete(key))
    held.set(key, { at, value })
    return value
  }
}
