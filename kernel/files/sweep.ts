import type { Pool } from '../db/db.ts'
import { Problem } from '../problem.ts'
import type { FileStore } from './file-store.ts'
import { countUnattached, deleteUnattached, listReferenced, listUnattached, lockContent } from './store.ts'

const ROWS = 500
const HOUR_MS = 3_600_000

export type SweepReport = {
  /** Uploads nothing took as its own. */
  readonly uploads: number
  /** Orphans something else still refers to; they stay and are worth a look. */
  readonly kept: number
  /** Contents no row refers to. */
  readonly contents: number
  readonly bytes: number
  /** Drafts of interrupted puts. */
  readonly partial: number
}

/**
 * Clears uploads that stayed unattached for `hours`, then contents no row refers to, then drafts. With `dryRun` nothing is
 * touched; the count of contents then leaves out those that only clearing the uploads would free.
 */
export async function sweepOrphans(
  { pool, store, now }: { pool: Pool; store: FileStore; now: Date },
  { hours = 24, dryRun = false } = {},
): Promise<SweepReport> {
  const before = new Date(now.getTime() - hours * HOUR_MS)
  const rows = dryRun ? { uploads: await countUnattached(pool, before), kept: 0 } : await clearUploads(pool, before)
  const contents = await clearContents(pool, store, before, dryRun)
  const partial = dryRun ? 0 : await store.clearPartial(before)
  return { ...rows, ...contents, partial }
}

async function clearUploads(pool: Pool, before: Date): Promise<{ uploads: number; kept: number }> {
  let uploads = 0
  const kept = new Set<string>()
  for (;;) {
    const orphans = await listUnattached(pool, before, ROWS + kept.size)
    const fresh = orphans.filter((orphan) => !kept.has(orphan.fileId))
    if (fresh.length === 0) return { uploads, kept: kept.size }
    for (const { districtId, fileId } of fresh)
      try {
        const gone = await deleteUnattached(pool, districtId, fileId)
        if (gone === 0) kept.add(fileId)
        uploads += gone
      } catch (error) {
        // Another table refers to it without having taken it: the database's word counts, the upload stays.
        if (!(error instanceof Problem && error.code === 'reference_missing')) throw error
        kept.add(fileId)
      }
  }
}

async function clearContents(pool: Pool, store: FileStore, before: Date, dryRun: boolean) {
  let contents = 0
  let bytes = 0
  let batch: { sha256: string; bytes: number }[] = []
  const settle = async () => {
    for (const content of await unreferenced(pool, batch)) {
      if (!dryRun && !(await removeContent(pool, store, content.sha256))) continue
      contents += 1
      bytes += content.bytes
    }
    batch = []
  }
  for await (const content of store.list(before)) if (batch.push(content) >= ROWS) await settle()
  await settle()
  return { contents, bytes }
}

async function unreferenced(pool: Pool, batch: readonly { sha256: string; bytes: number }[]) {
  const digests = batch.map((content) => content.sha256)
  const referenced = new Set((await listReferenced(pool, digests)).map((row) => row.sha256))
  return batch.filter((content) => !referenced.has(content.sha256))
}

/** Asks again under the lock, since a row may have come in the meantime. */
const removeContent = (pool: Pool, store: FileStore, sha256: string): Promise<boolean> =>
  pool.transaction(async (tx) => {
    await lockContent(tx, [sha256], 'remove')
    if ((await listReferenced(tx, [sha256])).length > 0) return false
    await store.remove(sha256)
    return true
  })
