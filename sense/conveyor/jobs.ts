import { z } from 'zod'
import { eachDistrict } from '#city/place/each-district.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import type { AnyJob } from '#kernel/jobs/jobs.ts'
import type { Log } from '#kernel/log.ts'
import { sweepArrivals } from './arrival.ts'

/** What has to be done about arrivals once an hour. */
export const arrivalJobs = ({ pool, clock, log }: { pool: Pool; clock: Clock; log: Log }): readonly AnyJob[] => [
  defineJob({
    name: 'arrival-sweep',
    schema: z.object({}),
    unique: 'either',
    cron: { at: '25 * * * *', data: {} },
    handle: () =>
      eachDistrict(pool, log, 'arrival-sweep', async ({ districtId }) => {
        await sweepArrivals(pool, districtId, clock.now())
      }),
  }),
]
