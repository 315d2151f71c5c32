import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import mqtt from 'mqtt'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { atEnd, testUrl } from '#kernel/testing/db.ts'
import { takeOver } from '../../conveyor/conveyor.ts'
import { digitsOf } from '../../gateway/jt808/fix.ts'
import { listenMqtt } from '../../gateway/mqtt/server.ts'
import { topicOf } from '../../gateway/mqtt/topics.ts'
import { protocolsOf } from '../../gateway/protocols.ts'
import { listen, newCounts } from '../../gateway/server.ts'
import { listenUdp } from '../../gateway/udp.ts'
import { Station } from '../../simulate/station.ts'
import { locationAt, Terminal } from '../../simulate/terminal.ts'
import { addDevice, openYard, valuesOf, type Yard } from '../../testing/yard.ts'
import { findAcceptance } from '../store.ts'
import { type TrialName, trialNames } from '../trials.ts'
import { TrialRegistry } from './registry.ts'
import { TrialRuns } from './run.ts'
import { askToStop, insertTrial, listTrialRows } from './store.ts'

const yard: Yard = await openYard(await testUrl())
atEnd(() => yard.drop())

const registry = new TrialRegistry()
let ahead = 0
const clock = { now: () => new Date(Date.now() + ahead) }
const shared = { ...yard, counts: newCounts(), now: () => Date.now(), trials: registry }
const [jt808Protocol, hj212Protocol] = protocolsOf('secret')
const jt808 = await listen({ ...shared, protocol: jt808Protocol! }, 0, '127.0.0.1')
const hj212 = await listen({ ...shared, protocol: hj212Protocol! }, 0, '127.0.0.1')
const broker = await listenMqtt(shared, 0, '127.0.0.1')
for (const one of [jt808, hj212, broker]) atEnd(() => one.stop())

// Who passes is given time, so that a busy machine fails nobody; who fails need not be waited for.
const patient = { resendMs: 6_000, answerMs: 5_000, outageMs: 3_500 }
const brief = { resendMs: 2_400, answerMs: 1_000, outageMs: 3_500 }
let lasting = patient
const runsOf = (gateway: string, of = registry) =>
  new TrialRuns({
    pool: yard.pool,
    clock,
    log: yard.log,
    registry: of,
    gateway,
    get lasting() {
      return lasting
    },
  })
const runs = runsOf('here')

async function wish(deviceId: string, trials: readonly TrialName[] = trialNames): Promise<string> {
  const trialId = newId()
  const now = clock.now()
  const waitUntil = new Date(now.getTime() + 60_000)
  const one = { trialId, deviceId, trials, minutes: 1, by: '系统管理员', byId: 'xitong', now, waitUntil }
  assert.ok(await yard.pool.transaction((tx) => insertTrial(tx, yard.districtId, one)))
  return trialId
}

const rowOf = async (deviceId: string) => (await listTrialRows(yard.pool, yard.districtId, deviceId))[0]!
const stop = (deviceId: string, trialId: string) =>
  yard.pool.transaction((tx) => askToStop(tx, yard.districtId, { deviceId, trialId, now: clock.now() }))

async function reportOf(deviceId: string) {
  const { acceptanceId } = await rowOf(deviceId)
  const kept = await findAcceptance(yard.pool, yard.districtId, { deviceId, acceptanceId: acceptanceId! })
  const outcomes = Object.fromEntries(kept!.report.checks.map(({ id, outcome }) => [id, outcome]))
  return { ...kept!, outcomes, failed: kept!.report.checks.filter((one) => one.outcome === 'failed') }
}

/** Goes on with trials until one has come so far, then ends it and gives its report. */
async function tried(deviceId: string, trialId: string, isFar: (stage: string | undefined) => boolean) {
  for (let tries = 0; tries < 150; tries++) {
    await runs.round()
    if (isFar((await rowOf(deviceId)).progress?.stage)) break
    await pause(100)
  }
  await stop(deviceId, trialId)
  await runs.round()
  assert.equal((await rowOf(deviceId)).state, 'over')
  return reportOf(deviceId)
}

const beijing = { lon: 107.5, lat: 31.2 }
const ofNow = () => locationAt(new Date(Math.floor(Date.now() / 1000) * 1000), beijing)

/** A terminal that keeps what was not acknowledged, and sends it again. Counts what was. */
async function drive(
  phone: string,
  signal: AbortSignal,
  acknowledged: ReturnType<typeof ofNow>[] = [],
): Promise<number> {
  const kept: ReturnType<typeof ofNow>[] = []
  let connections = 0
  while (!signal.aborted) {
    const one = await Terminal.connect(jt808.port, phone).catch(() => undefined)
    if (!one || !(await one.signIn())) {
      kept.push(ofNow())
      await pause(300)
      continue
    }
    connections++
    void answer(one)
    if (kept.length > 0) one.send('locationBatch', { kind: 1, locations: kept.splice(0) })
    while (!signal.aborted && !one.isClosed) {
      const location = ofNow()
      const done = one.acknowledged('location', location)
      if ((await Promise.race([done, pause(500, 'none')])) === 'none') one.repeat()
      if ((await Promise.race([done, pause(500, 'none')])) === 0) acknowledged.push(location)
      else kept.push(location)
      await pause(200)
    }
    one.end()
  }
  return connections
}

