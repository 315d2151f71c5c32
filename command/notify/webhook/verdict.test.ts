import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MAX_ATTEMPTS, verdictOf } from './verdict.ts'

const now = new Date('2026-03-02T02:00:00Z')
const answer = (status: number, retryAfter?: string) => ({ status, retryAfter, body: '' })
const steady = (failures: number) => failures * 1000

test('any status of two hundred and some is a delivery, anything else is tried again', () => {
  for (const status of [200, 202, 204]) assert.deepEqual(verdictOf(answer(status), 1, now), { state: 'delivered' })
  for (const status of [301, 400, 401, 404, 500, 503])
    assert.equal(verdictOf(answer(status), 1, now).state, 'pending', `${status}`)
})

test('waits double from two seconds to two hours, and twelve failures make it dead', () => {
  const waits: number[] = []
  for (let attempts = 1; attempts < MAX_ATTEMPTS; attempts++) {
    const verdict = verdictOf(answer(502), attempts, now)
    assert.ok(verdict.state === 'pending')
    waits.push(verdict.delayMs)
  }
  for (const [at, wait] of waits.entries()) {
    const usual = Math.min(1000 * 2 ** (at + 1), 7_200_000)
    assert.ok(wait >= usual * 0.87 && wait <= usual * 1.13, `wait ${at + 1} is ${wait} ms`)
  }
  assert.deepEqual(verdictOf(answer(502), MAX_ATTEMPTS, now), { state: 'dead', error: 'HTTP 502', gone: false })
})

test('whoever asks for time is given it, an hour at most', () => {
  const delay = (retryAfter: string) => {
    const verdict = verdictOf(answer(429, retryAfter), 1, now, steady)
    return verdict.state === 'pending' ? verdict.delayMs : -1
  }
  assert.equal(delay('30'), 30_000)
  assert.equal(delay('Mon, 02 Mar 2026 02:05:00 GMT'), 300_000)
  assert.equal(delay('86400'), 3_600_000)
  assert.equal(delay('0'), 1000)
  assert.equal(delay('soon'), 1000)
})

test('a destination that is gone is not tried again', () => {
  assert.deepEqual(verdictOf(answer(410), 1, now), { state: 'dead', error: 'HTTP 410', gone: true })
})

test('what went wrong is told in few words', () => {
  const told = (error: Error) => {
    const verdict = verdictOf(error, 1, now)
    return verdict.state === 'delivered' ? '' : verdict.error
  }
  assert.equal(told(Object.assign(new Error('x'), { code: 'ECONNREFUSED' })), 'ECONNREFUSED')
  assert.equal(told(new DOMException('timed out', 'TimeoutError') as unknown as Error), 'no answer in time')
})
