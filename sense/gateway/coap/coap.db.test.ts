import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { atEnd, testUrl } from '#kernel/testing/db.ts'
import { takeOver } from '../../conveyor/conveyor.ts'
import { CoapDevice } from '../../simulate/coap-device.ts'
import { addDevice, openYard, valuesOf, type Yard } from '../../testing/yard.ts'
import { newCounts } from '../server.ts'
import { messageBytes } from './codec.ts'
import { longestBody } from './conversation.ts'
import { listenCoap } from './server.ts'

const yard: Yard = await openYard(await testUrl())
atEnd(() => yard.drop())
const counts = newCounts()
const options = { ...yard, counts, now: () => Date.now() }
const gateway = await listenCoap(options, 0, '127.0.0.1')
atEnd(() => gateway.stop())

const lampId = await addDevice(yard, { protocol: 'coap', sender: 'lamp-1', kind: 'lamp', credential: 'secret' })
const open = async (credential = 'secret', port = gateway.port) => {
  const device = await CoapDevice.open({ host: '127.0.0.1', port, sender: 'lamp-1', credential })
  atEnd(async () => device.end())
  return device
}
const report = (at: Date, level: number) =>
  Buffer.from(JSON.stringify({ at: at.toISOString(), values: { level: { value: level, unit: '%' } } }))
const second = (count: number) => new Date(Math.floor(Date.now() / 1000) * 1000 - count * 1000)

test('a lamp posts its level: on disk before it is answered, once however often it comes, once in the database', async () => {
  const lamp = await open()
  const before = yard.spool.end
  assert.equal(await lamp.post(report(second(1), 70)), '2.04')
  assert.ok(yard.spool.end > before)
  const kept = counts.kept
  assert.equal(await lamp.repeat(), '2.04')
  assert.equal(await lamp.repeat(), '2.04')
  assert.equal(counts.kept, kept)
  await takeOver(yard)
  const values = await valuesOf(yard, lampId)
  assert.deepEqual(
    values.map(({ metric, value, unit }) => [metric, value, unit]),
    [['level', 70, '%']],
  )
})

test('a long report comes in blocks and is kept as one, a longer one is refused with what may be sent', async () => {
  const lamp = await open()
  const many = Array.from({ length: 300 }, (_, count) => ({
    at: second(400 + count).toISOString(),
    values: { flow: { value: count, unit: 'm3/h' } },
  }))
  const kept = counts.kept
  assert.equal(await lamp.postBlocks(Buffer.from(JSON.stringify(many)), 512), '2.04')
  assert.equal(counts.kept, kept + 1)
  assert.equal(gateway.held.bytes, 0)
  assert.equal(await lamp.postBlocks(Buffer.alloc(longestBody + 1_024, 0x20), 1_024), '4.13')
  await takeOver(yard)
  assert.equal((await valuesOf(yard, lampId)).filter(({ metric }) => metric === 'flow').length, 300)
})

test('bad input is answered by its code, counted against the device, and harms nobody', async () => {
  const [lamp, thief] = [await open(), await open('guess')]
  assert.equal(await lamp.post(Buffer.from('level=1')), '4.00')
  assert.equal(await thief.post(report(second(2), 1)), '4.01')
  assert.equal(await lamp.request({ code: '0.01' }), '4.05')
  assert.equal(await lamp.request({ code: '0.00', token: Buffer.alloc(0), options: [] }), 'RST')
  for (const hex of ['', '40', '80020001', '4f020001', '40020001ff', 'ffffffffffff']) lamp.send(Buffer.from(hex, 'hex'))
  assert.equal(await lamp.post(report(second(3), 71)), '2.04')
  const conduct = counts.conduct.get('coap/lamp-1')
  assert.ok((conduct?.reasons['refused wrong code'] ?? 0) >= 1 && (conduct?.refused ?? 0) >= 2)
})

test('where the spool is too far behind a report is told to come again, and is not kept', async () => {
  const full = await listenCoap(
    { ...options, marks: { shed: { backlog: 0, waiting: 0 }, stop: { backlog: 0, waiting: 0 } } },
    0,
    '127.0.0.1',
  )
  const lamp = await open('secret', full.port)
  const kept = counts.kept
  const asked = lamp.post(report(second(4), 72), { tries: 1, waitMs: 5_000 })
  await new Promise((done) => setTimeout(done, 100))
  await full.stop()
  assert.ok(['5.03', 'none'].includes(await asked))
  assert.equal(counts.kept, kept)
})

test('a flood of datagrams that are no reports does not grow what is held, and a report is heard after it', {
  timeout: 60_000,
}, async () => {
  const lamp = await open()
  const rubbish = messageBytes({
    type: 'NON',
    code: '0.02',
    messageId: 7,
    token: Buffer.alloc(8),
    options: lamp.address,
    payload: Buffer.alloc(1_000, 0x20),
  })
  for (let count = 0; count < 20_000; count++) {
    rubbish.writeUInt16BE(count & 0xffff, 2)
    lamp.send(rubbish)
    if (count % 200 === 0) await new Promise((done) => setImmediate(done))
  }
  assert.equal(await lamp.post(report(second(5), 73), { tries: 6 }), '2.04')
  assert.ok(gateway.held.exchanges <= 50_000 && gateway.held.bytes === 0)
})

const client = ['/usr/bin/coap-client-notls', '/usr/bin/coap-client'].find(existsSync)

test('libcoap’s client is heard like any device', { skip: client ? false : 'libcoap is not installed' }, async () => {
  const url = `coap://127.0.0.1:${gateway.port}/yiwang/v1/lamp-1/up?token=secret`
  const kept = counts.kept
  await promisify(execFile)(client!, ['-m', 'post', '-t', 'json', '-e', report(second(6), 74).toString(), url])
  assert.equal(counts.kept, kept + 1)
})
