import type { Pool, Tx } from '../db/db.ts'

/**
 * A pool inside one test's transaction: what the program calls a transaction is a savepoint here, so that a route under test
 * commits and rolls back as it would, and the test still leaves nothing behind. One call at a time, as on one connection.
 */
export function rolledBackPool(tx: Tx): Pool {
  let depth = 0
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work, work)
    turn = done.catch(() => undefined)
    return done
  }
  const pool: Omit<Pool, 'pg'> = {
    many: (query) => inTurn(() => tx.many(query)),
    one: (query) => inTurn(() => tx.one(query)),
    find: (query) => inTurn(() => tx.find(query)),
    run: (query) => inTurn(() => tx.run(query)),
    end: async () => undefined,
    transaction: (work, closing) =>
      inTurn(async () => {
        const name = `story_${++depth}`
        await tx.client.query(`savepoint ${name}`)
        try {
          const result = await work(tx)
          const last = closing?.(result)
          if (last) await tx.run(last)
          await tx.client.query(`release savepoint ${name}`)
          return result
        } catch (error) {
          await tx.client.query(`rollback to savepoint ${name}`)
          throw error
        }
      }),
  }
  // Not among its members, so that a test may take a pool apart and change one.
  return Object.defineProperty(pool, 'pg', { get: noPool, enumerable: false }) as Pool
}

const noPool = (): never => {
  throw new Error('a story has one connection and no pool of them')
}
