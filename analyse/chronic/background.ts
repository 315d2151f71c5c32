import { z } from 'zod'
import { eachDistrict } from '#city/place/each-district.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import type { AnyJob } from '#kernel/jobs/jobs.ts'
import type { Log } from '#kernel/log.ts'
import type { Subscriber } from '#kernel/outbox/relay.ts'
import { settleCase } from './settle.ts'
import { sweepSpots } from './sweep.ts'

/** What may make a case count for a spot, or count no longer. */
const telling = ['filed', 'amended', 'dispatched', 'merged', 'unmerged', 'refused', 'refusal_undone', 'voided']

/** Brings chronic spots to what a case has become. */
export const spotWatcher = (clock: Clock): Subscriber => ({
  name: 'chronic-spots',
  topics: ['case.changed'],
  wants: sql`o.payload ->> 'kind' = any(${telling}::text[])`,
  startsAt: 'next',
  async apply({ districtId, payload }, tx) {
    await settleCase(tx, districtId, (payload as { caseId: string }).caseId, clock.now())
  },
})

/** Each night, what no event has told: imports, rules that were changed. */
export const spotJobs = ({ pool, clock, log }: { pool: Pool; clock: Clock; log: Log }): readonly AnyJob[] => [
  defineJob({
    name: 'chronic-spots-sweep',
    schema: z.object({}),
    unique: 'either',
    cron: { at: '40 2 * * *', data: {} },
    handle: () =>
      eachDistrict(pool, log, 'chronic-spots-sweep', async ({ districtId }) =>
        log.info({ districtId, settled: await sweepSpots(pool, districtId, clock.now()) }, 'chronic spots swept'),
      ),
  }),
]
