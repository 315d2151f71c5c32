import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Pool } from '../db/db.ts'
import type { FileStore } from '../files/file-store.ts'
import { sweepOrphans } from '../files/sweep.ts'
import type { Log } from '../log.ts'
import { purgeOutbox } from '../outbox/upkeep.ts'
import { defineJob } from './job.ts'
import type { AnyJob } from './jobs.ts'

const DAY_MS = 86_400_000
const OUTBOX_DAYS = 7
const nothing = z.object({})

/** Something that grows old elsewhere (sessions, idempotency keys); gives the number cleared. */
export type Purge = { readonly name: string; readonly run: (now: Date) => Promise<number> }

export type UpkeepDeps = {
  readonly pool: Pool
  readonly store: FileStore
  readonly clock: Clock
  readonly log: Log
  /** Names of all outbox subscribers, whose unread events must stay. */
  readonly subscribers: readonly string[]
  readonly purges: readonly Purge[]
}

/** The recurring work of the plumbing, at hours when nobody waits for it (Beijing time). */
export const upkeepJobs = ({ pool, store, clock, log, subscribers, purges }: UpkeepDeps): readonly AnyJob[] => [
  defineJob({
    name: 'orphan-sweep',
    schema: nothing,
    unique: 'either',
    cron: { at: '20 3 * * *', data: {} },
    handle: async () => log.info(await sweepOrphans({ pool, store, now: clock.now() }), 'orphaned files swept'),
  }),
  defineJob({
    name: 'outbox-purge',
    schema: nothing,
    unique: 'either',
    cron: { at: '50 3 * * *', data: {} },
    handle: async () => {
      const before = new Date(clock.now().getTime() - OUTBOX_DAYS * DAY_MS)
      log.info({ purged: await purgeOutbox(pool, before, subscribers) }, 'outbox purged')
    },
  }),
  ...purges.map((purge) =>
    defineJob({
      name: `purge-${purge.name}`,
      schema: nothing,
      unique: 'either',
      cron: { at: '10 * * * *', data: {} },
      handle: async () => log.info({ purged: await purge.run(clock.now()) }, `${purge.name} purged`),
    }),
  ),
]
