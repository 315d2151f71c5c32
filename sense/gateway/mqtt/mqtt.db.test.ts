import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import mqtt, { type MqttClient } from 'mqtt'
import { atEnd, testUrl } from '#kernel/testing/db.ts'
import { takeOver } from '../../conveyor/conveyor.ts'
import { mosquittoPub, startMosquitto, withoutMosquitto } from '../../testing/mosquitto.ts'
import { addDevice, openYard, valuesOf, type Yard } from '../../testing/yard.ts'
import { newCounts } from '../server.ts'
import { joinBroker } from './external.ts'
import { listenMqtt, type MqttOptions } from './server.ts'
import { topicOf } from './topics.ts'

const yard: Yard = await openYard(await testUrl())
atEnd(() => yard.drop())

const counts = newCounts()
const shared = { ...yard, counts, now: () => Date.now() }
const gateway = await listenMqtt(shared, 0, '127.0.0.1')
atEnd(() => gateway.stop())

const credential = 'a-secret-of-its-own'
const cover = (sender: string, more: object = {}) =>
  addDevice(yard, { protocol: 'mqtt', sender, kind: 'manhole-cover', credential, ...more })
const up = (sender: string): string => topicOf({ kind: 'up', sender })
const second = (before: number): Date => new Date(Math.floor(Date.now() / 1000) * 1000 - before * 1000)
const level = (at: Date, value: number): string =>
  JSON.stringify({ at: at.toISOString(), values: { waterLevel: { value, unit: 'm' } } })

const told = (client: MqttClient): Promise<string> =>
  new Promise((done) => client.once('message', (_, payload) => done(payload.toString())))

async function connected(username: string, options: object = {}, port = gateway.port): Promise<MqttClient> {
  const client = mqtt.connect({
    host: '127.0.0.1',
    port,
    username,
    password: credential,
    protocolVersion: 4,
    reconnectPeriod: 0,
    ...options,
  })
  client.on('error', () => undefined)
  await new Promise<void>((done, failed) => {
    client.once('connect', () => done())
    client.once('close', () => failed(new Error('not let in')))
  })
  atEnd(async () => void client.end(true))
  return client
}

test('a cover publishes its level; it is on disk before it is acknowledged, and once in the database', async () => {
  const deviceId = await cover('cover-1')
  const client = await connected('cover-1')
  const [before, at] = [yard.spool.end, second(30)]
  await client.publishAsync(up('cover-1'), level(at, 1.25), { qos: 1 })
  assert.ok(yard.spool.end > before)
  await client.publishAsync(up('cover-1'), level(at, 1.25), { qos: 2 })
  await client.publishAsync('v1/devices/me/telemetry', JSON.stringify({ ts: at.getTime(), values: { battery: 3.6 } }), {
    qos: 1,
  })
  await takeOver(yard)
  assert.deepEqual(
    (await valuesOf(yard, deviceId)).map(({ metric, unit, value, at: when }) => [metric, unit, value, +when]),
    [
      ['battery', '', 3.6, +at],
      ['waterLevel', 'm', 1.25, +at],
    ],
  )
})

test('a maker’s own JSON is read by the mapping that its device was given', async () => {
  const mapping = {
    time: { path: 'head.ts', form: 'seconds' },
    values: [{ path: 'data[0].mm', metric: 'waterLevel', unit: 'm', scale: 0.001 }],
  }
  const deviceId = await cover('cover-2', { mapping })
  const client = await connected('cover-2')
  const at = second(20)
  await client.publishAsync(up('cover-2'), JSON.stringify({ head: { ts: +at / 1000 }, data: [{ mm: 1250 }] }), {
    qos: 1,
  })
  await takeOver(yard)
  const [value] = await valuesOf(yard, deviceId)
  assert.deepEqual([value?.metric, value?.unit, value?.value, +value!.at], ['waterLevel', 'm', 1.25, +at])
})

test('nobody is let in without the credential of a registered device', async () => {
  await cover('cover-3')
  await addDevice(yard, { protocol: 'mqtt', sender: 'cover-bare', kind: 'manhole-cover' })
  await assert.rejects(connected('cover-3', { password: 'guessed' }))
  await assert.rejects(connected('nobody'))
  await assert.rejects(connected('cover-bare', { password: '' }))
  assert.deepEqual(
    ['wrong code', 'not registered', 'no credential set'].map((reason) => counts.refused.get(reason)),
    [1, 1, 1],
  )
})

