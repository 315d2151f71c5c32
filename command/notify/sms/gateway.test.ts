import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Secret } from '#kernel/config.ts'
import { fileGateway, type HttpGateway, requestOf } from './gateway.ts'

const message = { smsId: 'm1', phone: '13812345678', text: '说“好”\\，{secret}' }
const set: HttpGateway = {
  url: 'https://sms.example/send?to={phone}',
  contentType: 'application/json',
  authorization: 'Bearer {secret}',
  body: '{"to":"{phone}","text":"{text}","id":"{id}"}',
  accepted: '',
  secret: new Secret('k&y'),
  allowPrivate: false,
}

test('a provider’s own form is filled in, and what is said in a message stays text', () => {
  const request = requestOf(set, message)
  assert.equal(request.url, 'https://sms.example/send?to=13812345678')
  assert.equal(request.headers.authorization, 'Bearer k&y')
  assert.deepEqual(JSON.parse(request.body), { to: '13812345678', text: '说“好”\\，{secret}', id: 'm1' })
})

test('a form is encoded as a form', () => {
  const request = requestOf(
    { ...set, contentType: 'application/x-www-form-urlencoded', body: 'm={phone}&t={text}' },
    message,
  )
  assert.equal(new URLSearchParams(request.body).get('t'), '说“好”\\，{secret}')
})

test('the file of the demo never holds a telephone number', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-sms-'))
  try {
    await fileGateway(join(folder, 'sms.log')).send(message)
    const [line] = readFileSync(join(folder, 'sms.log'), 'utf8').split('\n')
    assert.equal(JSON.parse(line ?? '').phone, '138****5678')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
