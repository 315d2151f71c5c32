import { z } from 'zod'
import { eachDistrict } from '#city/place/each-district.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import type { AnyJob } from '#kernel/jobs/jobs.ts'
import type { Log } from '#kernel/log.ts'
import { endGrants, startGrants } from './grant-store.ts'

/** Posts begin and end by the day. Who signs in is judged to the instant anyhow; this keeps lists of who holds what true. */
export const postJobs = ({ pool, clock, log }: { pool: Pool; clock: Clock; log: Log }): readonly AnyJob[] => [
  defineJob({
    name: 'posts-by-day',
    schema: z.object({}),
    unique: 'either',
    cron: { at: '*/5 * * * *', data: {} },
    handle: () =>
      eachDistrict(pool, log, 'posts-by-day', async ({ districtId }) => {
        const now = clock.now()
        const [ended, started] = [await endGrants(pool, districtId, now), await startGrants(pool, districtId, now)]
        if (ended + started > 0) log.info({ districtId, ended, started }, 'posts began or ended')
      }),
  }),
]
