import { purgeSessions } from '#kernel/auth/purge.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import type { FileDeps } from '#kernel/files/accept.ts'
import { purgeKeys } from '#kernel/http/command.ts'
import { startJobs } from '#kernel/jobs/jobs.ts'
import { upkeepJobs } from '#kernel/jobs/upkeep.ts'
import type { Log } from '#kernel/log.ts'
import type { Metrics } from '#kernel/metrics/metrics.ts'
import { startRelay } from '#kernel/outbox/relay.ts'

export type WorkerDeps = { pool: Pool; url: string; log: Log; clock: Clock; files: FileDeps; metrics: Metrics }

const KEY_DAYS = 30
const A_DAY = 86_400_000

/** The worker role: gives outbox events their order and runs recurring work. */
export async function startWorker({
  pool,
  url,
  log,
  clock,
  files,
  metrics,
}: WorkerDeps): Promise<{ stop(): Promise<void> }> {
  const relay = await startRelay({
    pool,
    subscribers: [],
    log,
    count: (subscriber, outcome) => metrics.outboxDeliveries.inc({ subscriber, outcome }),
  })
  const purges = [
    { name: 'sessions', run: (now: Date) => purgeSessions(pool, now) },
    { name: 'idempotency-keys', run: (now: Date) => purgeKeys(pool, new Date(now.getTime() - KEY_DAYS * A_DAY)) },
  ]
  const jobs = await startJobs({
    url,
    jobs: upkeepJobs({ pool, store: files.store, clock, log, subscribers: [], purges }),
    work: true,
    log,
    observe: (job, outcome, seconds) => metrics.jobSeconds.observe({ job, outcome }, seconds),
  })
  return {
    async stop() {
      await jobs.stop()
      await relay.stop()
    },
  }
}
