import { systemClock } from '#kernel/clock.ts'
import type { Config, Secret } from '#kernel/config.ts'
import { openPool } from '#kernel/db/db.ts'
import type { Log } from '#kernel/log.ts'
import { makeMetrics } from '#kernel/metrics/metrics.ts'
import { type Listening, startGateways } from './gateways.ts'

type Alone = { config: Config; url: string; log: Log; secrets: { data: Secret }; say: (line: string) => void }

/**
 * A process that is a gateway and nothing else. It wants nothing of the database to begin with: devices are heard by the list on
 * disk and acknowledged into the spool, and what they said is taken over once the database is there, migrated by whoever serves.
 */
export async function runGatewayAlone({ config, url, ...deps }: Alone): Promise<{
  listening: readonly Listening[]
  stop(): Promise<void>
}> {
  const pool = openPool({ url, max: config.DATABASE_POOL })
  const gateways = await startGateways({ ...deps, config, pool, clock: systemClock, metrics: makeMetrics() })
  return {
    listening: gateways.listening,
    async stop() {
      await gateways.stop()
      await pool.end()
    },
  }
}
