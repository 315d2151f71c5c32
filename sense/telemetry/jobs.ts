import { z } from 'zod'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import type { AnyJob } from '#kernel/jobs/jobs.ts'
import { expire, packOldDays } from './retain.ts'

/** Every night: days that are old enough are packed, and what nobody keeps any longer goes. */
export const telemetryJobs = ({ pool, clock }: { pool: Pool; clock: Clock }): readonly AnyJob[] => [
  defineJob({
    name: 'telemetry-keep',
    schema: z.strictObject({}),
    cron: { at: '20 2 * * *', data: {} },
    timeoutSeconds: 4 * 3_600,
    unique: 'either',
    async handle() {
      const now = clock.now()
      await packOldDays(pool, now)
      await expire(pool, now)
    },
  }),
]
