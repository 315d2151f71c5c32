import type { Industry } from '#city/industry/industry.ts'
import { listEnabled } from '#city/industry/store.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import type { Log } from '#kernel/log.ts'
import { type Loop, startLoop } from '#kernel/outbox/loop.ts'
import { soundIndustries } from './discover.ts'

const everyMs = 60_000

type Deps = { readonly pool: Pool; readonly clock: Clock; readonly log: Log }

/** Lets each industry bring about what it wants, in each district that has it on, about once a minute. */
export function startTending(deps: Deps): Loop {
  let industries: readonly Industry[] | undefined
  return startLoop({
    everyMs,
    step: async () => {
      industries ??= (await soundIndustries()).filter(({ tend }) => tend)
      await tendAll(deps, industries)
      return false
    },
    onError: (error) => deps.log.error({ err: error }, 'industries could not be tended'),
  })
}

/** One round over all districts. What fails in one of them does not keep the others waiting. */
export async function tendAll({ pool, clock, log }: Deps, industries: readonly Industry[]): Promise<void> {
  if (industries.length === 0) return
  for (const { districtId, industryId } of await listEnabled(pool)) {
    const tend = industries.find(({ id }) => id === industryId)?.tend
    if (!tend) continue
    await pool
      .transaction((tx) => tend(tx, { districtId, now: clock.now() }))
      .catch((error: unknown) => log.error({ err: error, districtId, industryId }, 'an industry could not be tended'))
  }
}
