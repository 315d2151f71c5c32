import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import fc from 'fast-check'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { sql } from '../db/sql.ts'
import { newId } from '../id.ts'
import type { Log } from '../log.ts'
import type { ProblemBody } from '../problem.ts'
import { atEnd, testUrl } from '../testing/db.ts'
import { freshKernel } from '../testing/fresh-database.ts'
import { lampApp } from '../testing/lamp-app.ts'

const kernel = await freshKernel(await testUrl())
atEnd(() => kernel.drop())
await kernel.pool.run(sql`create table public.lamp (name text)`)
const app = await lampApp(kernel.pool)
atEnd(() => app.close())

beforeEach(() => kernel.pool.pg.query('truncate public.lamp, kernel.audit_entry, kernel.idempotency_key'))

const post = (payload: unknown, headers: Record<string, string> = {}, url = '/lamps'): Promise<Answer> =>
  ask(app, {
    method: 'POST',
    url,
    headers: { 'x-cast': 'lin', 'idempotency-key': newId(), 'content-type': 'application/json', ...headers },
    payload: typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
  })
const rows = () =>
  kernel.pool.one<{ lamps: number; audits: number; keys: number }>(sql`
    select (select count(*) from public.lamp) as lamps, (select count(*) from kernel.audit_entry) as audits,
           (select count(*) from kernel.idempotency_key) as keys`)
const audited = () =>
  kernel.pool.many(sql`select actor_id as who, outcome, detail ->> 'code' as code from kernel.audit_entry`)

test('lin lights a lamp, and again under the same key gets the same reply, marked as such', async () => {
  const key = { 'idempotency-key': newId() }
  const [first, again] = [await post({ name: 'a' }, key), await post({ name: 'a' }, key)]
  assert.deepEqual([first.status, first.body, first.headers['idempotency-replayed']], [200, { name: 'a' }, undefined])
  assert.deepEqual([again.status, again.body, again.headers['idempotency-replayed']], [200, { name: 'a' }, 'true'])
  assert.deepEqual(await rows(), { lamps: 1, audits: 1, keys: 1 })
})

const refused: [about: string, options: InjectOptions & { url: string }, status: number, code: string][] = [
  ['an address that is not there', { url: '/nothing' }, 404, 'route_not_found'],
  ['an address that cannot be read', { url: '/lamps/%zz' }, 404, 'route_not_found'],
  ['an address without end', { url: `/lamps/${'x'.repeat(300)}` }, 404, 'route_not_found'],
  ['another method', { method: 'DELETE', url: '/lamps/a' }, 404, 'route_not_found'],
  ['the method TRACE', { method: 'TRACE' as 'GET', url: '/lamps/a' }, 404, 'route_not_found'],
  ['nobody where somebody is needed', { url: '/secrets' }, 401, 'not_signed_in'],
  ['stranger', { url: '/secrets', headers: { 'x-cast': 'stranger' } }, 403, 'not_permitted'],
  ['a parameter given twice', { url: '/lamps/a?zoom=1&zoom=2' }, 400, 'bad_input'],
  ['our own mistake', { url: '/broken' }, 500, 'internal'],
]
for (const [about, options, status, code] of refused)
  test(`${about} is answered with ${status} ${code}`, async () => {
    const answer = await ask(app, options)
    assert.equal(answer.status, status)
    assertProblem(answer, code)
  })

