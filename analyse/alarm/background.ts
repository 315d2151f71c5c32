import { eachDistrict } from '#city/place/each-district.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import type { Log } from '#kernel/log.ts'
import { type Loop, startLoop } from '#kernel/outbox/loop.ts'
import { fileDue } from '../finding/run.ts'
import { putBackRunning } from '../rule/dry-run-store.ts'
import { tellDue } from '../telling/round.ts'
import { judgeClock, keepWatch } from './clock-round.ts'
import { runNextDryRun } from './dry-run.ts'
import { judgeArrived } from './round.ts'

type Deps = { readonly pool: Pool; readonly clock: Clock; readonly log: Log }

const everyMs = 1_000
const watchEveryMs = 20_000

/** Judges what devices say as it arrives, lets time decide, makes cases, tells people; and tries drafts on history. */
export const startAlarms = ({ pool, clock, log }: Deps): readonly Loop[] => {
  const onError = (about: string) => (error: unknown) => log.error({ err: error, about }, 'alarms')
  let watched = 0
  let isFirst = true
  return [
    startLoop({
      everyMs,
      onError: onError('judging'),
      step: async () => {
        let more = false
        const now = clock.now()
        const looksAround = now.getTime() - watched >= watchEveryMs
        if (looksAround) watched = now.getTime()
        await eachDistrict(pool, log, 'alarms', async ({ districtId }) => {
          if (looksAround) await keepWatch(pool, districtId, now)
          const arrived = await judgeArrived(pool, districtId, clock.now())
          const due = await judgeClock(pool, districtId, clock.now())
          await fileDue(pool, districtId, clock.now())
          await tellDue(pool, districtId, clock.now())
          more ||= arrived.more || due.more
        })
        return more
      },
    }),
    startLoop({
      everyMs,
      onError: onError('dry run'),
      step: async () => {
        if (isFirst) await putBackRunning(pool)
        isFirst = false
        return runNextDryRun(pool, clock)
      },
    }),
  ]
}
