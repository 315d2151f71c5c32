import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../problem.ts'
import { dbTest, testPool } from '../testing/db.ts'
import { openPool, type Tx } from './db.ts'
import { type Sql, sql } from './sql.ts'

const lamps = async (tx: Tx): Promise<void> => {
  await tx.run(sql`create temp table district (district_id text primary key) on commit drop`)
  await tx.run(sql`
    create temp table lamp (
      district_id text constraint lamp_district references district,
      height int not null constraint lamp_height check (height > 0),
      at tstzrange,
      attributes jsonb,
      constraint lamp_key primary key (district_id, height)
    ) on commit drop`)
  await tx.run(sql`insert into district values ('north')`)
  await tx.run(sql`insert into lamp values ('north', 1)`)
}

const samples: [about: string, statement: Sql, code: string, detail?: object][] = [
  [
    'a key that is there already',
    sql`insert into lamp values ('north', 1)`,
    'already_exists',
    { constraint: 'lamp_key' },
  ],
  [
    'a reference to nothing',
    sql`insert into lamp values ('south', 2)`,
    'reference_missing',
    { constraint: 'lamp_district' },
  ],
  ['a deletion that others need', sql`delete from district`, 'reference_missing', { constraint: 'lamp_district' }],
  [
    'a value that a check refuses',
    sql`insert into lamp values ('north', -1)`,
    'rule_broken',
    { constraint: 'lamp_height' },
  ],
  ['a value that is missing', sql`insert into lamp values ('north', null)`, 'rule_broken'],
  ['a zero character in a text', sql`select ${'a\0b'}::text`, 'bad_input'],
  ['a zero character in JSON', sql`select ${JSON.stringify({ a: '\0' })}::jsonb`, 'bad_input'],
  ['half a surrogate pair in JSON', sql`select ${JSON.stringify({ a: '\ud83d' })}::jsonb`, 'bad_input'],
  ['a number too great for its column', sql`insert into lamp values ('north', ${99_999_999_999})`, 'bad_input'],
  ['an instant that no calendar has', sql`select ${'9999-12-31T23:59:59+23:59'}::timestamptz`, 'bad_input'],
]

for (const [about, statement, code, detail] of samples)
  dbTest(`${about} is ${code}`, async (tx) => {
    await lamps(tx)
    await assert.rejects(tx.run(statement), { name: 'Problem', code, ...(detail ? { detail } : {}) })
  })

dbTest('a missing value is told by its column', async (tx) => {
  await lamps(tx)
  await assert.rejects(tx.run(sql`insert into lamp values ('north', null)`), /height/)
})

dbTest('a mistake of our own stays an error of our own', async (tx) => {
  for (const mistake of [sql`select 1 / 0`, sql`select ${'x'}::uuid`, sql`select nothing`]) {
    await tx.run(sql`savepoint before_it`)
    await assert.rejects(tx.run(mistake), (error) => !(error instanceof Problem))
    await tx.run(sql`rollback to savepoint before_it`)
  }
})

test('two who change the same thing at once: the second is told to look again', async (t) => {
  const pool = await testPool()
  await pool.run(sql`create table public.errors_lamp (id int primary key, lit boolean not null)`)
  t.after(() => pool.run(sql`drop table public.errors_lamp`))
  await pool.run(sql`insert into public.errors_lamp values (1, false)`)
  const second = pool.transaction(async (tx) => {
    await tx.run(sql`set transaction isolation level repeatable read`)
    await tx.many(sql`select * from public.errors_lamp`)
    await pool.run(sql`update public.errors_lamp set lit = true`)
    await tx.run(sql`update public.errors_lamp set lit = false`)
  })
  await assert.rejects(second, { code: 'conflict' })
  const waiting = pool.transaction(async (tx) => {
    await tx.run(sql`update public.errors_lamp set lit = false`)
    await pool.transaction(async (other) => {
      await other.run(sql`set local lock_timeout = '20ms'`)
      await other.run(sql`update public.errors_lamp set lit = true`)
    })
  })
  await assert.rejects(waiting, { code: 'conflict' })
})

const unreachable: [about: string, url: string][] = [
  ['a closed port', 'postgres://yiwang@127.0.0.1:1/yiwang'],
  ['a machine that does not exist', 'postgres://yiwang@nowhere.invalid/yiwang'],
  ['a socket that is not there', 'postgres://yiwang@/yiwang?host=/nowhere'],
]

for (const [about, url] of unreachable)
  test(`behind ${about} the database is unavailable, for a question and for a transaction`, async (t) => {
    const pool = openPool({ url, max: 1 })
    t.after(() => pool.end())
    await assert.rejects(pool.many(sql`select 1`), { code: 'database_unavailable' })
    await assert.rejects(
      pool.transaction(async () => 1),
      { code: 'database_unavailable' },
    )
  })
