import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import mqtt from 'mqtt'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { atEnd, testUrl } from '#kernel/testing/db.ts'
import { takeOver } from '../conveyor/conveyor.ts'
import { frameOf, readMessage, replyTo, SegmentReader, segmentOf } from '../gateway/hj212/codec.ts'
import type { InstructionAnswer } from '../gateway/instruction.ts'
import { listenMqtt } from '../gateway/mqtt/server.ts'
import { topicOf } from '../gateway/mqtt/topics.ts'
import { protocolsOf } from '../gateway/protocols.ts'
import { listen, newCounts } from '../gateway/server.ts'
import { Station } from '../simulate/station.ts'
import { Terminal } from '../simulate/terminal.ts'
import { addDevice, openYard, type Yard } from '../testing/yard.ts'
import { againMs, dispatch } from './dispatch.ts'
import type { Values } from './kinds.ts'
import { insertInstruction, listOfDevice } from './store.ts'

const yard: Yard = await openYard(await testUrl())
atEnd(() => yard.drop())

const answers: InstructionAnswer[] = []
let now = new Date()
const clock = { now: () => now }
const shared = {
  ...yard,
  counts: newCounts(),
  now: () => Date.now(),
  onAnswer: (answer: InstructionAnswer) => void answers.push(answer),
}
const [jt808, hj212] = await Promise.all(
  protocolsOf('secret')
    .slice(0, 2)
    .map((protocol) => listen({ ...shared, protocol }, 0, '127.0.0.1')),
)
const broker = await listenMqtt(shared, 0, '127.0.0.1')
for (const one of [jt808!, hj212!, broker]) atEnd(() => one.stop())
const tellers = new Map([
  ['jt808', [jt808!.instruct!]],
  ['hj212', [hj212!.instruct!]],
  ['mqtt', [broker.instruct!]],
])
const round = () => dispatch({ pool: yard.pool, clock, log: yard.log, tellers }, answers)

async function told(deviceId: string, kind: string, parameters: Values = {}, minutes = 10): Promise<void> {
  const expiresAt = new Date(now.getTime() + minutes * 60_000)
  const one = { instructionId: newId(), kind, parameters, reason: '测试', askedAt: now, askedBy: 'diaodu', expiresAt }
  await yard.pool.transaction((tx) => insertInstruction(tx, yard.districtId, { ...one, deviceId, askedById: 'diaodu' }))
}
const last = async (deviceId: string) => (await listOfDevice(yard.pool, yard.districtId, deviceId))[0]!
const untilAnswered = async () => {
  for (let tries = 0; tries < 100 && answers.length === 0; tries++) await pause(20)
  await round()
}

test('a truck that is away is told once it is there, and what it answers is written down', async () => {
  const deviceId = await addDevice(yard, { protocol: 'jt808', sender: '13800138001', kind: 'sanitation-truck' })
  await told(deviceId, 'text', { text: '前方施工', way: 'speech' })
  assert.equal(await round(), 0)
  assert.deepEqual([(await last(deviceId)).state, (await last(deviceId)).tries], ['queued', 0])
  const truck = await Terminal.connect(jt808!.port, '013800138001')
  await truck.signIn()
  assert.equal(await round(), 1)
  const heard = await truck.answer(({ name }) => name === 'cabinText')
  assert.equal(heard?.name === 'cabinText' && heard.body.text, '前方施工')
  assert.equal((await last(deviceId)).state, 'sent')
  truck.send('terminalReply', { replyTo: 2, replyId: 0x8300, result: 0 })
  await untilAnswered()
  const { state, result } = await last(deviceId)
  assert.deepEqual([state, result?.zh], ['done', '成功'])

  await told(deviceId, 'restart')
  await round()
  truck.send('terminalReply', { replyTo: 3, replyId: 0x8105, result: 3 })
  await untilAnswered()
  assert.deepEqual([(await last(deviceId)).state, (await last(deviceId)).result?.en], ['failed', 'not supported'])
  truck.end()
})

