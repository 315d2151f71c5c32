import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPool, type Pool } from '#kernel/db/db.ts'
import { migrate } from '#kernel/db/migrate.ts'
import { sql } from '#kernel/db/sql.ts'
import { silentLog } from '#kernel/log.ts'
import { startEmbedded } from '#kernel/postgres/embedded.ts'

export type BenchDatabase = { readonly url: string; readonly pool: Pool; readonly folder: string }

/**
 * Our own PostgreSQL, with the settings the product runs it with (fsync, full pages and checksums on), in a folder that goes
 * when the work is done. Refuses to measure a server that is set otherwise.
 */
export async function withDatabase<T>(connections: number, work: (db: BenchDatabase) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-bench-'))
  const server = await startEmbedded({ dataDir: join(folder, 'postgres'), log: silentLog })
  const pool = openPool({ url: server.url, max: connections, name: 'yiwang-bench' })
  const leave = () => {
    void server.stop().finally(() => {
      rmSync(folder, { recursive: true, force: true })
      process.exit(130)
    })
  }
  process.once('SIGINT', leave).once('SIGTERM', leave)
  try {
    await migrate(server.url)
    await mustBeDurable(pool)
    return await work({ url: server.url, pool, folder })
  } finally {
    process.off('SIGINT', leave).off('SIGTERM', leave)
    await pool.end()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function mustBeDurable(pool: Pool): Promise<void> {
  const settings = await pool.many<{ name: string; setting: string }>(sql`
    select name, setting from pg_settings
     where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums') order by name`)
  const off = settings.filter(({ setting }) => setting !== 'on')
  if (off.length > 0 || settings.length < 4) throw new Error(`not durable: ${JSON.stringify(settings)}`)
}

/**
 * Gives the database the last core and leaves the others to its clients, so that ours and the peer get the same share of it.
 * Returns the words to print; where there is one core only, or no taskset, nothing is pinned.
 */
export async function pinServer(pool: Pool): Promise<string> {
  const cores = availableParallelism()
  const folder = await pool.one<{ folder: string }>(sql`select current_setting('data_directory') as folder`)
  const postmaster = readFileSync(join(folder.folder, 'postmaster.pid'), 'utf8').split('\n')[0] ?? ''
  const others = await pool.many<{ pid: number }>(sql`select pid from pg_stat_activity where pid <> pg_backend_pid()`)
  const pids = [postmaster, ...others.map(({ pid }) => `${pid}`)]
  const pin = (pid: string) => spawnSync('taskset', ['-a', '-c', '-p', `${cores - 1}`, pid], { stdio: 'ignore' }).status
  const failed = cores < 2 || pin(postmaster) !== 0
  if (failed) return 'database not pinned'
  for (const pid of pids) pin(pid)
  return `database on core ${cores - 1}, clients on the rest`
}

/** Every run begins with a written-out buffer, so that none pays for what another dirtied. */
export const settle = (pool: Pool): Promise<number> => pool.run(sql`checkpoint`)
