import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import mqtt from 'mqtt'
import { sql } from '#kernel/db/sql.ts'
import { atEnd, testUrl } from '#kernel/testing/db.ts'
import { takeOver } from '#sense/conveyor/conveyor.ts'
import type { InstructionAnswer } from '#sense/gateway/instruction.ts'
import { listenMqtt } from '#sense/gateway/mqtt/server.ts'
import { topicOf } from '#sense/gateway/mqtt/topics.ts'
import { pushTeller } from '#sense/gateway/push/tell.ts'
import { newCounts } from '#sense/gateway/server.ts'
import { dispatch } from '#sense/instruction/dispatch.ts'
import { listOfDevice } from '#sense/instruction/store.ts'
import { addDevice, openYard } from '#sense/testing/yard.ts'
import { insertGroup, listLampRows, putLamps } from './store.ts'
import { isDue, tend } from './tend.ts'

const yard = await openYard(await testUrl())
atEnd(() => yard.drop())
const { districtId, pool } = yard

const answers: InstructionAnswer[] = []
const onAnswer = (answer: InstructionAnswer) => void answers.push(answer)
const broker = await listenMqtt({ ...yard, counts: newCounts(), now: () => Date.now(), onAnswer }, 0, '127.0.0.1')
atEnd(() => broker.stop())

/** Where commands to the lamps of an operator's platform go. */
const commands: { path: string; body: unknown }[] = []
const platform = createServer((request, response) => {
  void (async () => {
    const pieces: Buffer[] = []
    for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece)
    commands.push({ path: request.url ?? '', body: JSON.parse(Buffer.concat(pieces).toString()) })
    response.end('{"errno":0}')
  })()
})
await new Promise<void>((done) => platform.listen(0, '127.0.0.1', done))
atEnd(async () => void platform.close())
const address = platform.address()
const port = address && typeof address === 'object' ? address.port : 0

const telling = { ...yard, authorization: 'secret', onAnswer, url: `http://127.0.0.1:${port}/{platform}/{device}` }
const tellers = new Map([
  ['mqtt', [broker.instruct!]],
  ['onenet', [pushTeller('onenet', telling)]],
])

let now = new Date()
const round = () => dispatch({ pool, clock: { now: () => now }, log: yard.log, tellers }, answers)
const tended = () => pool.transaction((tx) => tend(tx, { districtId, now }))
const last = async (deviceId: string, kind: string) =>
  (await listOfDevice(pool, districtId, deviceId)).find((one) => one.kind === kind)

const down = [
  { kind: 'lamp', body: '{"mid":"{{id}}","cmd":"sw","val":"{{state|on=1|off=0}}"}' },
  { kind: 'lamp-plan', body: '{"mid":"{{id}}","cmd":"plan","day":"{{day}}","on":"{{on}}","off":"{{off}}"}' },
]
const mapping = {
  time: { path: 'ts', form: 'seconds' },
  values: [{ path: 'sw', metric: 'lit', unit: '' }],
  down,
  answer: { id: 'mid', ok: 'code', equals: '0' },
}

/** A group that burns from sunset to sunrise. */
async function lampsIn(name: string, deviceIds: readonly string[]): Promise<void> {
  const calendar = { usual: { onMinutes: 0, offMinutes: 0, rest: null }, seasons: [] }
  await pool.transaction(async (tx) => {
    const groupId = await insertGroup(tx, districtId, { name, calendar }, { by: '测试', now })
    await putLamps(tx, districtId, { groupId: groupId!, deviceIds, isHalf: false })
  })
}

