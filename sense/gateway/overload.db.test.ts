import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from '#kernel/db/sql.ts'
import { atEnd, testUrl } from '#kernel/testing/db.ts'
import { takeOver } from '../conveyor/conveyor.ts'
import { flushConduct } from '../device/conduct.ts'
import { locationAt, Terminal } from '../simulate/terminal.ts'
import { addDevice, openYard, type Yard } from '../testing/yard.ts'
import { protocolsOf } from './protocols.ts'
import { type GatewayOptions, listen, newCounts } from './server.ts'

const yard: Yard = await openYard(await testUrl())
atEnd(() => yard.drop())
const [jt808] = protocolsOf('secret')

async function gateway(options: Partial<GatewayOptions>) {
  const counts = newCounts()
  const own = { ...yard, protocol: jt808!, counts, now: () => Date.now() }
  const one = await listen({ ...own, ...options }, 0, '127.0.0.1')
  atEnd(() => one.stop())
  return { ...one, counts }
}

let phones = 0
async function truckAt(port: number): Promise<{ truck: Terminal; deviceId: string }> {
  const sender = `1390000${String(++phones).padStart(4, '0')}`
  const deviceId = await addDevice(yard, { protocol: 'jt808', sender, kind: 'sanitation-truck' })
  const truck = await Terminal.connect(port, sender.padStart(12, '0'))
  assert.equal(await truck.signIn(), true)
  return { truck, deviceId }
}

const second = (before: number): Date => new Date(Math.floor(Date.now() / 1000) * 1000 - before * 1000)
const place = { lon: 107.5, lat: 31.2 }
const quietly = (ms: number, work: Promise<unknown>) => Promise.race([work, pause(ms, 'nothing')])

async function deviationsOf(deviceId: string): Promise<Record<string, number>> {
  const { deviations } = await yard.pool.one<{ deviations: Record<string, number> }>(sql`
    select deviations from sense.device_state where district_id = ${yard.districtId} and device_id = ${deviceId}`)
  return deviations
}

test('under pressure a truck’s place is neither kept nor acknowledged, its alarm is both', async () => {
  const none = { backlog: -1, waiting: -1 }
  const far = { backlog: Number.MAX_SAFE_INTEGER, waiting: Number.MAX_SAFE_INTEGER }
  const { port, counts } = await gateway({ marks: { shed: none, stop: far } })
  const { truck, deviceId } = await truckAt(port)
  const before = yard.spool.end
  assert.equal(await quietly(300, truck.acknowledged('location', locationAt(second(5), place))), 'nothing')
  assert.equal(yard.spool.end, before)
  assert.equal(await truck.acknowledged('location', { ...locationAt(second(4), place), alarms: 1 }), 0)
  truck.end()
  assert.equal(counts.shed, 1)
  await takeOver(yard)
  await flushConduct(yard.pool, counts.conduct, yard.directory)
  assert.equal((await deviationsOf(deviceId)).shed, 1)
})

test('where the spool is too far behind, nobody is read from until it has been taken over', async () => {
  const far = { backlog: Number.MAX_SAFE_INTEGER, waiting: Number.MAX_SAFE_INTEGER }
  const { port } = await gateway({ marks: { shed: far, stop: { backlog: 400, waiting: far.waiting } } })
  const { truck } = await truckAt(port)
  for (let before = 20; yard.spool.backlog <= 400; before--) {
    assert.equal(await truck.acknowledged('location', locationAt(second(before), place)), 0)
  }
  await pause(300)
  const answer = truck.acknowledged('location', locationAt(second(1), place))
  assert.equal(await quietly(400, answer), 'nothing')
  await takeOver(yard)
  assert.equal(await answer, 0)
  truck.end()
})

test('a truck that reports without end is slowed down, and another beside it is answered at once', async () => {
  const { port, counts } = await gateway({ rate: { perSecond: 20, burst: 40 } })
  const { truck: wild, deviceId } = await truckAt(port)
  const { truck: calm } = await truckAt(port)
  let told = 0
  // More than is read from a connection at once, however late that is.
  const many = 3_000
  const reports = Array.from({ length: many }, (_, index) =>
    wild.acknowledged('location', locationAt(second(many + 100 - index), place)).then((result) => {
      if (result === 0) told++
    }),
  )
  await pause(100)
  const started = performance.now()
  assert.equal(await calm.acknowledged('location', locationAt(second(1), place)), 0)
  assert.ok(performance.now() - started < 1_000)
  await pause(500)
  assert.ok(told < many)
  wild.end()
  calm.end()
  await Promise.all(reports)
  await takeOver(yard)
  await flushConduct(yard.pool, counts.conduct, yard.directory)
  assert.equal((await deviationsOf(deviceId)).slowed, 1)
})

const opened = async (port: number): Promise<Socket> => {
  const socket = connect({ port, host: '127.0.0.1' })
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

const closing = (socket: Socket) =>
  quietly(
    3_000,
    once(socket, 'close').then(() => 'closed'),
  )

test('a flood of connections is closed beyond the limits, and those within them are heard', async () => {
  const { port, counts } = await gateway({ mostConnections: 30, mostOfAddress: 20 })
  const { truck } = await truckAt(port)
  const flood = await Promise.all(Array.from({ length: 200 }, () => opened(port)))
  for (const socket of flood) socket.resume()
  const refused = (): number => counts.refused.get('too many connections of one address') ?? 0
  for (let tries = 0; tries < 50 && refused() < 181; tries++) await pause(100)
  assert.deepEqual([counts.connections, refused()], [20, 181])
  assert.equal(await truck.acknowledged('location', locationAt(second(1), place)), 0)
  for (const socket of flood) socket.destroy()
  truck.end()
  for (let tries = 0; tries < 50 && counts.connections > 0; tries++) await pause(100)
  assert.equal(counts.connections, 0)
})

test('who never says who it is, is closed', async () => {
  const { port, counts } = await gateway({ namelessMs: 100 })
  const socket = await opened(port)
  socket.resume()
  assert.equal(await closing(socket), 'closed')
  assert.equal(counts.refused.get('nameless'), 1)
})

test('who sends nothing but rubbish is closed, a truck beside it is heard', async () => {
  const { port } = await gateway({})
  const { truck } = await truckAt(port)
  const socket = await opened(port)
  socket.resume()
  socket.write(Buffer.alloc(20_000, '~rubbish'))
  assert.equal(await closing(socket), 'closed')
  assert.equal(await truck.acknowledged('location', locationAt(second(1), place)), 0)
  truck.end()
})

test('a megabyte without an end takes no memory and leaves the next frame readable', async () => {
  const { port, counts } = await gateway({})
  const { truck } = await truckAt(port)
  const socket = await opened(port)
  socket.write(Buffer.concat([Buffer.of(0x7e), Buffer.alloc(1024 * 1024, 0x41)]))
  await pause(200)
  assert.equal(await truck.acknowledged('location', locationAt(second(1), place)), 0)
  assert.equal(counts.connections, 2)
  socket.destroy()
  truck.end()
})
