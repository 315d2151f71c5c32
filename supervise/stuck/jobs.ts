import { z } from 'zod'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import type { AnyJob } from '#kernel/jobs/jobs.ts'
import type { Log } from '#kernel/log.ts'
import { proveDistrict } from './prove.ts'
import { listDistrictIds } from './store.ts'

const Proof = z.object({ districtId: z.string().optional() })

/** The nightly proof, and the same on demand for one district. */
export const proofJob = defineJob({
  name: 'stuck-proof',
  schema: Proof,
  unique: 'queued',
  cron: { at: '30 2 * * *', data: {} },
  handle: async () => undefined,
})

export const stuckJobs = ({ pool, clock, log }: { pool: Pool; clock: Clock; log: Log }): readonly AnyJob[] => [
  defineJob({
    ...proofJob,
    handle: async ({ districtId: only }) => {
      for (const districtId of only ? [only] : await listDistrictIds(pool)) {
        const { cases, findings } = await proveDistrict(pool, districtId, clock.now())
        log.info({ districtId, cases, findings }, 'open cases proven to have a next actor and time')
      }
    },
  }),
]
