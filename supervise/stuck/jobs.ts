import { z } from 'zod'
import { eachDistrict } from '#city/place/each-district.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import type { AnyJob } from '#kernel/jobs/jobs.ts'
import type { Log } from '#kernel/log.ts'
import { proveDistrict } from './prove.ts'
import { listRuns } from './store.ts'

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
    handle: ({ districtId: only }, { attempt }) => {
      const prove = async ({ districtId }: { districtId: string }) => {
        if (attempt > 1 && (await isProven(pool, districtId, clock.now()))) return
        const { cases, findings } = await proveDistrict(pool, districtId, clock.now())
        log.info({ districtId, cases, findings }, 'open cases proven to have a next actor and time')
      }
      if (only) return prove({ districtId: only })
      return eachDistrict(pool, log, 'stuck-proof', prove)
    },
  }),
]

const RETRIED_MS = 3_600_000

/** A retry is for the districts that failed: the duty chief of the others has been told already. */
async function isProven(pool: Pool, districtId: string, now: Date): Promise<boolean> {
  const [last] = await listRuns(pool, districtId, 1)
  return last !== undefined && now.getTime() - last.at.getTime() < RETRIED_MS
}
