import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import mqtt from 'mqtt'
import { sql } from '#kernel/db/sql.ts'
import { testUrl } from '#kernel/testing/db.ts'
import { sharedData } from '#kernel/testing/shared-data.ts'
import { takeOver } from '../conveyor/conveyor.ts'
import { frameOf as hj212Frame } from '../gateway/hj212/codec.ts'
import { digitsOf } from '../gateway/hj212/readings.ts'
import { listenMqtt } from '../gateway/mqtt/server.ts'
import { topicOf } from '../gateway/mqtt/topics.ts'
import { protocolsOf } from '../gateway/protocols.ts'
import { listenPush } from '../gateway/push/server.ts'
import { listen, newCounts } from '../gateway/server.ts'
import { frameOf as sl651Frame } from '../gateway/sl651/frame.ts'
import { digitsOf as sl651Digits } from '../gateway/sl651/message.ts'
import { rollUp } from '../telemetry/roll.ts'
import { airOf, binsOf, keptOf, parkingOf, type Reading, streetOf, waterOf } from './iot-sets.ts'
import { addDevice, openYard, type Yard } from './yard.ts'

const day = 86_400_000
const beijingMs = 8 * 3_600_000
const rate = { perSecond: 1_000_000, burst: 1_000_000 }
const token = 'a-token-of-the-district'
const credential = 'a-secret-of-its-own'

type Play = (yard: Yard, readings: readonly Reading[], now: () => number) => Promise<void>
type Case = {
  set: string
  protocol: string
  read: (folder: string) => Reading[]
  /** A metric as it is stored. */
  stored: (metric: string) => string
  mapping?: unknown
  play: Play
}

const byMessage = (readings: readonly Reading[]): Reading[][] => [
  ...Map.groupBy(readings, ({ sender, at }) => `${sender}/${at.getTime()}`).values(),
]

/** Sends frames over one TCP connection and waits until so many answers have come. */
async function stream(yard: Yard, protocol: string, frames: readonly Buffer[], now: () => number): Promise<void> {
  const one = protocolsOf('secret').find(({ name }) => name === protocol)!
  const gateway = await listen({ ...yard, protocol: one, counts: newCounts(), now, rate }, 0, '127.0.0.1')
  const socket = connect({ port: gateway.port, host: '127.0.0.1' })
  await once(socket, 'connect')
  for (const frame of frames) if (!socket.write(frame)) await once(socket, 'drain')
  socket.end()
  socket.resume()
  await once(socket, 'close')
  await gateway.stop()
}

const playHj212: Play = (yard, readings, now) =>
  stream(
    yard,
    'hj212',
    byMessage(readings).map((group) => {
      const [{ sender, at } = { sender: '', at: new Date(0) }] = group
      const time = digitsOf(at)
      const content = group.map(({ metric, value }) => `${metric}-Avg=${value},${metric}-Flag=N`)
      const head = `QN=${time};ST=22;CN=2061;PW=123456;MN=${sender};Flag=5`
      return hj212Frame(`${head};CP=&&${[`DataTime=${time.slice(0, 14)}`, ...content].join(';')}&&`)
    }),
    now,
  )

/** A value as SL 651 packs it: four bytes of digits with three places, FF before what is below zero. */
function packed(value: number): Buffer {
  const digits = String(Math.round(Math.abs(value) * 1000))
  return Buffer.from(value < 0 ? `ff${digits.padStart(6, '0')}` : digits.padStart(8, '0'), 'hex')
}

const playSl651: Play = (yard, readings, now) =>
  stream(
    yard,
    'sl651',
    readings.map(({ sender, metric, at, value }, index) => {
      const time = sl651Digits(at)
      const serial = Buffer.alloc(2)
      serial.writeUInt16BE((index % 0xffff) + 1)
      const station = Buffer.from(`f1f1${sender}48`, 'hex')
      const observed = Buffer.from(`f0f0${time.slice(0, 10)}`, 'hex')
      const element = Buffer.concat([Buffer.from(metric, 'hex'), Buffer.of((4 << 3) | 3), packed(value)])
      const text = Buffer.concat([serial, Buffer.from(time, 'hex'), station, observed, element])
      return sl651Frame({ centre: 1, station: sender, password: '03e8', code: 0x32, isDown: false, text, ending: 3 })
    }),
    now,
  )

