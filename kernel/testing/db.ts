import { after, test } from 'node:test'
import { openPool, type Pool, type Tx } from '../db/db.ts'
import { migrate } from '../db/migrate.ts'

let pool: Promise<Pool> | undefined
let url: Promise<string> | undefined
let stopServer: (() => Promise<void>) | undefined

/** The test run's database. `npm test` starts one and names it; alone, a file starts its own embedded server. */
export function testPool(): Promise<Pool> {
  pool ??= testUrl().then((url) => openPool({ url, max: 6, name: 'yiwang-test' }))
  return pool
}

/** Where the test run's database is. */
export function testUrl(): Promise<string> {
  url ??= findUrl()
  return url
}

async function findUrl(): Promise<string> {
  const given = process.env.TEST_DATABASE_URL
  if (given) return given
  const { startEmbedded } = await import('../postgres/embedded.ts')
  const { mkdtempSync, rmSync } = await import('node:fs')
  const { silentLog } = await import('../log.ts')
  const dataDir = mkdtempSync('/tmp/yiwang-test-')
  const server = await startEmbedded({ dataDir, log: silentLog })
  stopServer = async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  await migrate(server.url)
  return server.url
}

const ends: (() => Promise<unknown>)[] = []

/** Has something done when the file's tests are over and the database is still there; the last asked is the first done. */
export const atEnd = (work: () => Promise<unknown>): void => void ends.unshift(work)

after(async () => {
  for (const work of ends) await work()
  const open = await pool?.catch(() => undefined)
  pool = undefined
  await open?.end()
  await stopServer?.()
})

class RolledBack extends Error {}

/** A story told against the real database inside one transaction that is rolled back at its end. */
export function dbTest(sentence: string, story: (tx: Tx) => Promise<void>): void {
  test(sentence, async () => {
    const db = await testPool()
    await db
      .transaction(async (tx) => {
        await story(tx)
        throw new RolledBack()
      })
      .catch((error: unknown) => {
        if (!(error instanceof RolledBack)) throw error
      })
  })
}
