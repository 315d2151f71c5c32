import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { testUrl } from '../testing/db.ts'
import { freshDatabase } from '../testing/fresh-database.ts'
import { openPool } from './db.ts'
import { goneFolders, listRan } from './gone.ts'
import { listMigrations, type Migration, migrate } from './migrate.ts'
import { sql } from './sql.ts'

const migration = (name: string, text: string): Migration => ({
  name,
  folder: `city/migrations/${name}.sql`,
  text,
  checksum: createHash('sha256').update(text).digest('hex'),
})

const lamps = migration('2026-01-01-01-lamps', 'create table lamp (id int primary key); insert into lamp values (1)')
// Seen only by somebody who runs beside: a second run would fail on the table, or show in the rows.
const poles = migration(
  '2026-01-01-02-poles',
  'create table pole (id int); select pg_sleep(0.1); insert into pole values (1)',
)

async function emptyDatabase(t: TestContext) {
  const { url, drop } = await freshDatabase(await testUrl())
  const pool = openPool({ url, max: 2 })
  t.after(async () => {
    await pool.end()
    await drop()
  })
  const count = async (table: string) =>
    (await pool.one<{ count: number }>(sql`select count(*) as count from ${sql.ident(table)}`)).count
  return { url, pool, count }
}

test('all migrations of the program run on an empty database, and a second time there is nothing to do', async (t) => {
  const { url, count } = await emptyDatabase(t)
  const names = listMigrations().map((one) => one.name)
  assert.deepEqual(await migrate(url), names)
  assert.deepEqual(await migrate(url), [])
  assert.equal(await count('yiwang_migration'), names.length)
})

test('of six starts at once one migrates, and the others find it done', async (t) => {
  const { url, count } = await emptyDatabase(t)
  const ran = await Promise.all(Array.from({ length: 6 }, () => migrate(url, [lamps, poles])))
  assert.deepEqual(
    ran.filter((names) => names.length > 0),
    [[lamps.name, poles.name]],
  )
  assert.equal(await count('lamp'), 1)
  assert.equal(await count('pole'), 1)
})

test('a later program runs only what is new', async (t) => {
  const { url } = await emptyDatabase(t)
  assert.deepEqual(await migrate(url, [lamps]), [lamps.name])
  assert.deepEqual(await migrate(url, [lamps, poles]), [poles.name])
})

test('a migration that was edited after it had run stops the program before anything else runs', async (t) => {
  const { url, pool } = await emptyDatabase(t)
  await migrate(url, [lamps])
  const edited = migration(lamps.name, `${lamps.text} `)
  await assert.rejects(migrate(url, [edited, poles]), { code: 'migration_changed', detail: { name: lamps.name } })
  assert.equal(await pool.find(sql`select 1 from pg_catalog.pg_tables where tablename = 'pole'`), undefined)
})

test('a database that is ahead of the program stops it', async (t) => {
  const { url } = await emptyDatabase(t)
  await migrate(url, [lamps, poles])
  await assert.rejects(migrate(url, [lamps]), { code: 'database_newer', detail: { name: poles.name } })
})

// No industry of that name lies in the tree, as if its folder had been deleted.
const tramway: Migration = {
  ...migration('2026-01-01-03-tramway', 'create schema tramway; create table tramway.stop (id int)'),
  folder: 'industry/tramway-of-a-test/migrations/2026-01-01-03-tramway.sql',
}

test('a database that ran the migrations of a folder taken out since starts, and has its tables when it comes back', async (t) => {
  const { url, pool, count } = await emptyDatabase(t)
  await migrate(url, [lamps, tramway])
  await pool.run(sql`insert into tramway.stop values (1)`)
  assert.deepEqual(await migrate(url, [lamps, poles]), [poles.name])
  assert.deepEqual(goneFolders(await listRan(pool)), [{ folder: 'industry/tramway-of-a-test', migrations: 1 }])
  assert.deepEqual(await migrate(url, [lamps, poles, tramway]), [])
  assert.equal((await pool.one<{ count: number }>(sql`select count(*) as count from tramway.stop`)).count, 1)
  assert.equal(await count('pole'), 1)
})

test('where a migration lies is learned of a database that an earlier program made', async (t) => {
  const { url, pool } = await emptyDatabase(t)
  await migrate(url, [lamps, tramway])
  await pool.run(sql`alter table yiwang_migration drop column folder`)
  assert.deepEqual(goneFolders(await listRan(pool)), [])
  await assert.rejects(migrate(url, [lamps]), { code: 'database_newer' })
  await migrate(url, [lamps, tramway])
  assert.deepEqual(await migrate(url, [lamps]), [])
})

test('a migration that fails leaves nothing of itself, keeps those before it, and runs once it is put right', async (t) => {
  const { url, pool, count } = await emptyDatabase(t)
  const broken = migration(poles.name, 'create table pole (id int); insert into pole values (1); select 1 / 0')
  await assert.rejects(
    migrate(url, [lamps, broken]),
    /city\/migrations\/2026-01-01-02-poles\.sql failed: division by zero/,
  )
  assert.equal(await count('lamp'), 1)
  assert.equal(await pool.find(sql`select 1 from pg_catalog.pg_tables where tablename = 'pole'`), undefined)
  assert.deepEqual(await migrate(url, [lamps, poles]), [poles.name])
})

test('a database that cannot be reached is said to be unavailable', async () => {
  await assert.rejects(migrate('postgres://yiwang@127.0.0.1:1/yiwang', []), { code: 'database_unavailable' })
})
