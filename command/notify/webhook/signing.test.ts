import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { newSecret, signedHeaders } from './signing.ts'

test('the signature is that of the specification’s own example', () => {
  // The example of the reference libraries: secret, id, time, body and the signature they publish.
  const headers = signedHeaders({
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    at: new Date(1_614_265_330_000),
    body: '{"test": 2432232314}',
    secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
  })
  assert.deepEqual(headers, {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

test('the reference library believes what we sign, with either secret while both are valid, and with no other', () => {
  const [current, former, stranger] = [newSecret(), newSecret(), newSecret()]
  const body = JSON.stringify({ type: 'case.changed', data: { number: '2026030200001', place: '滨河路' } })
  const headers = signedHeaders({ id: 'x1', at: new Date(), body, secrets: [current, former] })
  for (const secret of [current, former]) assert.doesNotThrow(() => new Webhook(secret).verify(body, headers))
  assert.throws(() => new Webhook(stranger).verify(body, headers))
  assert.throws(() => new Webhook(current).verify(body.replace('滨', '江'), headers))
})

test('a repeat from the day before is not believed: its time is signed too', () => {
  const secret = newSecret()
  const headers = signedHeaders({ id: 'x1', at: new Date(Date.now() - 86_400_000), body: '{}', secrets: [secret] })
  assert.throws(() => new Webhook(secret).verify('{}', headers))
})

test('a secret has the prefix of the specification and thirty-two random bytes', () => {
  const secret = newSecret()
  assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
  assert.notEqual(secret, newSecret())
})
