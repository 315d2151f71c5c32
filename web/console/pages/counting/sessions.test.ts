import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSessions, writeSessions } from './sessions.ts'

test('opening hours are read as people write them, and written so that they are read again', () => {
  assert.deepEqual(readSessions('08:30 - 12:00, 14:00至18:00'), [
    ['08:30', '12:00'],
    ['14:00', '18:00'],
  ])
  assert.equal(writeSessions(readSessions('20:00-24:00') ?? []), '20:00-24:00')
  for (const text of ['', '8-12', '08:30-25:00', '08:30-12:00,']) assert.equal(readSessions(text), undefined)
})
