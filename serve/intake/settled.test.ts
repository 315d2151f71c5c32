import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CaseEvent } from '#city/case/event.ts'
import { settledHistory } from './citizen.ts'

const at = new Date('2026-11-26T02:00:00Z')
const event = (kind: CaseEvent['kind'], seq: number) => ({ kind, seq, at }) as CaseEvent
const kinds = (history: CaseEvent[], secondsLater: number) =>
  settledHistory(history, new Date(at.getTime() + secondsLater * 1000)).map(({ kind }) => kind)

test('whoever reported is told of a refusal once it can no longer be taken back', () => {
  const history = [event('reported', 1), event('refused', 2)]
  assert.deepEqual(kinds(history, 10), ['reported'])
  assert.deepEqual(kinds(history, 31), ['reported', 'refused'])
})

test('of a refusal that was taken back they are never told', () => {
  const history = [event('reported', 1), event('refused', 2), event('refusal_undone', 3), event('refused', 4)]
  assert.deepEqual(kinds(history, 31), ['reported', 'refused'])
})
