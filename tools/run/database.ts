import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '#kernel/db/migrate.ts'
import { silentLog } from '#kernel/log.ts'
import { startEmbedded } from '#kernel/postgres/embedded.ts'
import { placeOf } from '#kernel/postgres/folder.ts'

/** Gives `work` the url of a migrated database: the one in `$TEST_DATABASE_URL`, else an embedded one for this run only. */
export async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const given = process.env.TEST_DATABASE_URL
  if (given) {
    await migrate(given)
    return work(given)
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'yiwang-test-run-'))
  try {
    const server = await startEmbedded({ dataDir, log: silentLog })
    try {
      await migrate(server.url)
      return await work(server.url)
    } finally {
      await server.stop()
    }
  } finally {
    rmSync(await placeOf(dataDir), { recursive: true, force: true })
    rmSync(dataDir, { recursive: true, force: true })
  }
}