async function answer(one: Terminal): Promise<void> {
  for (;;) {
    const asked = await one.next(({ name }) => name === 'askAllParameters' || name === 'askLocation')
    if (!asked) return
    const { read, serial: replyTo } = asked
    if (read.name === 'askLocation') one.send('locationReply', { replyTo, location: ofNow() })
    else one.send('parameters', { replyTo, parameters: [{ id: 1, bytes: Buffer.from('0000003c', 'hex') }] })
  }
}

test('a truck is tried where it works: it passes, nothing acknowledged is lost, and another notices nothing', async () => {
  const truck = await addDevice(yard, { protocol: 'jt808', sender: '13800138001', kind: 'sanitation-truck' })
  await addDevice(yard, { protocol: 'jt808', sender: '13800138002', kind: 'sanitation-truck' })
  const off = new AbortController()
  const acknowledged: ReturnType<typeof ofNow>[] = []
  const driving = [drive('013800138001', off.signal, acknowledged), drive('013800138002', off.signal)]
  const trialId = await wish(truck)
  const { outcomes, failed, grade, trials, madeBy } = await tried(truck, trialId, (stage) => stage === 'done')
  await pause(1_500)
  off.abort()
  const [connections, others] = await Promise.all(driving)
  assert.deepEqual(failed, [])
  for (const id of ['retransmission', 'query', 'backfill', 'registration', 'authentication'])
    assert.equal(outcomes[id], 'passed', id)
  assert.deepEqual([grade, trials, madeBy], ['A', [...trialNames], '系统管理员'])
  assert.ok(connections! > 1)
  assert.equal(others, 1)
  await takeOver(yard)
  // A place is held once a second, whatever comes.
  const points = await yard.pool.many<{ at: Date }>(sql`
    select at from sense.track_point where district_id = ${yard.districtId} and device_id = ${truck}`)
  const held = new Set(points.map(({ at }) => digitsOf(at)))
  assert.ok(acknowledged.length > 3)
  assert.deepEqual(
    acknowledged.filter(({ time }) => !held.has(time)),
    [],
  )
})

test('a lamp of MQTT sends again with DUP, answers, comes back after the cut and sends what it measured', async () => {
  const lamp = await addDevice(yard, { protocol: 'mqtt', sender: 'lamp-1', kind: 'lamp', credential: 'secret' })
  const device = mqtt.connect({
    host: '127.0.0.1',
    port: broker.port,
    username: 'lamp-1',
    password: 'secret',
    clientId: 'lamp-1',
    clean: false,
    keepalive: 30,
    protocolVersion: 4,
    reconnectPeriod: 200,
    will: {
      topic: topicOf({ kind: 'up', sender: 'lamp-1' }),
      payload: Buffer.from('{"online":0}'),
      qos: 1,
      retain: false,
    },
  })
  atEnd(async () => void device.end(true))
  device.on('error', () => undefined)
  device.on('connect', () => device.subscribe(topicOf({ kind: 'down', sender: 'lamp-1' }), { qos: 1 }))
  device.on('message', (_topic, payload) => {
    const { id } = JSON.parse(payload.toString())
    device.publish(topicOf({ kind: 'answer', sender: 'lamp-1' }), JSON.stringify({ id, ok: false, text: '?' }), {
      qos: 1,
    })
  })
  // The library sends again what was not acknowledged, but does not mark it.
  const sent = new Set<string>()
  device.on('packetsend', (packet) => {
    if (packet.cmd !== 'publish' || packet.qos === 0) return
    packet.dup = sent.has(String(packet.payload))
    sent.add(String(packet.payload))
  })
  const acknowledged: number[] = []
  const timer = setInterval(() => {
    const at = new Date()
    const text = JSON.stringify({ at: at.toISOString(), values: { level: { value: 70, unit: '%' } } })
    device.publish(topicOf({ kind: 'up', sender: 'lamp-1' }), text, { qos: 1 }, (error) => {
      if (!error) acknowledged.push(at.getTime())
    })
  }, 250)
  const trialId = await wish(lamp)
  const { outcomes, failed, grade } = await tried(lamp, trialId, (stage) => stage === 'done')
  clearInterval(timer)
  assert.deepEqual(failed, [])
  for (const id of [
    'credential',
    'keepAlive',
    'topic',
    'qos',
    'retransmission',
    'dup',
    'query',
    'reconnect',
    'backfill',
  ])
    assert.equal(outcomes[id], 'passed', id)
  assert.equal(grade, 'A')
  // The last one may be acknowledged while the others are taken over.
  const before = [...acknowledged]
  await takeOver(yard)
  const held = new Set((await valuesOf(yard, lamp)).map(({ at }) => at.getTime()))
  assert.ok(before.length > 10)
  assert.deepEqual(
    before.filter((at) => !held.has(at)),
    [],
  )
})

