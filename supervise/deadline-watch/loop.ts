import { setWatches } from '#city/case/watch-store.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { eachTried } from '#kernel/jobs/each-tried.ts'
import type { Log } from '#kernel/log.ts'
import { type Loop, startLoop } from '#kernel/outbox/loop.ts'
import { claimDue, claimOne, type FiredRung, listDueDistricts } from './store.ts'
import { tellWaiting, watchDue } from './watch.ts'

export type WatchParts = {
  readonly pool: Pool
  readonly clock: Clock
  readonly log: Log
  /** Told after the commit of what was written down. */
  readonly observe?: (fired: readonly FiredRung[]) => void
}

const TOGETHER = 250
const POLL_MS = 200
const SET_ASIDE_MS = 15 * 60_000

/** Watches every deadline. Any number of watchers may run on one database: each takes cases that no other holds. */
export const startDeadlineWatch = (parts: WatchParts): Loop =>
  startLoop({
    everyMs: POLL_MS,
    step: () => watchOnce(parts),
    onError: (error) => parts.log.error({ err: error }, 'deadline watch step failed'),
  })

/** One round over all districts; true while there may be more that is due. */
export async function watchOnce(parts: WatchParts): Promise<boolean> {
  const { pool, clock, log } = parts
  let more = false
  await eachTried(await listDueDistricts(pool, clock.now()), log, 'deadline-watch', async ({ districtId }) => {
    more = (await watchDistrict(parts, districtId)) || more
    const told = await pool.transaction((tx) => tellWaiting(tx, districtId, clock, TOGETHER))
    more ||= told === TOGETHER
  })
  return more
}

async function watchDistrict(parts: WatchParts, districtId: string): Promise<boolean> {
  const { pool, clock, log, observe } = parts
  try {
    const { looked, fired } = await pool.transaction((tx) => watchDue(tx, districtId, clock, TOGETHER))
    if (fired.length > 0) observe?.(fired)
    return looked === TOGETHER
  } catch (error) {
    log.warn({ err: error, districtId }, 'deadline watch looks at each case alone')
    return eachAlone(parts, districtId)
  }
}

/** One case that cannot be computed must not hold up the others: it is set aside for a while and reported. */
async function eachAlone({ pool, clock, log, observe }: WatchParts, districtId: string): Promise<boolean> {
  const due = await pool.transaction((tx) => claimDue(tx, districtId, clock.now(), TOGETHER))
  for (const { caseId } of due)
    try {
      const { fired } = await pool.transaction((tx) => watchDue(tx, districtId, clock, 1, claimOne(caseId)))
      if (fired.length > 0) observe?.(fired)
    } catch (error) {
      log.error({ err: error, districtId, caseId }, 'deadline watch cannot look at a case')
      const watchAt = new Date(clock.now().getTime() + SET_ASIDE_MS)
      await pool.transaction((tx) => setWatches(tx, districtId, [{ caseId, watchAt }]))
    }
  return due.length === TOGETHER
}
