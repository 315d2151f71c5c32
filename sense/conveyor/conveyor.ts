import { setImmediate as turn } from 'node:timers/promises'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import type { Log } from '#kernel/log.ts'
import { type Loop, startLoop } from '#kernel/outbox/loop.ts'
import type { SenderDirectory } from '../device/directory.ts'
import { interpreters } from '../gateway/interpreters.ts'
import type { Spool, Spooled } from '../gateway/spool/spool.ts'
import { type DailyTable, ensureDays } from '../telemetry/partitions.ts'
import { writeArrival } from './arrival.ts'
import { type Batch, BatchReader, daysOf } from './batch.ts'
import { Memory } from './memory.ts'
import { movePosition, positionOf, writeBatch } from './store.ts'
import { remember } from './values.ts'

export type ConveyorDeps = { pool: Pool; spool: Spool; directory: SenderDirectory; clock: Clock; log: Log }

// The more there is to take over, the more goes at once: a device's state is written once a batch.
const mostRecords = 20_000
const mostBytes = 16 * 1024 * 1024
const turnRecords = 200
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

/** What this process knows of one database: which days have tables, and how far the values there reach. */
type Known = { readonly ready: Set<string>; readonly memory: Memory }
const knownOf = new WeakMap<Pool, Known>()

function knownIn(pool: Pool): Known {
  const known = knownOf.get(pool) ?? { ready: new Set(), memory: new Memory() }
  knownOf.set(pool, known)
  return known
}

/**
 * One round: the frames behind the position that the database has are read and written, and the position is moved, in one
 * transaction. A crash at any moment repeats the round or does not; nothing is written twice and nothing is left out.
 */
export async function takeOver({ pool, spool, directory, clock }: ConveyorDeps): Promise<Taken> {
  const { ready, memory } = knownIn(pool)
  const from = await positionOf(pool, spool.id)
  const { end } = spool
  const spooled = await spool.read(from, { records: mostRecords, total: mostBytes })
  await spool.release(from)
  if (spooled.length === 0) return { frames: 0, samples: 0, tracks: 0, more: false }
  const batch = await readInTurns(spooled, directory)
  await makeReady(pool, ready, batch)
  const written = await pool
    .transaction(async (tx) => {
      const now = clock.now()
      if (!(await movePosition(tx, spool.id, { from, to: batch.next, now }))) return undefined
      await writeArrival(tx, { spoolId: spool.id, position: batch.next, now }, batch.devices)
      return writeBatch(tx, batch, memory)
    })
    .catch((error: unknown) => {
      // A day that was there may have been packed away meanwhile; the next round makes it again.
      ready.clear()
      throw error
    })
  if (!written) return { frames: 0, samples: 0, tracks: 0, more: true }
  remember(batch.devices, memory)
  await spool.release(batch.next)
  return { frames: spooled.length, ...written, more: batch.next < end }
}

// Connections share this thread: none of them waits for a whole batch to be read.
async function readInTurns(spooled: readonly Spooled[], directory: SenderDirectory): Promise<Batch> {
  const reader = new BatchReader((protocol, sender) => directory.find(protocol, sender), interpreters)
  for (let at = 0; at < spooled.length; at += turnRecords) {
    reader.take(spooled.slice(at, at + turnRecords))
    await turn()
  }
  return reader.batch
}

async function makeReady(pool: Pool, ready: Set<string>, batch: Batch): Promise<void> {
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
