import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Malformed } from '../bytes/malformed.ts'
import { interpretPush } from './interpret.ts'
import { signatureOf } from './iotda.ts'
import { samples, token } from './samples.ts'
import type { PushRequest } from './shape.ts'
import { type ShapeName, shapes } from './shapes.ts'

const now = new Date('2026-01-02T03:05:00Z')
const post = (body: unknown, more: Partial<PushRequest> = {}): PushRequest => ({
  method: 'POST',
  query: new URLSearchParams({ token }),
  headers: {},
  body: Buffer.from(JSON.stringify(body)),
  ...more,
})

test('each sample is let in by its token and says what stands beside it', () => {
  for (const { about, shape, body, says } of samples) {
    const received = shapes[shape].receive(post(body), token)
    assert.equal(received.kind, 'messages', about)
    const read = shapes[shape].read(Buffer.from(JSON.stringify(body)))
    assert.deepEqual(
      read.map(({ sender, at, document }) => ({ sender, at: at?.toISOString(), values: document })),
      says,
      about,
    )
  }
})

test('a platform’s first question is answered where it is signed, and nobody else is heard', () => {
  const msg = 'are-you-there'
  const { signature, nonce } = { nonce: 'abcdefgh', signature: 'ijMcPXQHBXPcFSQOkHCI1w==' }
  const asked = {
    method: 'GET',
    query: new URLSearchParams({ msg, nonce, signature }),
    headers: {},
    body: Buffer.alloc(0),
  }
  assert.equal(shapes.onenet.receive(asked, token).kind, 'refused')
  const [first] = samples
  const wrong = { ...first!.body, nonce: 'other' }
  for (const [shape, request] of [
    ['onenet', post(wrong)],
    ['ctwing', post({ deviceId: 'cover-2' }, { query: new URLSearchParams() })],
    ['iotda', post({}, { query: new URLSearchParams(), headers: { timestamp: '1', nonce: '2', signature: 'f00' } })],
  ] as const)
    assert.deepEqual(shapes[shape].receive(request, token), { kind: 'refused', status: 401, reason: 'wrong signature' })
})

test('IoTDA is let in by its signature too', () => {
  const body = samples.find(({ shape }) => shape === 'iotda')!.body
  const headers = { timestamp: '1767323045', nonce: 'n', signature: signatureOf(token, '1767323045', 'n') }
  const received = shapes.iotda.receive(post(body, { query: new URLSearchParams(), headers }), token)
  assert.equal(received.kind === 'messages' && received.messages[0]?.sender, 'cover-3')
})

test('what one push says of several devices is read for each of them alone', () => {
  const bytes = Buffer.from(JSON.stringify(samples[1]!.body))
  const of = (sender: string) =>
    interpretPush
      .onenet(bytes, { sender, kind: 'cover', dictionaries: [], units: {} }, now)
      .samples.map(({ metric }) => metric)
  assert.deepEqual([of('cover-1'), of('860000000000001'), of('another')], [['tilt'], ['3200_0_5500'], []])
})

test('whatever is pushed breaks nothing', () => {
  const names = Object.keys(shapes) as ShapeName[]
  const bodies = fc.oneof(
    fc.json(),
    fc.string(),
    fc.json().map((msg) => JSON.stringify({ msg, nonce: 'n', signature: 's' })),
    fc.json().map((one) => `{"deviceId":"d","payload":${one},"timestamp":${one}}`),
    fc
      .json()
      .map((one) => `{"event_time":${one},"notify_data":{"header":{"device_id":"d"},"body":{"services":[${one}]}}}`),
  )
  fc.assert(
    fc.property(bodies, fc.constantFrom(...names), (text, name) => {
      const body = Buffer.from(text)
      for (const work of [
        () => shapes[name].receive(post({}, { body }), token),
        () => interpretPush[name](body, { sender: 'd', kind: 'cover', dictionaries: [], units: {} }, now),
      ]) {
        try {
          work()
        } catch (fault) {
          assert.ok(fault instanceof Malformed, String(fault))
        }
      }
    }),
    { numRuns: 1_500 },
  )
})
