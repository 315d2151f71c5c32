import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import type { Metrics } from '#kernel/metrics/metrics.ts'
import type { WatchParts } from './loop.ts'
import { watchLag } from './store.ts'

const REMEMBERED_MS = 5_000
const BUCKETS = [0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 600]

/** Numbers of the deadline watch: how many cases are armed, how far it is behind, what it wrote down and how late. */
export function measureWatch(
  metrics: Metrics,
  { pool, clock }: { pool: Pool; clock: Clock },
): NonNullable<WatchParts['observe']> {
  let known: { readonly at: number; readonly lag: ReturnType<typeof watchLag> } | undefined
  const lagNow = () => {
    if (!known || performance.now() - known.at > REMEMBERED_MS)
      known = { at: performance.now(), lag: watchLag(pool, clock.now()) }
    return known.lag
  }
  metrics.gauge('yiwang_watch_armed', 'Cases the deadline watch is armed for', async () => (await lagNow()).armed)
  metrics.gauge(
    'yiwang_watch_lag_seconds',
    'How long the case due longest has waited to be looked at',
    async () => (await lagNow()).lagSeconds,
  )
  const fired = metrics.counter('yiwang_rungs_fired_total', 'Rungs written down, by what became of them', 'outcome')
  const late = metrics.seconds('yiwang_rung_lateness_seconds', 'From a rung being due to being written down', BUCKETS)
  return (rungs) => {
    for (const { outcome, lateMs } of rungs) {
      fired(outcome)
      late(lateMs / 1000)
    }
  }
}
