import { z } from 'zod'
import { rearmOpen } from '#city/case/watch-store.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import type { AnyJob } from '#kernel/jobs/jobs.ts'

const BATCH = 1_000
const beforeAll = '00000000-0000-0000-0000-000000000000'

/** What a job that is only put in has to know; `watchJobs` carries it out. */
const Rearm = z.object({ districtId: z.string() })

/** After a new ladder every open case is looked at once, which arms it by the new one. */
export const rearmJob = defineJob({ name: 'ladder-rearm', schema: Rearm, handle: async () => undefined })

export const watchJobs = ({ pool, clock }: { pool: Pool; clock: Clock }): readonly AnyJob[] => [
  defineJob({
    ...rearmJob,
    handle: async ({ districtId }) => {
      for (let after: string | undefined = beforeAll; after; ) {
        const from: string = after
        after = await pool.transaction((tx) => rearmOpen(tx, districtId, from, clock.now(), BATCH))
      }
    },
  }),
]
