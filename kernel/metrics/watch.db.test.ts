import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testPool } from '#kernel/testing/db.ts'
import { makeMetrics, metricsText } from './metrics.ts'
import { watchLive, watchOutbox, watchPool } from './watch.ts'

test('connections, outbox and live streams are told beside each other', async () => {
  const pool = await testPool()
  const metrics = makeMetrics({ processMetrics: false })
  watchPool(metrics, pool)
  watchOutbox(metrics, pool)
  watchLive(metrics, { count: 2 })
  const text = await metricsText(metrics)
  assert.match(text, /^yiwang_outbox_waiting \d+$/m)
  assert.match(text, /^yiwang_db_waiting \d+$/m)
  assert.match(text, /^yiwang_live_streams 2$/m)
})
