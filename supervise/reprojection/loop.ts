import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { eachTried } from '#kernel/jobs/each-tried.ts'
import type { Log } from '#kernel/log.ts'
import { type Loop, startLoop } from '#kernel/outbox/loop.ts'
import { reprojectNext } from './run.ts'
import { listOpenDistricts } from './store.ts'

type Parts = { readonly pool: Pool; readonly clock: Clock; readonly log: Log }

const TOGETHER = 500
const POLL_MS = 1_000
/** So that one batch is computed while the database writes another. */
const LANES = 2

/** Carries re-projections on, a batch at a time in each lane. Whoever is killed leaves the rest to the next worker. */
export function startReprojections(parts: Parts): Loop {
  const lanes = Array.from({ length: LANES }, () =>
    startLoop({
      everyMs: POLL_MS,
      step: () => reprojectOnce(parts),
      onError: (error) => parts.log.error({ err: error }, 're-projection step failed'),
    }),
  )
  return {
    wake: () => {
      for (const lane of lanes) lane.wake()
    },
    stop: async () => {
      await Promise.all(lanes.map((lane) => lane.stop()))
    },
  }
}

/** One batch of every district that has something to compute anew; true while there is more. */
export async function reprojectOnce({ pool, clock, log }: Parts, together = TOGETHER): Promise<boolean> {
  let more = false
  await eachTried(await listOpenDistricts(pool, clock.now()), log, 'reprojection', async ({ districtId }) => {
    const batch = await pool.transaction((tx) => reprojectNext(tx, districtId, clock.now(), together))
    more ||= batch !== undefined
  })
  return more
}