const bodies: [
  about: string,
  payload: string | Buffer,
  headers: Record<string, string>,
  status: number,
  code: string,
][] = [
  ['half a JSON', '{"name":', {}, 400, 'unreadable_body'],
  ['no body', '', {}, 400, 'unreadable_body'],
  ['a prototype in JSON', '{"name":"a","__proto__":{"admin":true}}', {}, 400, 'unreadable_body'],
  ['a constructor in JSON', '{"name":"a","constructor":{"prototype":{"admin":true}}}', {}, 400, 'unreadable_body'],
  ['a field too many', '{"name":"a","admin":true}', {}, 400, 'bad_input'],
  ['plain text', 'name=a', { 'content-type': 'text/plain' }, 400, 'bad_input'],
  ['a form', 'name=a', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'media_type_refused'],
  ['XML', '<name>a</name>', { 'content-type': 'application/xml' }, 415, 'media_type_refused'],
  ['a type that is none', 'a', { 'content-type': 'anything' }, 415, 'media_type_refused'],
  ['a zero character', '{"name":"\\u0000"}', {}, 400, 'bad_input'],
  ['half a surrogate pair', '{"name":"\\ud83d"}', {}, 400, 'bad_input'],
  ['no key', '{"name":"a"}', { 'idempotency-key': '' }, 400, 'idempotency_key_missing'],
  ['a key too short', '{"name":"a"}', { 'idempotency-key': '1234567' }, 400, 'idempotency_key_missing'],
  ['a key too long', '{"name":"a"}', { 'idempotency-key': 'k'.repeat(201) }, 400, 'idempotency_key_missing'],
  ['a page of another site', '{"name":"a"}', { origin: 'https://elsewhere.example' }, 403, 'origin_refused'],
  ['a page without origin', '{"name":"a"}', { origin: 'null' }, 403, 'origin_refused'],
  ['an origin that is no address', '{"name":"a"}', { origin: 'localhost' }, 403, 'origin_refused'],
  ['a body too large', JSON.stringify({ name: 'x'.repeat(1_100_000) }), {}, 413, 'body_too_large'],
  ['bytes too many', Buffer.alloc(1_100_000), { 'content-type': 'application/octet-stream' }, 413, 'body_too_large'],
]
for (const [about, payload, headers, status, code] of bodies)
  test(`a command with ${about} is answered with ${status} ${code} and lights nothing`, async () => {
    const answer = await post(payload, headers)
    assert.equal(answer.status, status)
    assertProblem(answer, code)
    assert.equal((await rows()).lamps, 0)
    assert.equal(({} as Record<string, unknown>).admin, undefined)
  })

test('the limit that was exceeded is named: 1 MB for a form, the upload limit for a file', async () => {
  const large = await post(JSON.stringify({ name: 'x'.repeat(1_100_000) }))
  assert.deepEqual((large.body as ProblemBody).detail, { limitMb: 1 })
  const headers = { 'x-cast': 'lin', 'idempotency-key': newId(), 'content-type': 'image/jpeg' }
  const photo = (megabytes: number) =>
    ask(app, { method: 'PUT', url: '/photo', headers, payload: Buffer.alloc(megabytes * 1024 * 1024, 1) })
  assert.deepEqual((await photo(4)).body.detail, { limitMb: 2 })
  assert.equal((await photo(1.5)).status, 200)
})

test('a page of our own may command', async () => {
  assert.equal((await post({ name: 'a' }, { origin: 'http://localhost:80', host: 'localhost' })).status, 200)
})

test('each command of somebody known is audited once, with the reason if it was refused', async () => {
  await post({ name: 'a' })
  await post({ name: 'twin' })
  await post({ name: 'x'.repeat(21) })
  await post({ name: 'a' }, { 'x-cast': 'stranger' })
  await post({ name: 'a' }, { 'idempotency-key': '' })
  assert.deepEqual(await audited(), [
    { who: 'account-lin', outcome: 'done', code: null },
    { who: 'account-lin', outcome: 'refused', code: 'conflict' },
    { who: 'account-lin', outcome: 'refused', code: 'bad_input' },
    { who: 'account-stranger', outcome: 'refused', code: 'not_permitted' },
    { who: 'account-lin', outcome: 'refused', code: 'idempotency_key_missing' },
  ])
})

test('what nobody in particular tries in vain fills no table', async () => {
  const nobody = { 'x-cast': 'nobody' }
  assertProblem(await post({ name: 'a' }, nobody), 'not_signed_in')
  assertProblem(await post({}, nobody, '/reports'), 'bad_input')
  assert.deepEqual(await rows(), { lamps: 0, audits: 0, keys: 0 })
  assert.equal((await post({ name: 'a' }, nobody, '/reports')).status, 200)
  assert.deepEqual(await audited(), [{ who: 'anonymous', outcome: 'done', code: null }])
})

