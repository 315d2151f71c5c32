import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { Secret } from '#kernel/config.ts'
import { openPool } from '#kernel/db/db.ts'
import { migrate } from '#kernel/db/migrate.ts'
import { sql } from '#kernel/db/sql.ts'
import { silentLog } from '#kernel/log.ts'
import { makeMetrics, metricsText } from '#kernel/metrics/metrics.ts'
import { outbox } from '#kernel/outbox/outbox.ts'
import { testUrl } from '#kernel/testing/db.ts'
import { freshDatabase } from '#kernel/testing/fresh-database.ts'
import { startWorkerApart } from './worker-apart.ts'

const secrets = { session: new Secret('session'), data: new Secret('data') }

test('the worker thread gives events their positions, tells its numbers, and ends when it is told to', async () => {
  const { url, drop } = await freshDatabase(await testUrl())
  await migrate(url)
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-worker-'))
  const pool = openPool({ url, max: 2 })
  const worker = await startWorkerApart({ env: { DATA_DIR: folder }, url, secrets, log: silentLog })
  try {
    const event = { districtId: 'dachuan', topic: 'test.happened', key: 'a', payload: {} }
    await pool.transaction((tx) => outbox.add(tx, event))
    for (const end = Date.now() + 10_000; Date.now() < end; await pause(50)) if ((await told(pool)) === 1) break
    assert.equal(await told(pool), 1)
    const text = await metricsText(makeMetrics({ processMetrics: false }), await worker.numbers())
    assert.match(text, /^yiwang_watch_armed 0$/m)
    assert.equal(text.match(/^# TYPE yiwang_job_seconds /gm)?.length, 1)
  } finally {
    await worker.stop()
    await pool.end()
    await drop()
    rmSync(folder, { recursive: true, force: true })
  }
})

const told = async (pool: ReturnType<typeof openPool>): Promise<number> =>
  (await pool.one<{ told: number }>(sql`select count(*)::int as told from kernel.outbox where position is not null`))
    .told

test('where the thread cannot begin, whoever starts it is told why', async () => {
  const env = { LOG_LEVEL: 'shouting' }
  await assert.rejects(
    startWorkerApart({ env, url: 'postgres://nobody@127.0.0.1:1/none', secrets, log: silentLog }),
    /LOG_LEVEL/,
  )
})

test('a thread that ends by itself is started again until it is told to stop', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-worker-'))
  const starts = join(folder, 'starts')
  const script = join(folder, 'thread.mjs')
  writeFileSync(
    script,
    `import { appendFileSync } from 'node:fs'
     import { parentPort } from 'node:worker_threads'
     appendFileSync(${JSON.stringify(starts)}, 'x')
     parentPort.postMessage({ said: 'ready' })
     parentPort.on('message', () => parentPort.close())
     setTimeout(() => process.exit(3), 50).unref()`,
  )
  const worker = await startWorkerApart({ env: {}, url: '', secrets, log: silentLog, script: pathToFileURL(script) })
  for (const end = Date.now() + 10_000; Date.now() < end; await pause(50))
    if (readFileSync(starts, 'utf8').length >= 2) break
  assert.ok(readFileSync(starts, 'utf8').length >= 2)
  await worker.stop()
  rmSync(folder, { recursive: true, force: true })
})
