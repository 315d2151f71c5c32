import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { systemClock } from '#kernel/clock.ts'
import { readConfig, Secret } from '#kernel/config.ts'
import { openPool } from '#kernel/db/db.ts'
import { makeLog } from '#kernel/log.ts'
import { compose } from '#server/compose.ts'
import type { ProductSettings } from './product.ts'

// Started by a benchmark, told by one message where to work, and ended by a signal.
const [settings] = (await once(process, 'message')) as [ProductSettings]
const env = { DATA_DIR: settings.dataDir, HTTP_PORT: '0', LOG_LEVEL: 'error' }
const config = readConfig(env)
const pool = openPool({ url: settings.url, max: config.DATABASE_POOL })
const running = await compose({
  config,
  pool,
  url: settings.url,
  secrets: { session: new Secret(settings.secret), data: new Secret(settings.secret) },
  clock: systemClock,
  log: makeLog('error'),
  roles: new Set(['http', 'worker'] as const),
  apart: env,
  publicPerMinute: 10_000_000,
})
await running.app.listen({ port: 0, host: '127.0.0.1' })
process.send?.({ port: (running.app.server.address() as AddressInfo).port })
process.once('SIGTERM', async () => {
  await running.stop()
  await pool.end()
  process.exit(0)
})
process.once('disconnect', () => process.exit(1))
