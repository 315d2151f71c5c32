import { z } from 'zod'
import { eachDistrict } from '#city/place/each-district.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import type { AnyJob, Enqueue } from '#kernel/jobs/jobs.ts'
import type { Log } from '#kernel/log.ts'
import { makeReport, reportMaking, wantDueReports } from './make.ts'

export type ReportWork = {
  readonly pool: Pool
  readonly clock: Clock
  readonly log: Log
  readonly enqueue: Enqueue
}

/** At seven each morning what is due is asked for: the day always, on a Monday the week, on a first the month. */
export const reportJobs = ({ pool, clock, log, enqueue }: ReportWork): readonly AnyJob[] => [
  defineJob({
    ...reportMaking,
    handle: async ({ districtId, reportId }) => {
      const began = performance.now()
      const isFirst = await makeReport(pool, clock, districtId, reportId)
      log.info({ districtId, reportId, isFirst, seconds: (performance.now() - began) / 1000 }, 'report made')
    },
  }),
  defineJob({
    name: 'reports-due',
    schema: z.object({}),
    unique: 'either',
    cron: { at: '0 7 * * *', data: {} },
    handle: () =>
      eachDistrict(pool, log, 'reports-due', async ({ districtId }) => {
        await pool.transaction((tx) => wantDueReports(tx, enqueue, districtId, clock.now()))
      }),
  }),
]
