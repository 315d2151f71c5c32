import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import mqtt, { type MqttClient } from 'mqtt'
import { sql } from '#kernel/db/sql.ts'
import { startConveyor } from '#sense/conveyor/conveyor.ts'
import { positionOf } from '#sense/conveyor/store.ts'
import { listenMqtt } from '#sense/gateway/mqtt/server.ts'
import { topicOf } from '#sense/gateway/mqtt/topics.ts'
import { newCounts } from '#sense/gateway/server.ts'
import { startMosquitto, withoutMosquitto } from '#sense/testing/mosquitto.ts'
import { addDevice, openYard } from '#sense/testing/yard.ts'
import { withDatabase } from './database.ts'
import type { BenchResult, BenchSkipped } from './result.ts'

const devices = 20
const messages = 20_000
const inFlight = 200
const bar = 0.5
const credential = 'a-credential-of-the-bench'

/**
 * Messages of QoS 1 a second: published by twenty devices until all are committed in the database, beside the same ones
 * published to Mosquitto until mosquitto_sub has them all.
 */
export async function run(): Promise<BenchResult | BenchSkipped> {
  const missing = withoutMosquitto()
  if (missing) return { name: 'mqtt', skipped: missing }
  const peer = await mosquittoRate()
  const ours = await ourRate()
  const ratio = ours / peer
  console.log(`mqtt ours ${Math.round(ours)}/s committed, mosquitto ${Math.round(peer)}/s received`)
  return { name: 'mqtt', figure: ratio.toFixed(2), bar: `≥ ${bar}`, pass: ratio >= bar }
}

const ourRate = (): Promise<number> =>
  withDatabase(2, async ({ url }) => {
    const yard = await openYard(url)
    const senders = Array.from({ length: devices }, (_, index) => `bench-${index}`)
    for (const sender of senders) await addDevice(yard, { protocol: 'mqtt', sender, kind: 'bench', credential })
    const rate = { perSecond: messages, burst: messages }
    const gateway = await listenMqtt({ ...yard, counts: newCounts(), now: () => Date.now(), rate }, 0, '127.0.0.1')
    const conveyor = startConveyor(yard)
    const clients = await Promise.all(senders.map((sender) => connected(gateway.port, sender)))
    const started = performance.now()
    await publishAll(clients)
    while ((await positionOf(yard.pool, yard.spool.id)) < yard.spool.end) await pause(20)
    const seconds = (performance.now() - started) / 1_000
    const { count } = await yard.pool.one<{ count: number }>(sql`select count(*)::int as count from sense.telemetry`)
    if (count !== messages) throw new Error(`${count} of ${messages} are in the database`)
    for (const client of clients) client.end(true)
    await conveyor.stop()
    await gateway.stop()
    await yard.drop()
    return messages / seconds
  })

async function mosquittoRate(): Promise<number> {
  const port = await freePort()
  const broker = await startMosquitto(port)
  const to = ['-h', '127.0.0.1', '-p', String(port), '-q', '1', '-t', 'yiwang/v1/+/up', '-C', String(messages)]
  const reader = spawn('mosquitto_sub', to, { stdio: ['ignore', 'ignore', 'inherit'] })
  const received = once(reader, 'exit')
  const senders = Array.from({ length: devices }, (_, index) => `bench-${index}`)
  const clients = await Promise.all(senders.map((sender) => connected(port, sender)))
  await pause(500)
  const started = performance.now()
  await publishAll(clients)
  await received
  const seconds = (performance.now() - started) / 1_000
  for (const client of clients) client.end(true)
  await broker.stop()
  return messages / seconds
}

async function connected(port: number, username: string): Promise<MqttClient> {
  const client = mqtt.connect({
    host: '127.0.0.1',
    port,
    username,
    password: credential,
    clientId: username,
    protocolVersion: 4,
    reconnectPeriod: 0,
  })
  await new Promise<void>((done, failed) => {
    client.once('connect', () => done())
    client.once('error', failed)
  })
  return client
}

// Each device has so many messages on the way; each message has a time of its own.
async function publishAll(clients: readonly MqttClient[]): Promise<void> {
  const each = messages / clients.length
  const begin = Date.now() - 3_600_000
  await Promise.all(
    clients.map(async (client, number) => {
      const topic = topicOf({ kind: 'up', sender: `bench-${number}` })
      const waiting = new Set<Promise<unknown>>()
      for (let index = 0; index < each; index++) {
        const payload = `{"at":${begin + index * 100},"values":{"level":{"value":${index},"unit":"mm"}}}`
        const told = client.publishAsync(topic, payload, { qos: 1 }).finally(() => waiting.delete(told))
        waiting.add(told)
        if (waiting.size >= inFlight) await Promise.race(waiting)
      }
      await Promise.all(waiting)
    }),
  )
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return address && typeof address === 'object' ? address.port : 0
}
