import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { startLoop } from './loop.ts'

const unexpected = (error: unknown) => assert.fail(String(error))

test('while there is more the step repeats at once, then waits until it is woken', async () => {
  let steps = 0
  const loop = startLoop({ everyMs: 60_000, step: async () => ++steps < 5, onError: unexpected })
  await pause(20)
  assert.equal(steps, 5)
  loop.wake()
  await pause(20)
  assert.equal(steps, 6)
  await loop.stop()
})

test('a call to wake during a step is not lost', async () => {
  let steps = 0
  const loop = startLoop({
    everyMs: 60_000,
    step: async () => {
      steps += 1
      if (steps === 1) loop.wake()
      await pause(5)
      return false
    },
    onError: unexpected,
  })
  await pause(50)
  await loop.stop()
  assert.equal(steps, 2)
})

test('stop waits for the running step and begins no other', async () => {
  let [started, finished] = [0, 0]
  const loop = startLoop({
    everyMs: 1,
    step: async () => {
      started += 1
      await pause(30)
      finished += 1
      return true
    },
    onError: unexpected,
  })
  await pause(5)
  await loop.stop()
  assert.deepEqual([started, finished], [1, 1])
})

test('a step that fails is tried again at longer and longer intervals', async () => {
  const at: number[] = []
  const loop = startLoop({
    everyMs: 5,
    step: async () => {
      at.push(performance.now())
      throw new Error('no database')
    },
    onError: () => undefined,
  })
  await pause(250)
  await loop.stop()
  assert.ok(at.length >= 3 && at.length <= 7, `${at.length} attempts`)
})
