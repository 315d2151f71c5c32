import { z } from 'zod'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import type { AnyJob } from '#kernel/jobs/jobs.ts'
import type { Log } from '#kernel/log.ts'
import { purgeSms } from './sms/store.ts'
import { purgeNotices } from './store.ts'
import { purgeDeliveries } from './webhook/delivery-store.ts'

const A_DAY = 86_400_000
const NOTICE_DAYS = 180
const DELIVERED_DAYS = 31
const DEAD_DAYS = 90

/** Notices are kept half a year, what was delivered a month, what was not a quarter. */
export const notifyJobs = ({ pool, clock, log }: { pool: Pool; clock: Clock; log: Log }): readonly AnyJob[] => [
  defineJob({
    name: 'notice-purge',
    schema: z.object({}),
    unique: 'either',
    cron: { at: '40 3 * * *', data: {} },
    handle: async () => {
      const before = (days: number) => new Date(clock.now().getTime() - days * A_DAY)
      const notices = await purgeNotices(pool, before(NOTICE_DAYS))
      const messages = await purgeSms(pool, before(DEAD_DAYS))
      const deliveries = await pool.transaction((tx) => purgeDeliveries(tx, before(DELIVERED_DAYS), before(DEAD_DAYS)))
      log.info({ notices, messages, deliveries }, 'notices and what went out purged')
    },
  }),
]
