import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from '#kernel/db/sql.ts'
import { atEnd, testUrl } from '#kernel/testing/db.ts'
import { takeOver } from '../../conveyor/conveyor.ts'
import { listenCoap } from '../../gateway/coap/server.ts'
import { listenMqtt } from '../../gateway/mqtt/server.ts'
import { protocolsOf } from '../../gateway/protocols.ts'
import { listen, newCounts } from '../../gateway/server.ts'
import { addDevice, openYard, valuesOf, type Yard } from '../../testing/yard.ts'
import { noFaults, randomOf } from '../faults.ts'
import { Station } from '../station.ts'
import { locationAt, Terminal } from '../terminal.ts'
import { type DialectName, dialects } from './dialects.ts'
import { type Frame, planOf } from './plan.ts'
import { resend } from './resend.ts'
import { framesOfDevice } from './sources.ts'

const mn = 'A110000FEED0000000000001'

/** A yard with a gateway of each protocol, by ports, and a device of each. */
async function openAll() {
  const yard: Yard = await openYard(await testUrl())
  atEnd(() => yard.drop())
  const shared = { ...yard, counts: newCounts(), now: () => Date.now() }
  const [jt808Protocol, hj212Protocol] = protocolsOf('a secret of its own')
  const jt808 = await listen({ ...shared, protocol: jt808Protocol! }, 0, '127.0.0.1')
  const hj212 = await listen({ ...shared, protocol: hj212Protocol! }, 0, '127.0.0.1')
  const mqtt = await listenMqtt(shared, 0, '127.0.0.1')
  const coap = await listenCoap(shared, 0, '127.0.0.1')
  for (const one of [jt808, hj212, mqtt, coap]) atEnd(() => one.stop())
  const ids = {
    jt808: await addDevice(yard, { protocol: 'jt808', sender: '13800138000', kind: 'sanitation-truck' }),
    hj212: await addDevice(yard, { protocol: 'hj212', sender: mn, kind: 'dust-station' }),
    mqtt: await addDevice(yard, { protocol: 'mqtt', sender: 'lamp-1', kind: 'lamp', credential: 'secret' }),
    coap: await addDevice(yard, { protocol: 'coap', sender: 'lamp-1', kind: 'lamp', credential: 'secret' }),
  }
  return { yard, ids, ports: { jt808: jt808.port, hj212: hj212.port, mqtt: mqtt.port, coap: coap.port } }
}

const here = await openAll()
const { yard } = here
const ago = (seconds: number) => new Date(Math.floor(Date.now() / 1000) * 1000 - seconds * 1000)

async function sentAgain(name: keyof typeof here.ports, frames: readonly Frame[], faults = {}, credential = 'secret') {
  const plan = planOf(frames, { speed: { perSecond: 200 }, faults: { ...noFaults, ...faults }, random: randomOf(3) })
  const target = { host: '127.0.0.1', port: here.ports[name], credential }
  return resend({ dialect: dialects[name], target, plan, signal: AbortSignal.timeout(20_000) })
}

const keptOf = async (name: DialectName, device: string) => {
  const span = { from: ago(3_600), to: ago(-60), most: 1_000 }
  const kept = await framesOfDevice(yard.pool, { districtId: yard.districtId, device, ...span })
  assert.equal(kept?.protocol, name)
  return kept!.frames
}

test('what a truck and a station said they say once more, each thing once, whatever goes wrong on the way', async () => {
  const truck = await Terminal.connect(here.ports.jt808, '013800138000')
  await truck.signIn()
  for (let index = 0; index < 20; index++)
    await truck.acknowledged('location', locationAt(ago(100 - index), { lon: 107.5, lat: 31.2 }))
  truck.end()
  const station = await Station.connect('127.0.0.1', here.ports.hj212, mn)
  for (let index = 0; index < 10; index++) await station.minute(ago(100 - index), { a34002: index / 100 })
  station.end()
  await takeOver(yard)

  const before = await said()
  assert.deepEqual([before.places, before.minutes.length], [20, 10])
  const [trucks, stations] = [await keptOf('jt808', here.ids.jt808), await keptOf('hj212', mn)]
  // As if it were another platform, to which nothing of this was ever said.
  await yard.pool.run(sql`delete from sense.track_point where district_id = ${yard.districtId}`)
  await yard.pool.run(sql`delete from sense.telemetry where district_id = ${yard.districtId}`)

  const faults = { cut: 0.2, twice: 0.2, reorder: 0.2 }
  const places = await sentAgain('jt808', trucks, faults)
  assert.deepEqual([places.acknowledged, places.lost, places.refused], [20, 0, 0])
  assert.ok(places.cut > 0 && places.twice > 0 && places.sent > 20)
  const minutes = await sentAgain('hj212', stations, faults)
  assert.deepEqual([minutes.acknowledged, minutes.lost], [10, 0])
  await takeOver(yard)
  assert.deepEqual(await said(), before)
})

async function said() {
  const { places } = await yard.pool.one<{ places: number }>(sql`
    select count(*)::int as places from sense.track_point
     where district_id = ${yard.districtId} and device_id = ${here.ids.jt808}`)
  return { places, minutes: await valuesOf(yard, here.ids.hj212) }
}

test('lamps are played by MQTT and by CoAP with their credential, and refused without it', async () => {
  const frames = Array.from({ length: 8 }, (_, index): Frame => {
    const values = { level: { value: index, unit: '%' } }
    const text = JSON.stringify({ at: ago(50 - index).toISOString(), values })
    return { sender: 'lamp-1', at: undefined, bytes: Buffer.from(text) }
  })
  for (const name of ['mqtt', 'coap'] as const) {
    const { acknowledged, lost } = await sentAgain(name, frames, { cut: 0.2, twice: 0.2 })
    assert.deepEqual([name, acknowledged, lost], [name, 8, 0])
    await takeOver(yard)
    assert.equal((await valuesOf(yard, here.ids[name])).length, 8)
  }
  const { lost, acknowledged } = await sentAgain('coap', frames.slice(0, 1), {}, 'guess')
  assert.deepEqual([lost, acknowledged], [1, 0])
})

test('nobody is played whom the platform does not know', async () => {
  const frames = await keptOf('jt808', '13800138000')
  const strangers = frames.slice(0, 3).map((one) => ({ ...one, sender: '13900139000' }))
  const stop = AbortSignal.timeout(1_500)
  const plan = planOf(strangers, { speed: { times: 1 }, faults: noFaults, random: randomOf(1) })
  const target = { host: '127.0.0.1', port: here.ports.jt808, credential: '' }
  const { refused, sent } = await resend({ dialect: dialects.jt808, target, plan, signal: stop })
  assert.deepEqual([refused, sent], [3, 0])
  const nobody = { districtId: yard.districtId, device: 'nobody', from: ago(60), to: ago(0), most: 10 }
  assert.equal(await framesOfDevice(yard.pool, nobody), undefined)
})
