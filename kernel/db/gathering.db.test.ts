import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atEnd, testUrl } from '../testing/db.ts'
import { freshKernel } from '../testing/fresh-database.ts'
import type { Db } from './db.ts'
import { Gathering } from './gathering.ts'
import { sql } from './sql.ts'

const kernel = await freshKernel(await testUrl())
atEnd(() => kernel.drop())
await kernel.pool.run(sql`create table bell (name text primary key, rung int not null)`)

let statements = 0
const bells = new Gathering<string, number>(async (tx: Db, names) => {
  statements++
  await tx.run(
    sql`insert into bell select name, place from unnest(${[...names]}::text[]) with ordinality as g(name, place)`,
  )
  return names.map((_, at) => at + 1)
})

test('what is asked of one transaction in one turn is one statement, and each hears its own answer', async () => {
  statements = 0
  const answers = await kernel.pool.transaction(async (tx) => {
    const first = await Promise.all(['a', 'b', 'c'].map((name) => bells.add(tx, name)))
    return [...first, await bells.add(tx, 'd')]
  })
  assert.deepEqual(answers, [1, 2, 3, 1])
  assert.equal(statements, 2)
})

test('two transactions are never mixed', async () => {
  statements = 0
  const ring = (name: string) => kernel.pool.transaction((tx) => bells.add(tx, name))
  assert.deepEqual(await Promise.all([ring('e'), ring('f')]), [1, 1])
  assert.equal(statements, 2)
})

test('where one cannot be written everybody who asked with it is told, and nothing stands', async () => {
  const results = await kernel.pool
    .transaction((tx) => Promise.all(['g', 'a'].map((name) => bells.add(tx, name))))
    .then(
      () => 'done',
      (error: { code: string }) => error.code,
    )
  assert.equal(results, 'already_exists')
  assert.equal(await kernel.pool.find(sql`select 1 from bell where name = 'g'`), undefined)
})