const playMqtt: Play = async (yard, readings, now) => {
  const gateway = await listenMqtt({ ...yard, counts: newCounts(), now, rate }, 0, '127.0.0.1')
  for (const [sender, own] of Map.groupBy(readings, (one) => one.sender)) {
    const client = await mqtt.connectAsync({
      host: '127.0.0.1',
      port: gateway.port,
      username: sender,
      password: credential,
      protocolVersion: 4,
    })
    for (const group of byMessage(own)) {
      const values = Object.fromEntries(group.map(({ metric, value }) => [metric, value]))
      const payload = JSON.stringify({ dt: group[0]!.at.getTime() / 1000, reading: values })
      await client.publishAsync(topicOf({ kind: 'up', sender }), payload, { qos: 1 })
    }
    await client.endAsync()
  }
  await gateway.stop()
}

/** Pushes one reading a request, some at a time, and each tenth twice, as platforms do. */
const playPush =
  (platform: 'ctwing' | 'iotda', bodyOf: (one: Reading) => unknown): Play =>
  async (yard, readings, now) => {
    const tokens = { [platform]: token }
    const gateway = await listenPush({ ...yard, counts: newCounts(), now, rate, tokens }, 0, '127.0.0.1')
    const address = `http://127.0.0.1:${gateway.port}/push/${platform}?token=${token}`
    const post = async (one: Reading) => {
      const response = await fetch(address, { method: 'POST', body: JSON.stringify(bodyOf(one)) })
      assert.equal(response.status, 200, await response.text())
    }
    for (let from = 0; from < readings.length; from += 50) {
      const some = readings.slice(from, from + 50)
      // One after the other where two are of one device and time: the first to come is the one that is kept.
      const chains = Map.groupBy(some, ({ sender }) => sender).values()
      await Promise.all(
        [...chains].map(async (own) => {
          for (const one of own) await post(one)
        }),
      )
      await Promise.all(some.filter((_, index) => index % 10 === 0).map(post))
    }
    await gateway.stop()
  }

const cases: readonly Case[] = [
  {
    set: 'iot-air-beijing',
    protocol: 'hj212',
    read: airOf,
    stored: (metric) =>
      `${{ a34004: 'pm25', a01001: 'temperature', a01006: 'pressure', a01007: 'windSpeed' }[metric]}:hour`,
    play: playHj212,
  },
  {
    set: 'iot-lux-dust-noise-nyc',
    protocol: 'mqtt',
    read: streetOf,
    stored: (metric) => ({ lux: 'lux', con: 'dust', spl: 'noise' })[metric] ?? metric,
    mapping: {
      time: { path: 'dt', form: 'seconds' },
      values: [
        { path: 'reading.lux', metric: 'lux', unit: 'lx' },
        { path: 'reading.con', metric: 'dust', unit: '' },
        { path: 'reading.spl', metric: 'noise', unit: 'dB(A)' },
      ],
    },
    play: playMqtt,
  },
  {
    set: 'iot-bins-edinburgh',
    protocol: 'iotda',
    read: binsOf,
    stored: () => 'Bin.fill',
    play: playPush('iotda', ({ sender, at, value }) => {
      const event_time = at.toISOString().replace(/[-:]|\.\d+/g, '')
      const services = [{ service_id: 'Bin', properties: { fill: value }, event_time }]
      return {
        resource: 'device.property',
        event: 'report',
        notify_data: { header: { device_id: sender }, body: { services } },
      }
    }),
  },
  {
    set: 'iot-parking-birmingham',
    protocol: 'ctwing',
    read: parkingOf,
    stored: () => 'occupied',
    play: playPush('ctwing', ({ sender, at, value }) => ({
      messageType: 'dataReport',
      deviceId: sender,
      timestamp: at.getTime(),
      payload: { occupied: value },
    })),
  },
  {
    set: 'iot-water-rain-uk',
    protocol: 'sl651',
    read: waterOf,
    stored: (metric) => (metric === '39' ? 'waterLevel' : 'rain'),
    play: playSl651,
  },
]

