import { z } from 'zod'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import type { AnyJob } from '#kernel/jobs/jobs.ts'
import type { Log } from '#kernel/log.ts'
import { purgeNotices } from './store.ts'

const A_DAY = 86_400_000
const NOTICE_DAYS = 180

/** What is older than half a year nobody reads again; it goes at night. */
export const notifyJobs = ({ pool, clock, log }: { pool: Pool; clock: Clock; log: Log }): readonly AnyJob[] => [
  defineJob({
    name: 'notice-purge',
    schema: z.object({}),
    unique: 'either',
    cron: { at: '40 3 * * *', data: {} },
    handle: async () => {
      const before = (days: number) => new Date(clock.now().getTime() - days * A_DAY)
      log.info({ notices: await purgeNotices(pool, before(NOTICE_DAYS)) }, 'notices purged')
    },
  }),
]
