import { z } from 'zod'
import { eachDistrict } from '#city/place/each-district.ts'
import { dayIn } from '#city/place/locators.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import type { AnyJob } from '#kernel/jobs/jobs.ts'
import type { Log } from '#kernel/log.ts'
import { getChange, listDue } from './change-store.ts'
import { takeEffect } from './effect.ts'

/** Planned changes of cells take effect on their day; the cells themselves do so at midnight by their validity. */
export const gridJobs = ({ pool, clock, log }: { pool: Pool; clock: Clock; log: Log }): readonly AnyJob[] => [
  defineJob({
    name: 'grid-changes-by-day',
    schema: z.object({}),
    unique: 'either',
    cron: { at: '*/5 * * * *', data: {} },
    handle: () =>
      eachDistrict(pool, log, 'grid-changes-by-day', async ({ districtId, timeZone }) => {
        const now = clock.now()
        for (const { number } of await listDue(pool, districtId, dayIn(timeZone, now)))
          await pool.transaction(async (tx) => {
            const change = await getChange(tx, districtId, number)
            if (change.state === 'planned') await takeEffect(tx, districtId, change, now)
          })
      }),
  }),
]