test('a lamp that publishes at QoS 0 and hears nothing fails by clause', async () => {
  lasting = brief
  const lamp = await addDevice(yard, { protocol: 'mqtt', sender: 'lamp-2', kind: 'lamp', credential: 'secret' })
  const device = mqtt.connect({
    host: '127.0.0.1',
    port: broker.port,
    username: 'lamp-2',
    password: 'secret',
    keepalive: 0,
    protocolVersion: 4,
  })
  atEnd(async () => void device.end(true))
  const timer = setInterval(
    () =>
      device.publish('v1/devices/me/telemetry', JSON.stringify({ at: new Date().toISOString(), values: { level: 1 } })),
    100,
  )
  const trialId = await wish(lamp, ['resend', 'ask'])
  const { outcomes, grade } = await tried(lamp, trialId, (stage) => stage === 'done')
  clearInterval(timer)
  for (const id of ['qos', 'keepAlive', 'query', 'units']) assert.equal(outcomes[id], 'failed', id)
  assert.deepEqual(
    [outcomes.topic, outcomes.retransmission, outcomes.reconnect, grade],
    ['passed', 'not seen', 'not seen', 'D'],
  )
})

test('of two stations behind one logger the one that is tried is not cut off, for the other has not asked for it', async () => {
  const mns = ['A110000FEED0000000000001', 'A110000FEED0000000000002'] as const
  const [first] = await Promise.all(
    mns.map((sender) => addDevice(yard, { protocol: 'hj212', sender, kind: 'dust-station' })),
  )
  const logger = await Station.connect('127.0.0.1', hj212.port, mns[0])
  const say = (mn: string) => logger.segment(mn, new Date(), { a34002: 0.1 })
  const timer = setInterval(() => mns.forEach(say), 200)
  const trialId = await wish(first!)
  const { outcomes, report, failed } = await tried(first!, trialId, (stage) => stage === 'done')
  clearInterval(timer)
  assert.equal(logger.isClosed, false)
  assert.deepEqual([outcomes.retransmission, outcomes.backfill, report.sender], ['failed', 'not seen', mns[0]])
  const resent = failed.find(({ id }) => id === 'retransmission')
  assert.match(Buffer.from(resent!.evidence[0]!.hex, 'hex').toString(), /PW=\*{6};/)
  logger.end()
})

test('a wish that nobody answers is missed, one that is stopped before it begins has no report', async () => {
  const away = await addDevice(yard, { protocol: 'jt808', sender: '13800138003', kind: 'sanitation-truck' })
  const trialId = await wish(away)
  await runs.round()
  assert.equal((await rowOf(away)).state, 'waiting')
  assert.equal((await stop(away, trialId))?.state, 'withdrawn')
  await runs.round()
  assert.equal(registry.isAny, false)
  await wish(away)
  ahead = 61_000
  await runs.round()
  assert.equal((await rowOf(away)).state, 'missed')
  ahead = 0
})

test('what a gateway tried is lost with it, the device is let be, and its time ends a trial by itself', async () => {
  const truck = await addDevice(yard, { protocol: 'jt808', sender: '13800138004', kind: 'sanitation-truck' })
  const off = new AbortController()
  const driving = drive('013800138004', off.signal)
  await wish(truck, [])
  // Another process, to which the device is connected by a port of its own, takes it; the first looks on.
  const elsewhere = new TrialRegistry()
  const port = await listenUdp({ ...shared, protocol: jt808Protocol!, trials: elsewhere }, 0, '127.0.0.1')
  const other = runsOf('elsewhere', elsewhere)
  await other.round()
  for (let tries = 0; tries < 50 && (await rowOf(truck)).state === 'waiting'; tries++) {
    await runs.round()
    await pause(100)
  }
  await other.round()
  assert.equal(elsewhere.isAny, false)
  assert.equal((await rowOf(truck)).state, 'running')
  ahead = 31_000
  await other.round()
  assert.equal((await rowOf(truck)).state, 'lost')
  await runs.round()
  assert.equal(registry.isAny, false)
  ahead = 0
  await wish(truck, [])
  for (let tries = 0; tries < 50 && (await rowOf(truck)).state === 'waiting'; tries++) {
    await runs.round()
    await pause(100)
  }
  await pause(1_500)
  ahead = 61_000
  await runs.round()
  ahead = 0
  const { outcomes, trials } = await reportOf(truck)
  assert.deepEqual([outcomes.frame, outcomes.retransmission, trials], ['passed', 'not seen', []])
  // A gateway that is stopped in good order ends its trials with their reports.
  await wish(truck, [])
  for (let tries = 0; tries < 50 && (await rowOf(truck)).state === 'waiting'; tries++) {
    await runs.round()
    await pause(100)
  }
  await runs.finish()
  assert.equal((await rowOf(truck)).state, 'over')
  off.abort()
  await Promise.all([driving, port.stop()])
})
