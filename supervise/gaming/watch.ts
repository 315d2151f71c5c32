import { z } from 'zod'
import { instantOf, localDay, weekdayOf } from '#city/calendar/zone.ts'
import { eachDistrict } from '#city/place/each-district.ts'
import { getDistrict } from '#city/place/store.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import type { AnyJob } from '#kernel/jobs/jobs.ts'
import type { Log } from '#kernel/log.ts'
import { findAll } from './finding.ts'
import { gatherActs, type Window } from './gather.ts'
import { hasRun, keepRun, thresholdsOf } from './store.ts'

const WINDOW_DAYS = 28

/** The job that looks for patterns in one district. */
export const gamingLook = {
  name: 'gaming-look',
  schema: z.object({ districtId: z.string() }),
  unique: 'either',
} as const

/** The last four whole weeks of a zone: half-open, from a Monday to a Monday. */
export function lastWindow(now: Date, zone: string): Window {
  const today = localDay(zone, now.getTime())
  const monday = today - (weekdayOf(today) - 1)
  return { from: new Date(instantOf(zone, monday - WINDOW_DAYS, 0)), to: new Date(instantOf(zone, monday, 0)) }
}

/** Looks for patterns in the last window by the thresholds in force, once. Says whether it looked. */
export async function look(pool: Pool, clock: Clock, districtId: string): Promise<boolean> {
  const { timeZone } = await getDistrict(pool, districtId)
  const window = lastWindow(clock.now(), timeZone)
  const inForce = await thresholdsOf(pool, districtId)
  if (await hasRun(pool, districtId, window.to, inForce.version)) return false
  const acts = await gatherActs(pool, districtId, window)
  const findings = findAll(acts, inForce.thresholds)
  const tested = {
    handlings: acts.handlings.length,
    verifications: acts.verifications.length,
    ratings: acts.ratings.length,
  }
  return pool.transaction((tx) => keepRun(tx, districtId, { ...inForce, window, tested, findings, now: clock.now() }))
}

/** Early each morning, though a new window only begins on Mondays: what was missed is caught up. */
export const gamingJobs = ({ pool, clock, log }: { pool: Pool; clock: Clock; log: Log }): readonly AnyJob[] => [
  defineJob({
    ...gamingLook,
    handle: async ({ districtId }) => log.info({ districtId, looked: await look(pool, clock, districtId) }, 'patterns'),
  }),
  defineJob({
    name: 'gaming-watch',
    schema: z.object({}),
    unique: 'either',
    cron: { at: '30 5 * * *', data: {} },
    handle: () =>
      eachDistrict(pool, log, 'gaming-watch', async ({ districtId }) => {
        await look(pool, clock, districtId)
      }),
  }),
]
