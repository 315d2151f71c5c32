import { z } from 'zod'
import { eachDistrict } from '#city/place/each-district.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import type { AnyJob } from '#kernel/jobs/jobs.ts'
import type { Log } from '#kernel/log.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { makeReview } from './make.ts'

type Parts = { readonly pool: Pool; readonly clock: Clock; readonly log: Log; readonly sealer: Sealer }

/** Every hour, so that a morning on which the machine stood still is made up for; a day is drawn once. */
export const reviewJobs = ({ pool, clock, log, sealer }: Parts): readonly AnyJob[] => [
  defineJob({
    name: 'review-day',
    schema: z.object({}),
    unique: 'either',
    cron: { at: '10 * * * *', data: {} },
    handle: () =>
      eachDistrict(pool, log, 'review-day', async (district) => {
        await pool.transaction((tx) => makeReview(tx, sealer, district, clock.now()))
      }),
  }),
]
