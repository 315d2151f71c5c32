import { purgeSessions } from '#kernel/auth/purge.ts'
import { purgeKeys } from '#kernel/http/command.ts'
import { type Jobs, startJobs } from '#kernel/jobs/jobs.ts'
import { upkeepJobs } from '#kernel/jobs/upkeep.ts'
import type { Metrics } from '#kernel/metrics/metrics.ts'
import { startRelay } from '#kernel/outbox/relay.ts'
import { purgeDrafts } from '#serve/call/store.ts'
import { type BackgroundParts, jobsOf, startLoops, subscribersOf } from './background.ts'

export type WorkerDeps = { readonly url: string; readonly metrics: Metrics; readonly parts: BackgroundParts }

const KEY_DAYS = 30
const A_DAY = 86_400_000

/** The worker role: gives outbox events their order and runs recurring work. */
export async function startWorker({ url, metrics, parts }: WorkerDeps): Promise<Jobs> {
  const { pool, log, clock, files } = parts
  const subscribers = subscribersOf(parts)
  const relay = await startRelay({
    pool,
    subscribers,
    log,
    count: (subscriber, outcome) => metrics.outboxDeliveries.inc({ subscriber, outcome }),
  })
  const purges = [
    { name: 'sessions', run: (now: Date) => purgeSessions(pool, now) },
    { name: 'idempotency-keys', run: (now: Date) => purgeKeys(pool, new Date(now.getTime() - KEY_DAYS * A_DAY)) },
    { name: 'call-drafts', run: (now: Date) => purgeDrafts(pool, now) },
  ]
  const jobs = await startJobs({
    url,
    jobs: [
      ...upkeepJobs({ pool, store: files.store, clock, log, subscribers: subscribers.map(({ name }) => name), purges }),
      ...jobsOf(parts),
    ],
    work: true,
    log,
    observe: (job, outcome, seconds) => metrics.jobSeconds.observe({ job, outcome }, seconds),
  })
  const loops = startLoops(parts, metrics)
  return {
    enqueue: jobs.enqueue,
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()))
      await jobs.stop()
      await relay.stop()
    },
  }
}