test('questions write nothing, whatever they carry', async () => {
  for (const url of ['/lamps/a', '/lamps/a?zoom=x', '/broken', '/secrets', '/nothing'])
    for (const method of ['GET', 'HEAD'] as const)
      await ask(app, { method, url, headers: { 'x-cast': 'lin', 'idempotency-key': newId() } })
  assert.deepEqual(await rows(), { lamps: 0, audits: 0, keys: 0 })
})

test('an unexpected error tells the caller nothing but its number, and the log tells all under that number', async () => {
  const lines: Record<string, unknown>[] = []
  const log = { error: (line: Record<string, unknown>) => lines.push(line) } as unknown as Log
  const watched = await lampApp(kernel.pool, { log })
  const answer = await ask(watched, { url: '/broken?phone=13800000000' })
  await watched.close()
  assert.deepEqual(Object.keys(answer.body).sort(), ['code', 'requestId', 'status', 'title', 'titleEn', 'type'])
  assert.doesNotMatch(JSON.stringify(answer.body), /hunter2/)
  assert.deepEqual(
    lines.map((line) => [line.requestId, line.url, (line.err as Error).message]),
    [[answer.body.requestId, '/broken', 'the password is hunter2']],
  )
  assert.doesNotMatch(JSON.stringify(lines), /13800000000/)
})

test('a reply that breaks its own contract never leaves a test', async () => {
  assertProblem(await ask(app, { method: 'POST', url: '/liar' }), 'internal')
})

test('every reply has a number of its own, which a caller cannot choose', async () => {
  const asked = await Promise.all(
    Array.from({ length: 5 }, () =>
      ask(app, { url: '/lamps/a', headers: { 'x-request-id': 'mine', 'request-id': 'mine' } }),
    ),
  )
  const numbers = asked.map((answer) => answer.headers['x-request-id'])
  assert.equal(new Set(numbers).size, 5)
  assert.ok(!numbers.includes('mine'))
})

test('the fourth request in a minute is told in how many seconds to come back', async () => {
  const strict = await lampApp(kernel.pool, { publicPerMinute: 3 })
  for (let turn = 0; turn < 3; turn++) assert.equal((await ask(strict, { url: '/lamps/a' })).status, 200)
  const answer = await ask(strict, { url: '/lamps/a', headers: { 'x-forwarded-for': '10.0.0.9' } })
  await strict.close()
  assert.equal(answer.status, 429)
  assertProblem(answer, 'too_many_requests')
  const seconds = answer.body.detail?.seconds as number
  assert.ok(Number.isInteger(seconds) && seconds > 0 && seconds <= 60)
  assert.equal(answer.headers['retry-after'], String(seconds))
})

test('no body whatever is answered with a fault of ours', async () => {
  const junk = fc.oneof(
    fc.json(),
    fc.string({ unit: 'binary' }),
    fc.json().map((text) => `{"name":${text}}`),
  )
  await fc.assert(
    fc.asyncProperty(junk, async (payload) => assert.ok((await post(payload)).status < 500, payload)),
    { numRuns: 60 },
  )
})

type Answer = { status: number; body: ProblemBody; headers: Record<string, unknown> }

async function ask(app: FastifyInstance, options: InjectOptions): Promise<Answer> {
  const reply = await app.inject(options)
  const json = String(reply.headers['content-type']).includes('json') && reply.body !== ''
  return { status: reply.statusCode, body: json ? reply.json() : ({} as ProblemBody), headers: reply.headers }
}

/** A problem as a caller must find it, under the headers that every reply has. */
function assertProblem({ body, headers }: Answer, code: string): void {
  assert.equal(body.code, code)
  assert.equal(headers['content-type'], 'application/problem+json; charset=utf-8')
  assert.match(body.title, /\p{Script=Han}/u)
  assert.match(body.titleEn, /^[\x20-\x7e“”]+$/)
  assert.equal(body.requestId, headers['x-request-id'])
}
