import type pg from 'pg'
import { openPool, type Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

/** Where a connection is lost: at the n-th statement of a transaction, before it is sent or before it is answered. */
export type Crash = { readonly at: number; readonly sent: boolean }

/** A pool whose next transaction can be made to lose its connection, as when the process or the network dies. */
export type CrashingPool = Pool & {
  crashNext(crash: Crash | undefined): void
  /** Plans nothing more and waits until the pool has thrown away what was cut. */
  settle(): Promise<void>
}

/** Opens a pool on a real server; what is cut is the socket, so the server sees exactly what it would see. */
export function openCrashingPool(url: string): CrashingPool {
  const pool = openPool({ url, max: 4, name: 'yiwang-crash' })
  let planned: Crash | undefined
  const connect = pool.pg.connect.bind(pool.pg) as (back?: unknown) => Promise<pg.PoolClient>
  // A question of its own asks with a callback and is left alone; a transaction asks without one.
  pool.pg.connect = (async (back?: unknown) => {
    if (back) return connect(back)
    const client = await connect()
    const crash = planned
    planned = undefined
    if (crash) cutAt(client, crash)
    return client
  }) as typeof pool.pg.connect
  return Object.assign(pool, {
    crashNext: (crash: Crash | undefined) => {
      planned = crash
    },
    settle: async () => {
      planned = undefined
      for (let tries = 0; tries < 20; tries++) {
        await new Promise((done) => setTimeout(done, 2))
        const answers = Array.from({ length: 4 }, () => pool.run(sql`select 1`))
        if ((await Promise.allSettled(answers)).every(({ status }) => status === 'fulfilled')) return
      }
      throw new Error('the pool did not recover')
    },
  })
}

function cutAt(client: pg.PoolClient, { at, sent }: Crash): void {
  const whole = { query: client.query, release: client.release }
  const query = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>
  let asked = 0
  const cut = () => (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
  client.query = ((...given: unknown[]) => {
    asked += 1
    if (asked !== at) return query(...given)
    if (!sent) cut()
    const answer = query(...given)
    if (sent) setImmediate(cut)
    return answer
  }) as typeof client.query
  client.release = (error) => {
    Object.assign(client, whole)
    client.release(error)
  }
}
