import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { testUrl } from '../testing/db.ts'
import { freshDatabase } from '../testing/fresh-database.ts'
import { openPool } from './db.ts'
import { migrate } from './migrate.ts'
import { renderSchema } from './schema.ts'
import { leftPages, schemaPages } from './schema-pages.ts'
import { sql } from './sql.ts'

const root = join(import.meta.dirname, '..', '..')
const keptAt = (path: string): string => readFileSync(join(root, path), { encoding: 'utf8', flag: 'a+' })

async function emptyDatabase(t: TestContext) {
  const { url, drop } = await freshDatabase(await testUrl())
  const pool = openPool({ url, max: 2 })
  t.after(async () => {
    await pool.end()
    await drop()
  })
  return { url, pool }
}

test('schema.sql and the page in each industry’s folder show the database as all migrations leave it', async (t) => {
  const { url, pool } = await emptyDatabase(t)
  await migrate(url)
  const pages = await pool.transaction(schemaPages)
  assert.deepEqual(leftPages(pages), [], 'a page is kept of what is not there')
  for (const { path, text } of pages) {
    const written = keptAt(path)
    if (text === written) continue
    const lines = written.split('\n')
    const at = text.split('\n').findIndex((line, index) => line !== lines[index])
    assert.fail(`${path} is out of date from line ${at + 1} on; run: node tools/launch.mjs tools/schema.ts`)
  }
})

test('these pages make a database that is shown by the same text', async (t) => {
  const { pool } = await emptyDatabase(t)
  const paths = ['schema.sql', ...globSync('industry/*/schema.sql', { cwd: root }).toSorted()]
  for (const path of paths) await pool.pg.query(keptAt(path))
  assert.deepEqual(
    (await pool.transaction(schemaPages)).map(({ path, text }) => [path, text]),
    paths.map((path) => [path, keptAt(path)]),
  )
})

test('two databases that came to the same tables by different ways look the same', async (t) => {
  const [one, other] = [await emptyDatabase(t), await emptyDatabase(t)]
  await one.pool.pg.query(`create schema city;
    create table city.lamp (id text primary key, lit boolean not null default false);
    create table city.pole (id text, lamp text references city.lamp);
    create index pole_lamp on city.pole (lamp) where lamp is not null; create index pole_a on city.pole (id)`)
  await other.pool.pg.query(`create schema city;
    create table city.pole (id text, height int, lamp text);
    create index pole_a on city.pole (id); create index pole_lamp on city.pole (lamp) where lamp is not null;
    create table city.lamp (id text, lit boolean not null); alter table city.lamp alter lit set default false;
    alter table city.lamp add primary key (id); alter table city.pole drop height;
    alter table city.pole add foreign key (lamp) references city.lamp`)
  assert.equal(
    await one.pool.transaction((tx) => renderSchema(tx)),
    await other.pool.transaction((tx) => renderSchema(tx)),
  )
})

test('what cannot be written is refused by name instead of being left out', async (t) => {
  const { pool } = await emptyDatabase(t)
  await pool.pg.query('create schema city; create view city.lit as select 1 as n; create sequence city.counter')
  await assert.rejects(
    pool.transaction((tx) => renderSchema(tx)),
    /view city\.lit.*sequence city\.counter|sequence.*view/,
  )
  await pool.run(sql`drop schema city cascade`)
  assert.doesNotMatch(await pool.transaction((tx) => renderSchema(tx)), /create table/)
})
