import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from '#kernel/db/sql.ts'
import { startConveyor } from '#sense/conveyor/conveyor.ts'
import { positionOf } from '#sense/conveyor/store.ts'
import { listenMqtt } from '#sense/gateway/mqtt/server.ts'
import { newCounts } from '#sense/gateway/server.ts'
import { startMosquitto, withoutMosquitto } from '#sense/testing/mosquitto.ts'
import { addDevice, openYard } from '#sense/testing/yard.ts'
import { withDatabase } from './database.ts'
import { type BenchResult, type BenchSkipped, inPairs, short } from './result.ts'

const devices = 20
const messages = 60_000
const inFlight = 200
const pairs = 3
const bar = 0.5
const credential = 'a-credential-of-the-bench'

/**
 * Messages of QoS 1 a second: published by twenty devices until all are committed in the database, beside the same ones
 * published to Mosquitto until mosquitto_sub has them all.
 */
export async function run(): Promise<BenchResult | BenchSkipped> {
  const missing = withoutMosquitto()
  if (missing) return { name: 'mqtt', skipped: missing }
  const { ours, peers, ratio } = await inPairs('mqtt', pairs, ourRate, mosquittoRate)
  const figure = `${ratio.toFixed(2)} (${short(ours)}/s committed, ${short(peers)}/s received by mosquitto_sub)`
  return { name: 'mqtt', figure, bar: `≥ ${bar}`, pass: ratio >= bar }
}

const ourRate = (): Promise<number> =>
  withDatabase(2, async ({ url }) => {
    const yard = await openYard(url)
    const senders = Array.from({ length: devices }, (_, index) => `bench-${index}`)
    for (const sender of senders) await addDevice(yard, { protocol: 'mqtt', sender, kind: 'bench', credential })
    const rate = { perSecond: messages, burst: messages }
    const gateway = await listenMqtt({ ...yard, counts: newCounts(), now: () => Date.now(), rate }, 0, '127.0.0.1')
    const conveyor = startConveyor(yard)
    const stored = async () =>
      (await yard.pool.one<{ count: number }>(sql`select count(*)::int as count from sense.telemetry`)).count
    const clients = await devicesAt(gateway.port)
    const started = performance.now()
    clients.begin()
    let count = 0
    while (count < messages) {
      await pause(20)
      if ((await positionOf(yard.pool, yard.spool.id)) === yard.spool.end) count = await stored()
    }
    const seconds = (performance.now() - started) / 1_000
    if (count !== messages) throw new Error(`${count} of ${messages} are in the database`)
    clients.end()
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
  const clients = await devicesAt(port)
  await pause(500)
  const started = performance.now()
  clients.begin()
  await received
  const seconds = (performance.now() - started) / 1_000
  clients.end()
  await broker.stop()
  return messages / seconds
}

/** The same devices for both, in a process of their own; gives how to let them begin and how to end them. */
async function devicesAt(port: number): Promise<{ begin: () => void; end: () => void }> {
  const words = [port, devices, messages, inFlight, credential].map(String)
  const child = fork(join(import.meta.dirname, 'mqtt-client.ts'), words, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  await once(child, 'message')
  return { begin: () => child.send('go'), end: () => child.kill() }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return address && typeof address === 'object' ? address.port : 0
}
