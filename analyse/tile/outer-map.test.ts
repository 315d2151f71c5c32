import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { Problem } from '#kernel/problem.ts'
import { isAllowed, type OuterSettings, openOuterMap } from './outer-map.ts'

const png = Buffer.from('89504e470d0a1a0a', 'hex')
type Answer = (request: IncomingMessage, reply: ServerResponse) => void

const asImage: Answer = (_, reply) => reply.writeHead(200, { 'content-type': 'image/png' }).end(png)

/** A tile server of our own that answers as it is told and remembers what it was asked. */
async function tileServer(t: TestContext, answer: { now: Answer }) {
  const asked: string[] = []
  const server = createServer((request, reply) => {
    asked.push(request.url ?? '')
    answer.now(request, reply)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { asked, at: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const settingsAt = (at: string, more: Partial<OuterSettings> = {}): OuterSettings => ({
  url: `${at}/{layer}_w/wmts?TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&s={s}&tk={key}`,
  hosts: [],
  choices: [['vec', 'cva'], ['img']],
  key: 'k&y',
  attribution: '天地图',
  timeoutMs: 400,
  keepSeconds: 0,
  ...more,
})

const square = { z: 14, x: 13082, y: 6711 }
const codeOf = (asking: Promise<unknown> | undefined): Promise<unknown> =>
  Promise.resolve(asking).then(
    () => 'answered',
    (error) => (error instanceof Problem ? error.code : error),
  )

test('a tile is asked by the address of the settings, key and all, and handed on', async (t) => {
  const { asked, at } = await tileServer(t, { now: asImage })
  const map = openOuterMap(settingsAt(at))
  const tile = await map?.tile('vec', square)
  assert.deepEqual([tile?.type, tile?.bytes], ['image/png', png])
  assert.deepEqual(asked, ['/vec_w/wmts?TILEMATRIX=14&TILEROW=6711&TILECOL=13082&s=1&tk=k%26y'])
})

test('a layer that is not set is not asked for, and without an address there is no outer map', async (t) => {
  const { asked, at } = await tileServer(t, { now: asImage })
  assert.equal(await codeOf(openOuterMap(settingsAt(at))?.tile('../../etc', square)), 'outer_map_absent')
  assert.deepEqual(asked, [])
  assert.equal(openOuterMap(settingsAt('', { url: '' })), undefined)
})

test('neither a redirect, nor a page in place of a picture, nor silence is taken for a tile', async (t) => {
  const answer = { now: asImage }
  const { at } = await tileServer(t, answer)
  for (const wrong of [
    (_, reply) => reply.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    (_, reply) => reply.writeHead(200, { 'content-type': 'text/html' }).end('<p>quota</p>'),
    (_, reply) => reply.writeHead(418).end(),
    (_, reply) => reply.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.alloc(2_000_001)),
    () => undefined,
  ] satisfies Answer[]) {
    answer.now = wrong
    assert.equal(await codeOf(openOuterMap(settingsAt(at))?.tile('vec', square)), 'outer_map_unavailable')
  }
})

test('after five failures the outer map is left alone for half a minute, then tried once', async (t) => {
  const answer: { now: Answer } = { now: (_, reply) => reply.writeHead(503).end() }
  const { asked, at } = await tileServer(t, answer)
  let now = 0
  const map = openOuterMap(settingsAt(at), () => now)
  for (let turn = 0; turn < 8; turn++) assert.equal(await codeOf(map?.tile('vec', square)), 'outer_map_unavailable')
  assert.equal(asked.length, 5)
  now = 30_001
  answer.now = asImage
  const [first, second] = await Promise.all([codeOf(map?.tile('vec', square)), codeOf(map?.tile('vec', square))])
  assert.deepEqual([first, second, asked.length], ['answered', 'outer_map_unavailable', 6])
  assert.equal(await codeOf(map?.tile('vec', square)), 'answered')
})

test('only hosts that are set may be asked, and an address outside them is refused at the start', () => {
  assert.ok(isAllowed('t3.tianditu.gov.cn', ['*.tianditu.gov.cn']))
  assert.ok(!isAllowed('tianditu.gov.cn.evil.example', ['*.tianditu.gov.cn']))
  assert.ok(!isAllowed('eviltianditu.gov.cn', ['*.tianditu.gov.cn']))
  assert.throws(() => openOuterMap(settingsAt('http://10.0.0.8', { hosts: ['map.example.cn'] })), /BASE_MAP_HOSTS/)
})
