import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import type { Log } from '#kernel/log.ts'
import { type Loop, startLoop } from '#kernel/outbox/loop.ts'
import type { SenderDirectory } from '../device/directory.ts'
import { interpreters } from '../gateway/interpreters.ts'
import type { Spool } from '../gateway/spool/spool.ts'
import { type DailyTable, ensureDays } from '../telemetry/partitions.ts'
import { writeArrival } from './arrival.ts'
import { type Batch, daysOf, readBatch } from './batch.ts'
import { movePosition, positionOf, remember, writeBatch } from './store.ts'

export type ConveyorDeps = { pool: Pool; spool: Spool; directory: SenderDirectory; clock: Clock; log: Log }

const mostRecords = 5_000
const everyMs = 200

/** What one round took over. */
export type Taken = { frames: number; samples: number; tracks: number; more: boolean }

/** Takes frames out of the spool into the database until it is stopped. */
export function startConveyor(deps: ConveyorDeps): Loop {
  // Nothing is asked of the database while nothing was kept.
  let seen = -1
  return startLoop({
    everyMs,
    step: async () => {
      const { end } = deps.spool
      if (end === seen) return false
      const { more } = await takeOver(deps)
      if (!more) seen = end
      return more
    },
    onError: (error) => deps.log.error({ err: error }, 'frames could not be taken over'),
  })
}

const ready = new Set<string>()

/**
 * One round: the frames behind the position that the database has are read and written, and the position is moved, in one
 * transaction. A crash at any moment repeats the round or does not; nothing is written twice and nothing is left out.
 */
export async function takeOver({ pool, spool, directory, clock }: ConveyorDeps): Promise<Taken> {
  const from = await positionOf(pool, spool.id)
  const spooled = await spool.read(from, { records: mostRecords })
  if (spooled.length === 0) return { frames: 0, samples: 0, tracks: 0, more: false }
  const batch = readBatch(spooled, (protocol, sender) => directory.find(protocol, sender), interpreters)
  await makeReady(pool, batch)
  const written = await pool.transaction(async (tx) => {
    const now = clock.now()
    if (!(await movePosition(tx, spool.id, { from, to: batch.next, now }))) return undefined
    await writeArrival(tx, { spoolId: spool.id, position: batch.next, now }, batch.devices)
    return writeBatch(tx, batch)
  })
  if (!written) return { frames: 0, samples: 0, tracks: 0, more: true }
  remember(batch.devices)
  await spool.release(batch.next)
  return { frames: spooled.length, ...written, more: spooled.length === mostRecords }
}

async function makeReady(pool: Pool, batch: Batch): Promise<void> {
  const { telemetry, tracks, frames } = daysOf(batch)
  const wanted: [DailyTable, Set<string>][] = [
    ['sense.telemetry', telemetry],
    ['sense.track_point', tracks],
    ['sense.frame', frames],
  ]
  for (const [table, days] of wanted) {
    const missing = [...days].filter((day) => !ready.has(`${table}/${day}`))
    if (missing.length === 0) continue
    await pool.transaction((tx) => ensureDays(tx, table, missing))
    for (const day of missing) ready.add(`${table}/${day}`)
  }
}
