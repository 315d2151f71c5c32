import { openPool, type Pool } from '../db/db.ts'
import { listMigrations, migrate } from '../db/migrate.ts'
import { sql } from '../db/sql.ts'
import { newId } from '../id.ts'

export type FreshDatabase = { readonly url: string; drop(): Promise<void> }

/**
 * An empty database of its own on the server of `serverUrl`: for what cannot be told inside one transaction. Whoever makes it
 * drops it; that also ends the connections that are still open to it.
 */
export async function freshDatabase(serverUrl: string): Promise<FreshDatabase> {
  const name = `yiwang_${newId().replaceAll('-', '')}`
  await onServer(serverUrl, sql`create database ${sql.ident(name)} template template0`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(serverUrl, sql`drop database ${sql.ident(name)} with (force)`) }
}

/**
 * The same with the kernel's own tables in it and a pool on it, which `drop` ends. A file that shares one makes it above its
 * first test: the runner takes a file for finished when the tests it knows are done, though the file still waits for something.
 */
export async function freshKernel(serverUrl: string): Promise<FreshDatabase & { readonly pool: Pool }> {
  const { url, drop } = await freshDatabase(serverUrl)
  await migrate(
    url,
    listMigrations().filter((migration) => migration.folder.startsWith('kernel/')),
  )
  const pool = openPool({ url, max: 6, name: 'yiwang-test' })
  return {
    url,
    pool,
    drop: async () => {
      await pool.end()
      await drop()
    },
  }
}

async function onServer(url: string, statement: ReturnType<typeof sql>): Promise<void> {
  const pool = openPool({ url, max: 1, name: 'yiwang-test' })
  try {
    await pool.run(statement)
  } finally {
    await pool.end()
  }
}
