import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stepNames } from '#city/case/contract.ts'
import { tellEvent } from './event-text.ts'

const event = (kind: string, body: Record<string, unknown>) => ({
  seq: 3,
  kind,
  name: '某步',
  at: '2026-11-22T02:00:00Z',
  byName: '李敏',
  byUnit: null,
  body,
})

test('every kind of event is told in both languages', () => {
  for (const kind of Object.keys(stepNames)) {
    assert.ok(tellEvent(event(kind, {}), 'zh').line.length > 0, kind)
    assert.doesNotMatch(tellEvent(event(kind, {}), 'en').line, /\p{Script=Han}/u, kind)
  }
})

test('filing names the clause and its limit', () => {
  const clause = { name: '雨水井盖', condition: '井盖丢失', limit: { value: 2, unit: 'urgent_hour' } }
  assert.equal(tellEvent(event('filed', { clause, note: '' }), 'zh').line, '立案：雨水井盖，井盖丢失，时限 2紧急工作时')
})

test('what was said and shown goes with the fact', () => {
  const told = tellEvent(event('handled', { note: '已更换', before: ['a'], after: ['b', 'c'] }), 'zh')
  assert.deepEqual(told.quotes, ['已更换'])
  assert.deepEqual(
    told.photos.map(({ fileId }) => fileId),
    ['a', 'b', 'c'],
  )
  assert.match(told.photos[1]!.caption, /^处置后 2026-11-22 10:00$/)
})

test('a kind this screen does not know keeps the name the server gave it', () => {
  assert.equal(tellEvent(event('newly_invented', {}), 'zh').line, '某步')
})
