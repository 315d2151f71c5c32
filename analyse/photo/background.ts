import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { FileStore } from '#kernel/files/file-store.ts'
import type { Subscriber } from '#kernel/outbox/relay.ts'
import { lookAtPhoto } from './look-at.ts'
import { listPhotosOfEvent, listUnseen } from './reuse-store.ts'

/** Looks at every photo as soon as an event of a case has brought it. */
export const photoWatcher = (store: FileStore, clock: Clock): Subscriber => ({
  name: 'photo-looks',
  topics: ['case.changed'],
  // An event of a release that did not count them may have some.
  wants: sql.raw(`coalesce((o.payload ->> 'files')::int, 1) > 0`),
  startsAt: 'next',
  order: 'any',
  async apply({ districtId, payload }, tx) {
    const { caseId, seq } = payload as { caseId: string; seq: number }
    for (const photo of await listPhotosOfEvent(tx, districtId, caseId, seq))
      await lookAtPhoto(tx, store, districtId, photo, clock.now())
  },
})

const BATCH = 50

/**
 * Looks at all photos of a district that were never looked at, the oldest first, fifty a transaction; an interrupted run is
 * taken up where it stopped. Gives how many were looked at and what was found.
 */
export async function lookAtAll(
  { pool, store, clock }: { pool: Pool; store: FileStore; clock: Clock },
  districtId: string,
  tell: (seen: number) => void = () => undefined,
): Promise<{ seen: number; found: number }> {
  const total = { seen: 0, found: 0 }
  for (;;) {
    const batch = await listUnseen(pool, districtId, BATCH)
    if (batch.length === 0) return total
    await pool.transaction(async (tx) => {
      for (const photo of batch) total.found += await lookAtPhoto(tx, store, districtId, photo, clock.now())
    })
    total.seen += batch.length
    tell(total.seen)
  }
}
