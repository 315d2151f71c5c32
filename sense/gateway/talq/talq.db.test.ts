import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { atEnd, testUrl } from '#kernel/testing/db.ts'
import { takeOver } from '../../conveyor/conveyor.ts'
import { addDevice, openYard, valuesOf } from '../../testing/yard.ts'
import type { InstructionAnswer } from '../instruction.ts'
import { newCounts } from '../server.ts'
import { TalqClient } from './client.ts'
import { cabinet, deviceSample, lamp, logSample } from './samples.ts'
import { listenTalq } from './server.ts'

const yard = await openYard(await testUrl())
atEnd(() => yard.drop())

const token = 'shared-with-the-gateway'
const cms = '7b1f6a52-0c7d-4d7e-9a53-2f60a4e8bccc'
const counts = newCounts()
const central = await listenTalq({ ...yard, counts, token, now: () => Date.now() }, 0, '127.0.0.1')
atEnd(() => central.stop())

/** A lamp gateway that is not there: it has one lamp, takes programs and commands, and reports what the lamp then does. */
async function lampGateway() {
  const programs = new Map<string, { fixedTimeControls: unknown[] }>()
  const heard: string[] = []
  const server = createServer((request, response) => {
    void (async () => {
      const pieces: Buffer[] = []
      for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece)
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://gateway')
      const reply = (status: number, body?: unknown) => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(body === undefined ? undefined : JSON.stringify(body))
      }
      const isRight = request.headers['talq-api-version'] === '2.7.1' && searchParams.get('clientAddress') === cms
      if (!isRight || request.headers.authorization !== `Bearer ${token}`) return reply(400, [{ key: 'headerMissing' }])
      heard.push(`${request.method} ${pathname}`)
      if (request.method === 'GET') return reply(200, [deviceSample])
      const body = JSON.parse(Buffer.concat(pieces).toString())
      if (pathname === '/control-programs' && request.method === 'POST') {
        if (programs.has(body[0].id)) return reply(409, [{ key: 'resourceConflict' }])
        programs.set(body[0].id, body[0])
      }
      if (pathname !== '/override-commands') return reply(201, body)
      const [{ address }] = body.addresses
      if (address !== lamp) return reply(422, [{ key: 'overrideAddressNotValid' }])
      await report(body.command.state.level)
      reply(202)
    })()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  atEnd(async () => void server.close())
  const address = server.address()
  return { url: `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`, heard, programs }
}

const calls = (path: string, body: unknown, headers: object = {}) =>
  fetch(`http://127.0.0.1:${central.port}${path}?clientAddress=${cabinet}&talqRequestId=${cabinet}`, {
    method: 'POST',
    headers: { 'talq-api-version': '2.7.1', authorization: `Bearer ${token}`, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

// Each report has a second of its own, after what was announced without one, however fast the story goes.
let latest = Math.floor(Date.now() / 1000) + 5
const second = () => new Date(++latest * 1000)
const report = (level: number) => {
  const { address, entries } = logSample(second().toISOString())
  const [first] = entries
  const value = { type: 'AttributeLevelState', value: { type: 'LevelState', level } }
  return calls('/log-reports', [{ address, entries: [{ data: { ...first?.data, attributeValue: value } }] }])
}

test('a gateway announces and reports, and what it says of registered devices becomes values', async () => {
  const lampId = await addDevice(yard, { protocol: 'talq', sender: lamp, kind: 'lamp-controller' })
  const cabinetId = await addDevice(yard, { protocol: 'talq', sender: cabinet, kind: 'lamp-cabinet' })
  assert.equal((await calls('/devices', [deviceSample])).status, 201)
  const at = second()
  assert.equal((await calls('/log-reports', logSample(at.toISOString()))).status, 200)
  await takeOver(yard)
  const lamps = (await valuesOf(yard, lampId)).filter((one) => +one.at === +at && one.quality === 0)
  assert.deepEqual(
    lamps.map(({ metric, value }) => [metric, value]),
    [
      ['event:lampFailure', 1],
      ['level', 70],
      ['lit', 1],
      ['load', 84.5],
    ],
  )
  assert.deepEqual(
    (await valuesOf(yard, cabinetId)).map(({ metric, unit, value }) => [metric, unit, value]),
    [
      ['door', '', 1],
      ['energy', 'kWh', 1204.5],
    ],
  )
})

test('who shows no token, another version or no JSON is refused with the key of the specification', async () => {
  const key = async (response: Response) => ((await response.json()) as { key: string }[])[0]?.key
  assert.equal((await calls('/devices', [], { authorization: 'Bearer guessed' })).status, 401)
  assert.equal(await key(await calls('/devices', [], { 'talq-api-version': '1.0.0' })), 'headerValueNotValid')
  assert.equal(await key(await calls('/devices', '{')), 'payloadError')
  assert.equal(await key(await calls('/devices', [{ name: 'x' }])), 'payloadError')
  assert.equal((await calls('/lamp-types', [])).status, 404)
  const stranger = { ...deviceSample, address: '7b1f6a52-0c7d-4d7e-9a53-2f60a4e8b999' }
  assert.equal((await calls('/devices', [stranger])).status, 201)
  assert.equal(counts.strays.get(`talq/${stranger.address}`)?.frames, 1)
})

test('a lamp is dimmed and given its hours through its gateway, and reports what it then does', async () => {
  const { url, heard, programs } = await lampGateway()
  const answers: InstructionAnswer[] = []
  const client = new TalqClient({
    ...yard,
    url,
    token,
    cms,
    now: () => Date.now(),
    onAnswer: (one) => void answers.push(one),
  })
  assert.deepEqual(
    (await client.devices()).map(({ address }) => address),
    [lamp],
  )
  assert.equal(await client.configureLogging(), true)
  const told = (kind: string, values: Record<string, string | number>, sender = lamp) =>
    client.instruct(sender, { id: `i-${answers.length}`, kind, values })
  assert.equal(await told('lamp', { state: 'on', level: 40 }), true)
  const hours = { day: '2026-03-02', on: '18:20', off: '06:50', restFrom: '23:30', restTo: '05:00' }
  assert.equal(await told('lamp-plan', hours), true)
  assert.equal(await told('lamp-plan', hours), true)
  assert.equal(await told('lamp', { state: 'off' }, cabinet), true)
  assert.deepEqual(
    answers.map(({ isDone, en }) => [isDone, en]),
    [
      [true, 'taken by the gateway'],
      [true, 'taken by the gateway'],
      [true, 'taken by the gateway'],
      [false, 'refused by the gateway: overrideAddressNotValid'],
    ],
  )
  assert.equal(programs.size, 1)
  assert.ok(heard.includes('PUT /control-programs') && heard.includes('POST /assign-commands'))
  await takeOver(yard)
  const device = yard.directory.find('talq', lamp)!
  const levels = (await valuesOf(yard, device.deviceId)).filter(({ metric }) => metric === 'level')
  assert.equal(levels.at(-1)?.value, 40)
  const away = new TalqClient({
    ...yard,
    url: 'http://127.0.0.1:9',
    token,
    cms,
    now: () => Date.now(),
    onAnswer: () => undefined,
  })
  assert.equal(await away.instruct(lamp, { id: 'i', kind: 'lamp', values: { state: 'on' } }), false)
})