test('what a terminal says its settings are is kept with it', async () => {
  const deviceId = await addDevice(yard, { protocol: 'jt808', sender: '13800138002', kind: 'sanitation-truck' })
  const truck = await Terminal.connect(jt808!.port, '013800138002')
  await truck.signIn()
  await told(deviceId, 'read-settings')
  await round()
  await truck.answer(({ name }) => name === 'askAllParameters')
  const bytes = Buffer.of(0, 0, 0, 45)
  truck.send('terminalReply', { replyTo: 2, replyId: 0x8104, result: 0 })
  truck.send('parameters', {
    replyTo: 2,
    parameters: [
      { id: 0x29, bytes },
      { id: 0xf001, bytes },
    ],
  })
  await untilAnswered()
  assert.deepEqual((await last(deviceId)).result?.data, { interval: 45 })
  await takeOver(yard)
  const { facts } = await yard.pool.one<{ facts: object }>(sql`
    select facts from sense.device_state where district_id = ${yard.districtId} and device_id = ${deviceId}`)
  assert.deepEqual(facts, { 'setting:interval': 45 })

  await told(deviceId, 'read-parameters', { ids: '0x0029 0x0013 0xF001' })
  await round()
  const asked = await truck.answer(({ name }) => name === 'askParameters')
  assert.deepEqual(asked?.name === 'askParameters' && asked.body.ids, [0x29, 0x13, 0xf001])
  const parameters = [
    { id: 0x29, bytes },
    { id: 0x13, bytes: Buffer.from('10.0.0.1') },
    { id: 0xf001, bytes: Buffer.from('0102030405', 'hex') },
  ]
  truck.send('parameters', { replyTo: 3, parameters })
  await untilAnswered()
  const items = { '0x0029': 45, '0x0013': '10.0.0.1', '0xF001': '0102030405' }
  assert.deepEqual((await last(deviceId)).result?.data, items)
  truck.end()
})

test('a terminal that does not answer is told again, until the instruction expires', async () => {
  const deviceId = await addDevice(yard, { protocol: 'jt808', sender: '13800138003', kind: 'sanitation-truck' })
  const truck = await Terminal.connect(jt808!.port, '013800138003')
  await truck.signIn()
  await told(deviceId, 'locate', {}, 2)
  assert.deepEqual([await round(), await round()], [1, 0])
  now = new Date(now.getTime() + againMs + 1_000)
  assert.equal(await round(), 1)
  assert.equal((await last(deviceId)).tries, 2)
  now = new Date(now.getTime() + 120_000)
  assert.equal(await round(), 0)
  assert.equal((await last(deviceId)).state, 'expired')
  truck.end()
})

test('a station carries out a request and its data come with its end', async () => {
  const mn = 'A110000FEED0000000000009'
  const deviceId = await addDevice(yard, { protocol: 'hj212', sender: mn, kind: 'dust-station' })
  const station = await Station.connect('127.0.0.1', hj212!.port, mn)
  await station.minute(new Date(), { a34001: 0.1 })
  await told(deviceId, 'read-time')
  const reader = new SegmentReader()
  const asked = new Promise<ReturnType<typeof readMessage>['message']>((done) => {
    station.onSegments((chunk) => {
      for (const one of reader.push(chunk)) if (one.kind === 'segment') done(readMessage(one.segment).message)
    })
  })
  assert.equal(await round(), 1)
  const request = await asked
  assert.deepEqual([request.cn, request.pw, request.flag.wantsAnswer], ['1011', '123456', true])
  const say = (cn: string, name: string, value: string) =>
    station.write(frameOf(segmentOf({ ...replyTo(request, cn), st: '39', content: [[{ name, value }]] })))
  say('9011', 'QnRtn', '1')
  say('1011', 'SystemTime', '20260102030405')
  say('9012', 'ExeRtn', '1')
  await untilAnswered()
  const { state, result } = await last(deviceId)
  assert.deepEqual([state, result], ['done', { zh: '执行成功', en: 'done', data: { SystemTime: '20260102030405' } }])
  station.end()
})

test('a lamp on MQTT hears its command and answers it, and its answer measures nothing', async () => {
  const deviceId = await addDevice(yard, { protocol: 'mqtt', sender: 'lamp-1', kind: 'lamp', credential: 'secret' })
  const lamp = mqtt.connect({
    host: '127.0.0.1',
    port: broker.port,
    username: 'lamp-1',
    password: 'secret',
    protocolVersion: 4,
  })
  atEnd(async () => void lamp.end(true))
  await new Promise<void>((done) => lamp.once('connect', () => done()))
  await lamp.subscribeAsync(topicOf({ kind: 'down', sender: 'lamp-1' }), { qos: 1 })
  const heard = new Promise<{ id: string; name: string; parameters: object }>((done) =>
    lamp.once('message', (_, payload) => done(JSON.parse(payload.toString()))),
  )
  await takeOver(yard)
  await told(deviceId, 'send', { name: 'dim', parameters: '{"percent":40}' })
  assert.equal(await round(), 1)
  const { id, name, parameters } = await heard
  assert.deepEqual([name, parameters], ['dim', { percent: 40 }])
  await lamp.publishAsync(
    topicOf({ kind: 'answer', sender: 'lamp-1' }),
    JSON.stringify({ id, ok: true, text: '40%' }),
    { qos: 1 },
  )
  await untilAnswered()
  assert.deepEqual([(await last(deviceId)).state, (await last(deviceId)).result?.zh], ['done', '40%'])
  const { samples } = await takeOver(yard)
  assert.equal(samples, 0)
})
