import pg from 'pg'
import { kernelProblems } from '../problems.ts'
import { asProblem } from './errors.ts'
import { gathered } from './gathered.ts'
import { render, type Sql } from './sql.ts'

/** What a store function receives: one connection's questions, or the pool's. */
export type Db = {
  /** All rows. */
  many<T>(query: Sql): Promise<T[]>
  /** Exactly one row; a missing one is `not_found`. */
  one<T>(query: Sql): Promise<T>
  /** The first row, if there is one. */
  find<T>(query: Sql): Promise<T | undefined>
  /** The number of rows affected. */
  run(query: Sql): Promise<number>
}

/** A `Db` inside a transaction: what it writes is seen by others only after commit. */
export type Tx = Db & { readonly client: pg.ClientBase }

/** A last statement, made from what the work gave. */
type Closing<T> = (result: T) => Sql | undefined

export type Pool = Db & {
  /** `closing` is asked together with the commit and rolls everything back if it fails. */
  transaction<T>(work: (tx: Tx) => Promise<T>, closing?: Closing<T>): Promise<T>
  readonly pg: pg.Pool
  end(): Promise<void>
}

const INT8 = 20
const NUMERIC = 1700
const DATE = 1082
const INT8_ARRAY = 1016
const DATE_ARRAY = 1182
const TEXT_ARRAY: number = 1009

// Counts and codes here stay below 2^53; dates stay dates, without a time zone's guess.
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: string) => {
    if (oid === INT8 || oid === NUMERIC) return (value: string) => Number(value)
    if (oid === DATE) return (value: string) => value
    if (oid === INT8_ARRAY) return (value: string) => textsOf(value).map((one) => (one === null ? null : Number(one)))
    if (oid === DATE_ARRAY) return textsOf
    return pg.types.getTypeParser(oid, format as 'text')
  }) as typeof pg.types.getTypeParser,
}

const textsOf = pg.types.getTypeParser(TEXT_ARRAY, 'text') as (value: string) => (string | null)[]

/** `in_failed_sql_transaction` */
const SPOILED = '25P02'

export type Queryable = Pick<pg.ClientBase, 'query'>

/** Questions over anything that can run a query. Postgres errors become problems here and nowhere else. */
export function over(queryable: Queryable): Db {
  let cause: unknown
  const ask = async (query: Sql) => {
    try {
      return await queryable.query(render(query))
    } catch (error) {
      // Questions asked together fail together: what spoiled the transaction is the answer, not that it was spoiled.
      if ((error as { code?: string }).code !== SPOILED) cause = error
      throw asProblem(cause ?? error)
    }
  }
  return {
    many: async <T>(query: Sql) => (await ask(query)).rows as T[],
    one: async <T>(query: Sql) => {
      const row = (await ask(query)).rows[0]
      if (row === undefined) throw kernelProblems.not_found()
      return row as T
    },
    find: async <T>(query: Sql) => (await ask(query)).rows[0] as T | undefined,
    run: async (query: Sql) => (await ask(query)).rowCount ?? 0,
  }
}

export const txOver = (client: pg.ClientBase): Tx => Object.assign(over(gathered(client)), { client })

/** Opens a pool. Every connection works in UTC; instants travel as `timestamptz`. */
export function openPool(options: { url: string; max?: number; name?: string }): Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max ?? 16,
    application_name: options.name ?? 'yiwang',
    options: '-c timezone=UTC -c jit=off',
    connectionTimeoutMillis: 10_000,
    types,
    // Questions asked together travel together and are answered in their order.
    pipeline: true,
  })
  pool.on('error', () => undefined)
  // A connection may be lost while a transaction holds it and asks nothing; its next question reports that.
  pool.on('connect', (client) => void client.on('error', () => undefined))
  return Object.assign(over(pool as unknown as Queryable), {
    pg: pool,
    end: () => pool.end(),
    transaction: <T>(work: (tx: Tx) => Promise<T>, closing?: Closing<T>) => inTransaction(pool, work, closing),
  })
}

/**
 * Runs `work` between `begin` and `commit`; any error rolls everything back and is thrown on. A failed statement spoils the
 * transaction even if `work` swallows its error: PostgreSQL then answers `commit` by rolling back, and that is an error here.
 */
async function inTransaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>, closing?: Closing<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw asProblem(error)
  })
  let broken: Error | undefined
  try {
    const asked = gathered(client)
    const begun = asked.query('begin')
    begun.catch(() => undefined)
    const result = await work(Object.assign(over(asked), { client }))
    await begun
    const last = closing?.(result)
    const [, { command }] = await Promise.all([last && asked.query(render(last)), asked.query('commit')])
    if (command !== 'COMMIT') throw new Error('a failed statement was passed over, so the transaction was rolled back')
    return result
  } catch (error) {
    await client.query('rollback').catch((failed: Error) => {
      broken = failed
    })
    throw asProblem(error)
  } finally {
    client.release(broken)
  }
}
