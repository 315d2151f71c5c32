import { parentPort, workerData } from 'node:worker_threads'
import { systemClock } from '#kernel/clock.ts'
import { readConfig, Secret } from '#kernel/config.ts'
import { openPool } from '#kernel/db/db.ts'
import { lateQueue } from '#kernel/jobs/jobs.ts'
import { makeLog } from '#kernel/log.ts'
import { makeMetrics, numbersOf } from '#kernel/metrics/metrics.ts'
import { partsOf } from './parts.ts'
import { startWorker } from './worker.ts'
import type { FromThread, ThreadData, ToThread } from './worker-apart.ts'

// Started by worker-apart.ts: the worker role with a pool, a log and numbers of its own.
const { env, url, secrets } = workerData as ThreadData
const config = readConfig(env)
const log = makeLog(config.LOG_LEVEL)
const pool = openPool({ url, max: Math.max(4, Math.ceil(config.DATABASE_POOL / 2)), name: 'yiwang-worker' })
const queue = lateQueue()
const metrics = makeMetrics({ processMetrics: false })
const deps = {
  config,
  pool,
  secrets: { session: new Secret(secrets.session), data: new Secret(secrets.data) },
  clock: systemClock,
  log,
}
const worker = await startWorker({ url, metrics, parts: await partsOf(deps, queue.enqueue) })
queue.open(worker)

const say = (message: FromThread): void => parentPort?.postMessage(message)
parentPort?.on('message', async (message: ToThread) => {
  if (message.ask === 'metrics') {
    say({ said: 'metrics', number: message.number, numbers: await numbersOf(metrics) })
    return
  }
  await worker.stop()
  await pool.end()
  parentPort?.close()
})
say({ said: 'ready' })
