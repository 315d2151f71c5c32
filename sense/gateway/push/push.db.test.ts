import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atEnd, testUrl } from '#kernel/testing/db.ts'
import { takeOver } from '../../conveyor/conveyor.ts'
import { addDevice, openYard, valuesOf, type Yard } from '../../testing/yard.ts'
import { newCounts } from '../server.ts'
import { signatureOf } from './onenet.ts'
import { listenPush } from './server.ts'

const yard: Yard = await openYard(await testUrl())
atEnd(() => yard.drop())
const counts = newCounts()
const token = 'a-token-of-the-district'
const shared = { ...yard, counts, now: () => Date.now(), tokens: { onenet: token, ctwing: token } }
const gateway = await listenPush(shared, 0, '127.0.0.1')
atEnd(() => gateway.stop())

const at = `http://127.0.0.1:${gateway.port}`
const push = async (path: string, body: unknown) =>
  (await fetch(at + path, { method: 'POST', body: JSON.stringify(body) })).status
const signed = (msg: object) => {
  const text = JSON.stringify(msg)
  return { msg: text, nonce: 'n', signature: signatureOf(token, 'n', text), time: Date.now(), id: 'id-1' }
}

test('OneNET tries the address, pushes, pushes again after a lost answer, and each value is there once', async () => {
  const deviceId = await addDevice(yard, { protocol: 'onenet', sender: 'cover-1', kind: 'manhole-cover' })
  const query = new URLSearchParams({ msg: 'hello', nonce: 'n', signature: signatureOf(token, 'n', 'hello') })
  assert.equal(await (await fetch(`${at}/push/onenet?${query}`)).text(), 'hello')
  const time = Date.now() - 5_000
  const body = signed({ deviceName: 'cover-1', data: { params: { tilt: { value: 12.5, time } } } })
  const before = yard.spool.end
  assert.equal(await push('/push/onenet', body), 200)
  assert.ok(yard.spool.end > before)
  assert.equal(await push('/push/onenet', body), 200)
  await takeOver(yard)
  assert.deepEqual(
    (await valuesOf(yard, deviceId)).map(({ metric, value, at: when }) => [metric, value, +when]),
    [['tilt', 12.5, time]],
  )
})

test('a push that is not signed, is too long or comes to a platform without a token is refused and counted', async () => {
  assert.equal(await push('/push/onenet', { msg: '{}', nonce: 'n', signature: 'guessed' }), 401)
  assert.equal(await push('/push/ctwing?token=guessed', { deviceId: 'cover-1' }), 401)
  assert.equal(await push('/push/iotda', {}), 404)
  assert.equal(
    await push(`/push/ctwing?token=${token}`, { deviceId: 'x'.repeat(2 * 1024 * 1024) }).catch(() => 413),
    413,
  )
  assert.equal((await fetch(`${at}/push/ctwing?token=${token}`, { method: 'POST', body: '{' })).status, 400)
  assert.equal(counts.refused.get('wrong signature'), 2)
})

test('what is pushed of a stranger is answered, so that nobody waits behind it, and listed', async () => {
  const before = yard.spool.end
  assert.equal(
    await push(`/push/ctwing?token=${token}`, { messageType: 'dataReport', deviceId: 'stranger', payload: {} }),
    200,
  )
  assert.equal(yard.spool.end, before)
  assert.equal(counts.strays.get('ctwing/stranger')?.frames, 1)
})

test('where nothing can be kept the platform is told so, and pushes again', async () => {
  await addDevice(yard, { protocol: 'ctwing', sender: 'cover-2', kind: 'manhole-cover' })
  const marks = { shed: { backlog: -1, waiting: -1 }, stop: { backlog: -1, waiting: -1 } }
  const full = await listenPush({ ...shared, marks }, 0, '127.0.0.1')
  const body = JSON.stringify({ messageType: 'dataReport', deviceId: 'cover-2', payload: { tilt: 1 } })
  const answer = fetch(`http://127.0.0.1:${full.port}/push/ctwing?token=${token}`, { method: 'POST', body })
  await new Promise((done) => setTimeout(done, 300))
  await Promise.all([full.stop(), answer.then(({ status }) => assert.equal(status, 503))])
})
