import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { answeredBy, downFault, namesIn, saidBy } from './down.ts'

const telling = { id: 'i-1', kind: 'lamp', values: { state: 'on', level: 70 } }

test('an instruction is said in the maker’s own words', () => {
  const body = '{"msgId":"{{id}}","cmd":{"sw":"{{state|on=1|off=0}}","dim":"{{level}}","note":"to {{level}} %"}}'
  assert.deepEqual(JSON.parse(saidBy({ kind: 'lamp', body }, telling)), {
    msgId: 'i-1',
    cmd: { sw: 1, dim: 70, note: 'to 70 %' },
  })
  assert.deepEqual(namesIn(body), ['state', 'level'])
})

test('what has no value is left out, and text of a value never becomes part of the document', () => {
  assert.equal(saidBy({ kind: 'lamp', body: '{"a":"{{colour}}","b":1}' }, telling), '{"b":1}')
  const evil = { ...telling, values: { state: '","admin":true,"x":"{{id}}' } }
  assert.deepEqual(JSON.parse(saidBy({ kind: 'lamp', body: '{"a":"{{state}}","b":"x{{state}}"}' }, evil)), {
    a: evil.values.state,
    b: `x${evil.values.state}`,
  })
})

test('a document that is no JSON, or asks for what the kind does not have, is refused', () => {
  assert.deepEqual(downFault({ kind: 'lamp', body: '{' }, ['state']), { json: true })
  assert.deepEqual(downFault({ kind: 'lamp', body: '[]' }, ['state']), { json: true })
  assert.deepEqual(downFault({ kind: 'lamp', body: '{"a":"{{colour}}"}' }, ['state']), { name: 'colour' })
  assert.equal(downFault({ kind: 'lamp', body: '{"a":"{{state}} {{id}}"}' }, ['state']), undefined)
})

test('an answer is found where the maker puts it', () => {
  const place = { id: 'head.msgId', ok: 'result.code', equals: '0', text: 'result.text' }
  const answer = (code: unknown) => answeredBy({ head: { msgId: 'i-1' }, result: { code, text: 'busy' } }, place)
  assert.deepEqual(answer(0), { id: 'i-1', isDone: true, text: 'busy' })
  assert.deepEqual(answer(4), { id: 'i-1', isDone: false, text: 'busy' })
  assert.equal(answeredBy({ level: 1 }, place), undefined)
})

test('whatever is told, what is said is JSON', () => {
  fc.assert(
    fc.property(fc.json(), fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer())), (body, values) => {
      const said = saidBy({ kind: 'lamp', body }, { id: 'i', kind: 'lamp', values })
      if (said !== undefined) JSON.parse(said)
    }),
  )
})
