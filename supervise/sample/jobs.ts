import { z } from 'zod'
import { dateOf, dayNumberOf } from '#city/calendar/zone.ts'
import { findDistrict } from '#city/organisation/district.ts'
import { eachDistrict } from '#city/place/each-district.ts'
import { dayIn } from '#city/place/locators.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import type { AnyJob } from '#kernel/jobs/jobs.ts'
import type { Log } from '#kernel/log.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { makeSample, redrawUnassigned } from './make.ts'
import { seedOf } from './seed-store.ts'

type Parts = { readonly pool: Pool; readonly clock: Clock; readonly log: Log; readonly sealer: Sealer }

/** The day after `day`, both `YYYY-MM-DD`. */
export const dayAfter = (day: string): string => dateOf(dayNumberOf(day) + 1)

/**
 * Tomorrow's seed in every district, so that its digest is known before anything is drawn by it; on Mondays the sample, and once more
 * who goes where nobody could be sent a Monday before.
 */
export const sampleJobs = ({ pool, clock, log, sealer }: Parts): readonly AnyJob[] => [
  defineJob({
    name: 'draw-seeds',
    schema: z.object({}),
    unique: 'either',
    cron: { at: '5 * * * *', data: {} },
    handle: () =>
      eachDistrict(pool, log, 'draw-seeds', ({ districtId, timeZone }) =>
        pool.transaction(async (tx) => {
          const now = clock.now()
          await seedOf(tx, sealer, districtId, dayAfter(dayIn(timeZone, now)), now)
        }),
      ),
  }),
  defineJob({
    name: 'sample-week',
    schema: z.object({}),
    unique: 'either',
    cron: { at: '0 6 * * 1', data: {} },
    handle: () =>
      eachDistrict(pool, log, 'sample-week', async ({ districtId }) => {
        const district = await findDistrict(pool, districtId)
        if (!district) return
        await pool.transaction((tx) => redrawUnassigned(tx, sealer, district, clock.now()))
        await pool.transaction((tx) => makeSample(tx, sealer, district, clock.now()))
      }),
  }),
]
