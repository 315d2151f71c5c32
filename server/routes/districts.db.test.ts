import assert from 'node:assert/strict'
import { outwardOf } from '#command/notify/outward.ts'
import { readConfig } from '#kernel/config.ts'
import { openImages } from '#kernel/files/images.ts'
import { openLocalStore } from '#kernel/files/local-store.ts'
import { DistrictsFailed } from '#kernel/jobs/each-tried.ts'
import { silentLog } from '#kernel/log.ts'
import { closed } from '#server/testing/steps.ts'
import { type Story, story } from '#server/testing/story.ts'
import { town } from '#server/testing/town.ts'
import { jobsOf } from '../background.ts'

const broken = '000000'

/** A district that comes first, and whose zone no clock knows. */
const foundBroken = (s: Story) =>
  s.tx.client.query(
    `insert into city.district
     select $1, '坏区', null, 'Nowhere/None', centre_lon, centre_lat, bounds, catalogue_edition, '{}'
       from city.district where district_id = $2`,
    [broken, town.districtId],
  )

async function jobsIn(s: Story) {
  const files = { store: await openLocalStore(s.folder), images: openImages(), clock: s.clock, uploadMaxMb: 20 }
  const outward = outwardOf(readConfig({ DATA_DIR: s.folder }))
  const jobs = jobsOf({ ...s, log: silentLog, files, enqueue: s.jobs.enqueue, outward })
  return (name: string, attempt = 1) =>
    jobs.find((job) => job.name === name)!.handle({}, { jobId: 'x', attempt, signal: AbortSignal.timeout(30_000) })
}

const countIn = async (s: Story, table: string): Promise<number> => {
  const { rows } = await s.tx.client.query(`select count(*)::int as n from ${table} where district_id = $1`, [
    town.districtId,
  ])
  return rows[0].n
}

/** What each job leaves in a district that it has served. */
const traces = {
  'draw-seeds': 'supervise.draw_seed',
  'sample-week': 'supervise.sample',
  'reports-due': 'supervise.period_report',
  'gaming-watch': 'supervise.gaming_run',
}

story(
  'a district that cannot be served does not keep the next from being served, and the job comes again',
  async (s) => {
    await closed(s)
    await foundBroken(s)
    s.clock.set('2026-03-09T07:00:00+08:00')
    const run = await jobsIn(s)
    for (const [job, table] of Object.entries(traces)) {
      const before = await countIn(s, table)
      await assert.rejects(run(job), (error) => {
        assert.ok(error instanceof DistrictsFailed, `${job}: ${error}`)
        assert.deepEqual(error.districtIds, [broken], job)
        return true
      })
      assert.ok((await countIn(s, table)) > before, `${job} has served the second district`)
    }
  },
)
