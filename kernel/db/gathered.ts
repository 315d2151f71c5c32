import type { Writable } from 'node:stream'
import type pg from 'pg'
import type { Queryable } from './db.ts'

/** Where pg keeps its socket; not among its declared types. */
type Wired = { readonly connection?: { readonly stream?: Partial<Pick<Writable, 'cork' | 'uncork'>> } }

/**
 * The same client, whose questions of one turn of the event loop leave in one write: to write to a socket costs about as much
 * as to answer a small question.
 */
export function gathered(client: pg.ClientBase): Queryable {
  const stream = (client as Wired).connection?.stream
  let held = false
  const hold = () => {
    if (held || !stream?.cork) return
    held = true
    stream.cork()
    process.nextTick(() => {
      held = false
      stream.uncork?.()
    })
  }
  return {
    query: ((...given: Parameters<pg.ClientBase['query']>) => {
      hold()
      return client.query(...given)
    }) as pg.ClientBase['query'],
  }
}