test('a cover neither publishes as another nor hears another, nor leaves anything behind', async () => {
  const deviceId = await cover('cover-4')
  await cover('cover-5')
  const [thief, other] = [await connected('cover-4', { clientId: 'cover-5' }), await connected('cover-5')]
  const down = topicOf({ kind: 'down', sender: 'cover-5' })
  const granted = await thief.subscribeAsync([down, '#'], { qos: 1 }).catch(() => [])
  assert.deepEqual(
    granted.filter(({ qos }) => qos < 128),
    [],
  )
  assert.equal(await gateway.say('cover-5', down, 'open'), false)
  await other.subscribeAsync(down, { qos: 1 })
  const heard = told(other)
  assert.equal(await gateway.say('cover-5', down, 'open'), true)
  assert.equal(await heard, 'open')
  const closed = new Promise<void>((done) => thief.once('close', () => done()))
  void thief.publishAsync(up('cover-5'), level(second(1), 9), { qos: 1 }).catch(() => undefined)
  await closed
  assert.equal(counts.conduct.get('mqtt/cover-4')?.reasons['refused topic of another'], 1)
  await takeOver(yard)
  assert.deepEqual(await valuesOf(yard, deviceId), [])
})

test('a message marked as sent again is not kept again, even without a time of its own', async () => {
  const deviceId = await cover('cover-6')
  const client = await connected('cover-6')
  const before = yard.spool.end
  await client.publishAsync(up('cover-6'), '{"level":7}', { qos: 1 })
  const size = yard.spool.end - before
  const messageId = client.getLastMessageId()
  const again = mqttPacket({ topic: up('cover-6'), payload: '{"level":7}', messageId })
  client.stream.write(again)
  await client.publishAsync(up('cover-6'), '{"level":8}', { qos: 1 })
  assert.equal(yard.spool.end - before, size * 2)
  await takeOver(yard)
  assert.deepEqual(
    (await valuesOf(yard, deviceId)).map(({ value, quality }) => [value, quality > 0]),
    [
      [7, true],
      [8, true],
    ],
  )
})

/** A PUBLISH of QoS 1 with DUP, by hand: MQTT 3.1.1, 3.3. */
function mqttPacket({ topic, payload, messageId }: { topic: string; payload: string; messageId: number }): Buffer {
  const name = Buffer.from(topic)
  const body = Buffer.concat([
    Buffer.of(name.length >> 8, name.length & 255),
    name,
    Buffer.of(messageId >> 8, messageId & 255),
    Buffer.from(payload),
  ])
  return Buffer.concat([Buffer.of(0x3a, body.length), body])
}

async function limited(options: Partial<MqttOptions>) {
  const own = newCounts()
  const one = await listenMqtt({ ...shared, counts: own, ...options }, 0, '127.0.0.1')
  atEnd(() => one.stop())
  return { ...one, counts: own }
}

test('a packet longer than allowed ends its connection before it is held in memory', async () => {
  const { port, counts: own } = await limited({ mostPacketBytes: 2_048 })
  const socket = connect({ port, host: '127.0.0.1' })
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  // A PUBLISH that says it has 200 megabytes.
  socket.write(Buffer.of(0x30, 0xff, 0xff, 0xff, 0x60))
  await once(socket, 'close')
  assert.equal(own.refused.get('packet too long'), 1)
})

test('connections beyond the limit are closed, those within it are heard', async () => {
  await cover('cover-7')
  const { port, counts: own } = await limited({ mostConnections: 2 })
  const client = await connected('cover-7', {}, port)
  const flood = Array.from({ length: 10 }, () => connect({ port, host: '127.0.0.1' }).on('error', () => undefined))
  for (let tries = 0; tries < 50 && (own.refused.get('too many connections') ?? 0) < 9; tries++) await pause(50)
  assert.equal(own.refused.get('too many connections'), 9)
  await client.publishAsync(up('cover-7'), level(second(1), 1), { qos: 1 })
  for (const socket of flood) socket.destroy()
})

