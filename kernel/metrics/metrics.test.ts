import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeMetrics, metricsText, observeRequest } from './metrics.ts'

test('a request is counted under its pattern, method and status class', async () => {
  const metrics = makeMetrics({ processMetrics: false })
  observeRequest(metrics, { route: '/api/cases/:caseId', method: 'GET', status: 404, seconds: 0.02 })
  observeRequest(metrics, { route: undefined, method: 'GET', status: 200, seconds: 0.02 })
  const text = await metricsText(metrics)
  assert.match(text, /yiwang_http_request_seconds_count\{route="\/api\/cases\/:caseId",method="GET",status="4xx"\} 1/)
  assert.match(text, /route="unknown"/)
})

test('a number is read when asked for, and one that cannot be read hides no other', async () => {
  const metrics = makeMetrics({ processMetrics: false })
  let idle = 3
  metrics.gauge('yiwang_idle', 'idle', () => idle)
  metrics.gauge('yiwang_broken', 'broken', () => Promise.reject(new Error('no database')))
  metrics.gaugeBy('yiwang_pending', 'pending', 'subscriber', async () => new Map([['sms', idle]]))
  assert.match(await metricsText(metrics), /^yiwang_idle 3$/m)
  idle = 4
  const text = await metricsText(metrics)
  assert.match(text, /^yiwang_idle 4$/m)
  assert.match(text, /^yiwang_pending\{subscriber="sms"\} 4$/m)
})

test('a label value that is gone is no longer told', async () => {
  const metrics = makeMetrics({ processMetrics: false })
  let lags = new Map([['sms', 9]])
  metrics.gaugeBy('yiwang_lag', 'lag', 'subscriber', async () => lags)
  assert.match(await metricsText(metrics), /sms/)
  lags = new Map()
  assert.doesNotMatch(await metricsText(metrics), /sms/)
})

test('two servers in one process keep their own numbers, with the process’s own beside them', async () => {
  const [one, other] = [makeMetrics(), makeMetrics()]
  one.outboxDeliveries.inc({ subscriber: 'sms', outcome: 'delivered' })
  assert.match(await metricsText(one), /yiwang_outbox_deliveries_total\{subscriber="sms",outcome="delivered"\} 1/)
  assert.doesNotMatch(await metricsText(other), /sms/)
  assert.match(await metricsText(other), /process_resident_memory_bytes/)
})
