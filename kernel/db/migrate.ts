import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import pg from 'pg'
import { kernelProblems } from '../problems.ts'
import { asProblem } from './errors.ts'
import { goneHomeOf, type Ran } from './gone.ts'

const root = join(import.meta.dirname, '..', '..')
const LOCK = 511703

export type Migration = {
  readonly name: string
  readonly folder: string
  readonly text: string
  readonly checksum: string
}

/** All migrations of the tree in the order of their dated names; names are unique across folders. */
export function listMigrations(): Migration[] {
  return globSync('{kernel,city,sense,analyse,serve,command,supervise,industry}/**/migrations/*.sql', { cwd: root })
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8')
      return {
        name: basename(path, '.sql'),
        folder: path,
        text,
        checksum: createHash('sha256').update(text).digest('hex'),
      }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/**
 * Brings the database to the state of this program, each file in its own transaction, under an advisory lock so that two
 * starts cannot both do it. What an industry brought whose folder has been taken out since stays as it is. Errors:
 * `migration_changed`, `database_newer`. Returns the names that ran.
 */
export async function migrate(url: string, migrations: readonly Migration[] = listMigrations()): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'yiwang-migrate' })
  // A connection lost between two questions is reported by the next one.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(`create table if not exists public.yiwang_migration (
      name text primary key, checksum text not null, ran_at timestamptz not null default now())`)
    await client.query('alter table public.yiwang_migration add column if not exists folder text')
    const ran = await client.query<Ran>('select name, checksum, folder from public.yiwang_migration')
    checkHistory(ran.rows, migrations)
    await rememberFolders(client, ran.rows, migrations)
    const known = new Set(ran.rows.map(({ name }) => name))
    const pending = migrations.filter((migration) => !known.has(migration.name))
    for (const migration of pending) await runOne(client, migration)
    return pending.map((migration) => migration.name)
  } catch (error) {
    throw asProblem(error)
  } finally {
    await client.end().catch(() => undefined)
  }
}

function checkHistory(ran: readonly Ran[], migrations: readonly Migration[]): void {
  const own = new Map(migrations.map((migration) => [migration.name, migration.checksum]))
  for (const one of ran) {
    const expected = own.get(one.name)
    if (expected === undefined && goneHomeOf(one) !== undefined) continue
    if (expected === undefined) throw kernelProblems.database_newer({ name: one.name })
    if (expected !== one.checksum) throw kernelProblems.migration_changed({ name: one.name })
  }
}

/** Where each migration lies, so that a later program can tell a folder that was taken out from a program that is too old. */
async function rememberFolders(
  client: pg.Client,
  ran: readonly Ran[],
  migrations: readonly Migration[],
): Promise<void> {
  const now = new Map(migrations.map(({ name, folder }) => [name, folder]))
  const moved = ran.filter(({ name, folder }) => now.has(name) && now.get(name) !== folder)
  if (moved.length === 0) return
  await client.query(
    `update public.yiwang_migration m set folder = given.folder
       from unnest($1::text[], $2::text[]) as given (name, folder) where m.name = given.name`,
    [moved.map(({ name }) => name), moved.map(({ name }) => now.get(name))],
  )
}

async function runOne(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.text)
    await client.query('insert into public.yiwang_migration (name, checksum, folder) values ($1, $2, $3)', [
      migration.name,
      migration.checksum,
      migration.folder,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${migration.folder} failed: ${(error as Error).message}`, { cause: error })
  }
}
