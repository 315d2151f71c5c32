import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { getCase, listCases } from '#city/case/contract.ts'
import { reworkCase } from '#supervise/desk/contract.ts'
import { addressOf, call, newKey, ProblemError } from './client.ts'

const realFetch = globalThis.fetch
afterEach(() => {
  globalThis.fetch = realFetch
})

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })

/** Answers in turn; an error is a network that failed. Gives what was asked. */
function answering(...answers: (Response | Error)[]) {
  const asked: { address: string; request: RequestInit }[] = []
  globalThis.fetch = (async (address: string, request: RequestInit) => {
    asked.push({ address, request })
    const answer = answers.shift()
    if (answer instanceof Error || !answer) throw answer ?? new TypeError('no answer left')
    return answer
  }) as typeof fetch
  return asked
}

test('an address has its parameters filled in and leaves out what was not asked', () => {
  assert.equal(addressOf(getCase, { params: { id: 'a/b' } }), '/api/cases/a%2Fb')
  assert.equal(
    addressOf(listCases, { query: { list: 'to-file', q: '', late: undefined, limit: 5 } }),
    '/api/cases?list=to-file&limit=5',
  )
})

test('a question is asked again when the network fails', async () => {
  const asked = answering(new TypeError('failed to fetch'), json(200, { items: [], next: null }))
  assert.deepEqual(await call(listCases, { query: {} }), { items: [], next: null })
  assert.equal(asked.length, 2)
})

test('a command sent again carries the same key, so that it is carried out once', async () => {
  const moved = { caseId: 'x', number: '1', version: 2, stage: 'handling' }
  const asked = answering(new TypeError('failed to fetch'), json(200, moved))
  await call(reworkCase, { params: { id: 'x' }, body: { reason: '没有到位' } }, { key: 'one-submission' })
  const keys = asked.map(({ request }) => (request.headers as Record<string, string>)['idempotency-key'])
  assert.deepEqual(keys, ['one-submission', 'one-submission'])
})

test('a refusal comes back with both languages and the fields at fault', async () => {
  const fault = { field: 'body.reason', code: 'too_small', zh: '至少 2 个字', en: 'At least 2' }
  answering(
    json(400, { type: 't', status: 400, code: 'bad_input', title: '有误', titleEn: 'Not valid', faults: [fault] }),
  )
  await assert.rejects(call(reworkCase, { params: { id: 'x' }, body: { reason: '' } }), (error) => {
    assert.ok(error instanceof ProblemError)
    assert.deepEqual([error.code, error.zh, error.en, error.faults], ['bad_input', '有误', 'Not valid', [fault]])
    return true
  })
})

test('an answer that is no problem document still becomes a problem with words', async () => {
  answering(new Response('<html>502</html>', { status: 502 }))
  await assert.rejects(call(listCases, { query: {} }), { code: 'server_unreachable', status: 502 })
})

test('keys are never the same', () => {
  const keys = Array.from({ length: 1000 }, newKey)
  assert.equal(new Set(keys).size, 1000)
  assert.match(keys[0]!, /^[0-9a-f]{32}$/)
})
