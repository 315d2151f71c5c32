import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomOf } from '../../simulate/faults.ts'
import { survive } from './survive.ts'

test('what vehicles were told is kept is there once, though gateway and database were killed again and again', async () => {
  const { sent, acknowledged, stored, lost, invented, twice } = await survive({
    kills: 4,
    vehicles: 4,
    random: randomOf(20_261_126),
  })
  assert.deepEqual({ lost, invented, twice }, { lost: 0, invented: 0, twice: 0 })
  assert.ok(acknowledged > 100, `${acknowledged}`)
  assert.ok(stored >= acknowledged && sent >= stored)
})
