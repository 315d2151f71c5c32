import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Rung, usualLadder } from '#city/case/watch.ts'
import { faultsOf } from './ladder.ts'

const rung = (id: string, share: number, ...tell: Rung['tell']): Rung => ({ id, share, tell })

test('the usual ladder is in order', () => {
  assert.deepEqual(faultsOf(usualLadder), [])
})

test('each wrong rung is named with its field', () => {
  const wrong = [rung('warning', 0.8, 'party'), rung('warning', 0.8, 'party', 'party'), rung('late', 1.2, 'leader')]
  assert.deepEqual(
    faultsOf(wrong).map(({ field, code }) => `${field} ${code}`),
    [
      'body.rungs.1.id id_twice',
      'body.rungs.1.share not_rising',
      'body.rungs.1.tell told_twice',
      'body.rungs deadline_missing',
    ],
  )
})
