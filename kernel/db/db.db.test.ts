import assert from 'node:assert/strict'
import type { Writable } from 'node:stream'
import { test } from 'node:test'
import { atEnd, dbTest, testUrl } from '../testing/db.ts'
import { freshDatabase } from '../testing/fresh-database.ts'
import { openPool, type Pool } from './db.ts'
import { sql } from './sql.ts'

// Two connections, so that a transaction and somebody beside it fit and a third must wait.
const { url, drop } = await freshDatabase(await testUrl())
atEnd(drop)
const pool = openPool({ url, max: 2 })
atEnd(() => pool.end())
await pool.run(sql`create table lamp (id int primary key)`)

dbTest('values come back as what they are', async (tx) => {
  const row = await tx.one(sql`
    select ${12}::bigint as whole, ${'12.50'}::numeric as exact, ${'2026-02-28'}::date as day, ${true}::boolean as yes,
           ${new Date('2026-02-28T16:00:00Z')}::timestamptz as at, ${JSON.stringify({ a: [1, null] })}::jsonb as body,
           array[1::bigint, null] as wholes, array['2026-01-01'::date, null] as days, array['a,b', 'c"d'] as texts, null as nothing`)
  assert.deepEqual(row, {
    whole: 12,
    exact: 12.5,
    day: '2026-02-28',
    yes: true,
    at: new Date('2026-02-28T16:00:00Z'),
    body: { a: [1, null] },
    wholes: [1, null],
    days: ['2026-01-01', null],
    texts: ['a,b', 'c"d'],
    nothing: null,
  })
})

dbTest('one row is asked for and must be there; none is not found', async (tx) => {
  await assert.rejects(tx.one(sql`select 1 where false`), { code: 'not_found' })
  assert.equal(await tx.find(sql`select 1 where false`), undefined)
  assert.deepEqual(await tx.many(sql`select 1 where false`), [])
})

dbTest('a connection works in UTC whatever the machine thinks', async (tx) => {
  assert.deepEqual(await tx.one(sql`select current_setting('timezone') as zone`), { zone: 'UTC' })
})

const count = async () => (await pool.one<{ n: number }>(sql`select count(*) as n from lamp`)).n
const backend = (from: Pick<Pool, 'one'>) => from.one<{ pid: number }>(sql`select pg_backend_pid() as pid`)

test('what a transaction writes is there for others when it ends and not before', async () => {
  await pool.transaction(async (tx) => {
    assert.equal(await tx.run(sql`insert into lamp values (1), (2)`), 2)
    assert.equal(await count(), 0)
  })
  assert.equal(await count(), 2)
})

test('an error of any kind takes everything back and is thrown on as it is', async () => {
  const mine = new Error('mine')
  const failing = pool.transaction(async (tx) => {
    await tx.run(sql`insert into lamp values (3)`)
    throw mine
  })
  await assert.rejects(failing, (error) => error === mine)
  assert.equal(await count(), 2)
})

test('a failed statement cannot be swallowed: a transaction that stored nothing is no success', async () => {
  const swallowing = pool.transaction(async (tx) => {
    await tx.run(sql`insert into lamp values (4)`)
    await tx.run(sql`insert into lamp values (4)`).catch(() => undefined)
    return 'all is well'
  })
  await assert.rejects(swallowing, /rolled back/)
  assert.equal(await count(), 2)
})

test('of questions asked together the one that failed is told of, whichever is heard first', async () => {
  for (let round = 0; round < 50; round++) {
    const work = pool.transaction((tx) => {
      const deep = async () => {
        await (async () => tx.run(sql`insert into lamp values (1), (1)`))()
      }
      return Promise.all([deep(), tx.many(sql`select 1`), tx.run(sql`select 2`)])
    })
    await assert.rejects(work, { code: 'already_exists' })
  }
})

test('connections are used again after a hundred failures', async () => {
  const failures = Array.from({ length: 100 }, () =>
    pool.transaction(async (tx) => tx.run(sql`insert into lamp values (1)`)).catch((error) => error.code),
  )
  assert.deepEqual(new Set(await Promise.all(failures)), new Set(['already_exists']))
  assert.ok(pool.pg.totalCount <= 2)
  assert.equal(pool.pg.waitingCount, 0)
  assert.equal(await count(), 2)
})

test('a connection lost while a transaction thinks ends that transaction and nothing else', async () => {
  const lost = pool.transaction(async (tx) => {
    await tx.run(sql`insert into lamp values (5)`)
    const { pid } = await backend(tx)
    await pool.one(sql`select pg_terminate_backend(${pid}, 2000)`)
    // The driver hears of it while no question is open.
    await new Promise((done) => setTimeout(done, 20))
    await tx.run(sql`insert into lamp values (6)`)
  })
  await assert.rejects(lost, { code: 'database_unavailable' })
  assert.equal(await count(), 2)
})

test('a connection lost between two questions is replaced without anybody noticing', async () => {
  await Promise.all([count(), count()])
  const ended = await pool.many(sql`
    select pg_terminate_backend(pid, 2000) from pg_catalog.pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`)
  assert.equal(ended.length, 1)
  await new Promise((done) => setTimeout(done, 20))
  assert.deepEqual(await Promise.all([count(), count()]), [2, 2])
})

test('questions asked in one turn of the loop leave in one write', async () => {
  await pool.transaction(async (tx) => {
    const { stream } = (tx.client as unknown as { connection: { stream: Writable } }).connection
    const asked = [tx.one(sql`select 1 as one`), tx.one(sql`select 2 as two`)]
    assert.equal(stream.writableCorked, 1)
    assert.deepEqual(await Promise.all(asked), [{ one: 1 }, { two: 2 }])
    assert.equal(stream.writableCorked, 0)
  })
})