type Rolled = { metric: string; at: Date; count: number; least: number; most: number; total: number }

/** The days of Beijing as the file has them, by device and metric. */
function daysOf(kept: readonly Reading[], stored: Case['stored']): Map<string, Omit<Rolled, 'metric' | 'at'>> {
  const days = Map.groupBy(kept, ({ sender, metric, at }) => {
    const midnight = Math.floor((at.getTime() + beijingMs) / day) * day - beijingMs
    return `${sender} ${stored(metric)} ${new Date(midnight).toISOString()}`
  })
  return new Map(
    [...days].map(([key, own]) => {
      const values = own.map(({ value }) => value)
      const total = values.reduce((sum, value) => sum + value, 0)
      return [key, { count: values.length, least: Math.min(...values), most: Math.max(...values), total }]
    }),
  )
}

for (const { set, protocol, read, stored, mapping, play } of cases) {
  const folder = sharedData(set)
  test(`the devices of ${set} speak ${protocol}; values and roll-ups are those of the file`, {
    skip: folder ? false : `${set} is not beside the repository`,
    timeout: 180_000,
  }, async () => {
    const readings = read(folder!)
    const kept = keptOf(readings)
    assert.ok(kept.length > 100)
    const end = Math.max(...readings.map(({ at }) => at.getTime())) + 3 * day
    const clock = { now: () => new Date(end) }
    const yard = { ...(await openYard(await testUrl())), clock }
    try {
      const senders = [...new Set(readings.map(({ sender }) => sender))]
      const names = new Map<string, string>()
      for (const sender of senders) {
        const id = await addDevice(yard, { protocol, sender, kind: 'sensor', credential, mapping })
        names.set(id, sender)
      }
      await play(yard, readings, () => end - 3 * day + 60_000)
      while ((await takeOver(yard)).more);
      await compare(yard, { kept, names, stored })
      while (await rollUp(yard));
      await compareDays(yard, { kept, names, stored })
    } finally {
      await yard.drop()
    }
  })
}

type Expected = { kept: readonly Reading[]; names: ReadonlyMap<string, string>; stored: Case['stored'] }

async function compare({ pool, districtId }: Yard, { kept, names, stored }: Expected): Promise<void> {
  const rows = await pool.many<{ deviceId: string; metric: string; at: Date; value: number }>(sql`
    select s.device_id as "deviceId", s.metric, t.at, t.value from sense.series s
      join sense.telemetry t using (district_id, series_id) where s.district_id = ${districtId}`)
  const found = rows
    .map((one) => `${names.get(one.deviceId)} ${one.metric} ${one.at.toISOString()} ${one.value}`)
    .toSorted()
  const expected = kept
    .map((one) => `${one.sender} ${stored(one.metric)} ${one.at.toISOString()} ${one.value}`)
    .toSorted()
  assert.equal(found.length, expected.length)
  assert.deepEqual(found.filter((one, index) => one !== expected[index]).slice(0, 5), [])
}

async function compareDays({ pool, districtId }: Yard, { kept, names, stored }: Expected): Promise<void> {
  const rows = await pool.many<Rolled & { deviceId: string }>(sql`
    select s.device_id as "deviceId", s.metric, d.at, d.count, d.least, d.most, d.total from sense.series s
      join sense.rollup_day d using (district_id, series_id) where s.district_id = ${districtId}`)
  const expected = daysOf(kept, stored)
  assert.equal(rows.length, expected.size)
  for (const { deviceId, metric, at, count, least, most, total } of rows) {
    const key = `${names.get(deviceId)} ${metric} ${at.toISOString()}`
    const day = expected.get(key)
    assert.deepEqual([key, count, least, most], [key, day?.count, day?.least, day?.most])
    assert.ok(Math.abs(total - day!.total) <= 1e-6 * Math.max(1, Math.abs(total)), key)
  }
}
