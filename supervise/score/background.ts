import { z } from 'zod'
import { eachDistrict } from '#city/place/each-district.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Db, Pool, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { eachTried } from '#kernel/jobs/each-tried.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import type { AnyJob } from '#kernel/jobs/jobs.ts'
import type { Log } from '#kernel/log.ts'
import { type Loop, startLoop } from '#kernel/outbox/loop.ts'
import type { OutboxEvent } from '#kernel/outbox/outbox.ts'
import type { Subscriber } from '#kernel/outbox/relay.ts'
import { definition } from './counts.ts'
import { rollOnce, rollSize } from './roll.ts'
import { markDirty, markForgotten } from './roll-store.ts'

type Parts = { readonly pool: Pool; readonly clock: Clock; readonly log: Log }

/** One statement for all that changed; events told together are of one district. */
async function markChanged(events: readonly OutboxEvent[], tx: Tx): Promise<void> {
  const changed = events.map(({ payload, recordedAt }) => ({
    caseId: (payload as { caseId: string }).caseId,
    at: recordedAt,
  }))
  if (events[0]) await markDirty(tx, events[0].districtId, changed)
}

/** Marks what changed; counting it again is left to the loop, so that a case that changes ten times is counted once. */
export const scoreSubscribers: readonly Subscriber[] = [
  {
    name: 'score-dirty',
    topics: ['case.changed'],
    // The first roll of a district counts everything that is there.
    startsAt: 'next',
    apply: (event, tx) => markChanged([event], tx),
    applyAll: markChanged,
  },
]

const everyMs = 5_000

/** Counts changed cases again, a few hundred at a time, until none is left. */
export const scoreLoop = ({ pool, clock, log }: Parts): Loop =>
  startLoop({
    everyMs,
    step: async () => {
      let more = false
      await eachTried(await listBehind(pool), log, 'score-roll', async ({ districtId }) => {
        const { cases } = await pool.transaction((tx) => rollOnce(tx, districtId, clock.now()))
        more ||= cases === rollSize
      })
      return more
    },
    onError: (error) => log.error({ err: error }, 'counting for scores failed'),
  })

/** Districts with cases that were never counted, were counted by another definition, or have changed. A roll-up over all of them. */
const listBehind = (db: Db): Promise<{ districtId: string }[]> =>
  db.many(sql`
    select d.district_id as "districtId" from city.district d
     where exists (select 1 from supervise.score_dirty s where s.district_id = d.district_id)
        or (exists (select 1 from city.case c where c.district_id = d.district_id)
            and not exists (select 1 from supervise.score_roll r
                             where r.district_id = d.district_id and r.definition = ${definition}))
     order by 1`)

/** At night everything is compared once: an import tells nobody of what it wrote. */
export const scoreJobs = ({ pool, clock, log }: Parts): readonly AnyJob[] => [
  defineJob({
    name: 'score-forgotten',
    schema: z.object({}),
    unique: 'either',
    cron: { at: '20 2 * * *', data: {} },
    handle: () =>
      eachDistrict(pool, log, 'score-forgotten', async ({ districtId }) => {
        const found = await pool.transaction((tx) => markForgotten(tx, districtId, clock.now()))
        if (found > 0) log.info({ districtId, cases: found }, 'cases to be counted again')
      }),
  }),
]