test('a cover that reports without end is slowed down, nothing of it is lost, and another is answered at once', async () => {
  const wildId = await cover('cover-8')
  await cover('cover-9')
  const { port, counts: own } = await limited({ rate: { perSecond: 100, burst: 50 } })
  const [wild, calm] = [await connected('cover-8', {}, port), await connected('cover-9', {}, port)]
  let told = 0
  const all = Array.from({ length: 120 }, (_, index) =>
    wild.publishAsync(up('cover-8'), level(second(300 - index), index), { qos: 1 }).then(() => told++),
  )
  await pause(50)
  const started = performance.now()
  await calm.publishAsync(up('cover-9'), level(second(1), 1), { qos: 1 })
  assert.ok(performance.now() - started < 1_000)
  assert.ok(told < 120)
  await Promise.all(all)
  await takeOver(yard)
  assert.equal((await valuesOf(yard, wildId)).length, 120)
  assert.ok((own.conduct.get('mqtt/cover-8')?.reasons.slowed ?? 0) > 0)
})

test('where the spool is too far behind, nothing is acknowledged until it has been taken over', async () => {
  await cover('cover-10')
  const far = { backlog: Number.MAX_SAFE_INTEGER, waiting: Number.MAX_SAFE_INTEGER }
  await takeOver(yard)
  const { port } = await limited({ marks: { shed: far, stop: { backlog: 200, waiting: far.waiting } } })
  const client = await connected('cover-10', {}, port)
  for (let index = 0; yard.spool.backlog <= 200; index++)
    await client.publishAsync(up('cover-10'), level(second(30 - index), 1), { qos: 1 })
  const answer = client.publishAsync(up('cover-10'), level(second(1), 2), { qos: 1 }).then(() => 'told')
  assert.equal(await Promise.race([answer, pause(400, 'nothing')]), 'nothing')
  await takeOver(yard)
  assert.equal(await answer, 'told')
})

const skip = withoutMosquitto()

test('mosquitto_pub is heard like any device, and refused with a wrong password or by MQTT 5', { skip }, async () => {
  const deviceId = await cover('cover-11')
  const to = ['-h', '127.0.0.1', '-p', String(gateway.port), '-u', 'cover-11', '-q', '1', '-t', up('cover-11')]
  const at = second(10)
  const sent = await mosquittoPub([...to, '-P', credential, '-m', level(at, 2.5)])
  assert.deepEqual([sent.code, sent.said], [0, ''])
  assert.notEqual((await mosquittoPub([...to, '-P', 'guessed', '-m', '{}'])).code, 0)
  assert.notEqual((await mosquittoPub([...to, '-P', credential, '-V', '5', '-m', '{}'])).code, 0)
  await takeOver(yard)
  assert.deepEqual(
    (await valuesOf(yard, deviceId)).map(({ value }) => value),
    [2.5],
  )
})

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return address && typeof address === 'object' ? address.port : 0
}

test('through a broker of MQTT 5 every message is kept, also those sent while the gateway was away', {
  skip,
}, async () => {
  const deviceId = await cover('cover-12')
  const port = await freePort()
  const broker = await startMosquitto(port)
  const join = async () => {
    const one = joinBroker({ ...shared, url: `mqtt://127.0.0.1:${port}`, clientId: 'yiwang-test', lines: 2 })
    for (let tries = 0; tries < 50 && one.connected() < 2; tries++) await pause(100)
    await pause(300)
    return one
  }
  try {
    const first = await join()
    const device = await connected('', { protocolVersion: 5 }, port)
    for (let index = 0; index < 50; index++)
      await device.publishAsync(up('cover-12'), level(second(200 - index), index), { qos: 1 })
    await first.stop()
    for (let index = 50; index < 100; index++)
      await device.publishAsync(up('cover-12'), level(second(200 - index), index), { qos: 1 })
    const rejoined = await join()
    for (let tries = 0; tries < 50; tries++) {
      await takeOver(yard)
      if ((await valuesOf(yard, deviceId)).length === 100) break
      await pause(100)
    }
    assert.equal((await valuesOf(yard, deviceId)).length, 100)
    const down = topicOf({ kind: 'down', sender: 'cover-12' })
    await device.subscribeAsync(down, { qos: 1 })
    const heard = told(device)
    assert.equal(await rejoined.say(down, 'open'), true)
    assert.equal(await heard, 'open')
    await rejoined.stop()
  } finally {
    await broker.stop()
  }
})