test('what the calendar wants reaches a lamp over MQTT in its maker’s words, and what it reports comes back', async () => {
  const credential = 'a-secret-of-its-own'
  const lamp = await addDevice(yard, {
    protocol: 'mqtt',
    sender: 'lamp-1',
    kind: 'lamp-controller',
    credential,
    mapping,
  })
  const silent = await addDevice(yard, { protocol: 'hj212', sender: 'OLD1', kind: 'lamp-controller' })
  await lampsIn('东线', [lamp, silent])
  // Eleven at night in the district.
  now = new Date('2026-03-02T23:00:00+08:00')
  await tended()
  assert.deepEqual(await listOfDevice(pool, districtId, silent), [])
  assert.equal(await round(), 0)
  const client = mqtt.connect({
    host: '127.0.0.1',
    port: broker.port,
    username: 'lamp-1',
    password: credential,
    protocolVersion: 4,
  })
  atEnd(async () => void client.end(true))
  const heard: { mid: string; cmd: string; val?: number; on?: string }[] = []
  client.on('message', (_, payload) => void heard.push(JSON.parse(payload.toString())))
  await client.subscribeAsync(topicOf({ kind: 'down', sender: 'lamp-1' }), { qos: 1 })
  assert.equal(await round(), 2)
  for (let tries = 0; tries < 100 && heard.length < 2; tries++) await pause(20)
  const [plan, sw] = heard.toSorted((a, b) => a.cmd.localeCompare(b.cmd))
  assert.deepEqual([sw?.val, plan?.on?.length], [1, 5])
  await client.publishAsync(topicOf({ kind: 'answer', sender: 'lamp-1' }), JSON.stringify({ mid: sw?.mid, code: 0 }), {
    qos: 1,
  })
  await round()
  assert.deepEqual([(await last(lamp, 'lamp'))?.state, (await last(lamp, 'lamp-plan'))?.state], ['done', 'sent'])
  const ts = Math.floor(Date.now() / 1000)
  await client.publishAsync(topicOf({ kind: 'up', sender: 'lamp-1' }), JSON.stringify({ ts, sw: 1 }), { qos: 1 })
  await takeOver(yard)
  const row = (await listLampRows(pool, districtId)).find(({ deviceId }) => deviceId === lamp)
  assert.equal(row?.lit, 1)
  const before = (await listOfDevice(pool, districtId, lamp)).length
  await tended()
  assert.equal((await listOfDevice(pool, districtId, lamp)).length, before)
})

test('a lamp behind an operator’s platform is told by a POST, and what was not heard in time has expired', async () => {
  const lamp = await addDevice(yard, {
    protocol: 'onenet',
    sender: 'imei-7',
    kind: 'lamp-controller',
    mapping: { ...mapping, answer: undefined },
  })
  await lampsIn('西线', [lamp])
  now = new Date('2026-03-03T12:00:00+08:00')
  await tended()
  await round()
  const { path, body } = commands.find((one) => JSON.stringify(one.body).includes('sw'))!
  assert.equal(path, '/onenet/imei-7')
  assert.equal((body as { val: number }).val, 0)
  await round()
  assert.deepEqual([(await last(lamp, 'lamp'))?.state, (await last(lamp, 'lamp'))?.result?.zh], ['done', '平台已接收'])
  await pool.run(
    sql`update sense.instruction set state = 'queued', ended_at = null, result = null where device_id = ${lamp}`,
  )
  now = new Date(now.getTime() + 24 * 3_600_000)
  await round()
  assert.equal((await last(lamp, 'lamp'))?.state, 'expired')
})

test('a lamp that does otherwise is told again, ever more seldom, and one that is silent is not pressed', () => {
  const at = new Date('2026-03-02T23:00:00+08:00')
  const told = (minutesAgo: number, tries: number) => ({
    isOn: true,
    toldAt: new Date(at.getTime() - minutesAgo * 60_000),
    tries,
    plan: '',
  })
  assert.equal(isDue(true, undefined, 'unknown', at), true)
  assert.equal(isDue(true, undefined, 'agree', at), false)
  assert.equal(isDue(false, told(1, 1), 'agree', at), true)
  assert.equal(isDue(true, told(4, 1), 'differ', at), false)
  assert.equal(isDue(true, told(6, 1), 'differ', at), true)
  assert.equal(isDue(true, told(6, 2), 'differ', at), false)
  assert.equal(isDue(true, told(600, 6), 'differ', at), false)
  assert.equal(isDue(true, told(600, 1), 'unknown', at), false)
})
