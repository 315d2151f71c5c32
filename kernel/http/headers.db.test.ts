import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InjectOptions } from 'fastify'
import { atEnd, testPool } from '../testing/db.ts'
import { lampApp } from '../testing/lamp-app.ts'

const app = await lampApp(await testPool())
atEnd(() => app.close())

const expected = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'self'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(self), microphone=(self)',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

const replies: [about: string, options: InjectOptions & { url: string }, status: number][] = [
  ['a success', { url: '/lamps/a' }, 200],
  ['the head of a success', { method: 'HEAD', url: '/lamps/a' }, 200],
  ['a refusal', { url: '/secrets' }, 401],
  ['an address that is not there', { url: '/nothing' }, 404],
  ['an address that cannot be read', { url: '/%zz' }, 404],
  ['an address without end', { url: `/lamps/${'x'.repeat(300)}` }, 404],
  [
    'a body of a type that is not taken',
    { method: 'POST', url: '/lamps', headers: { 'content-type': 'a/b' }, payload: 'x' },
    415,
  ],
  ['a foreign page', { method: 'POST', url: '/lamps', headers: { origin: 'https://elsewhere.example' } }, 403],
  ['our own mistake', { url: '/broken' }, 500],
]

for (const [about, options, status] of replies)
  test(`the reply to ${about} carries every protecting header`, async () => {
    const reply = await app.inject(options)
    assert.equal(reply.statusCode, status)
    const found = Object.fromEntries(Object.keys(expected).map((name) => [name, reply.headers[name]]))
    assert.deepEqual(found, expected)
    assert.match(String(reply.headers['x-request-id']), /^[0-9a-f-]{36}$/)
    for (const telling of ['server', 'x-powered-by', 'access-control-allow-origin'])
      assert.equal(reply.headers[telling], undefined, telling)
  })
