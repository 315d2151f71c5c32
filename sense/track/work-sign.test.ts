import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signOf, WorkSign } from './work-sign.ts'

const second = 1_000

test('a bit of a word of inputs tells whether it works, for as long as a value holds', () => {
  const sign = WorkSign.parse({ kind: 'bit', name: '扫盘', metric: 'io', bit: 2, holdSeconds: 60 })
  const at = signOf(sign, [
    { at: 10 * second, value: 0b0101 },
    { at: 40 * second, value: 0b0001 },
    { at: 200 * second, value: 0b0100 },
  ])
  assert.deepEqual(
    [5, 10, 39, 40, 100, 101, 200, 260, 261].map((n) => at(n * second)),
    ['unknown', 'yes', 'yes', 'no', 'no', 'unknown', 'yes', 'yes', 'unknown'],
  )
})

test('an input that is open while it works, and the highest bit of a word', () => {
  const open = WorkSign.parse({ kind: 'bit', name: '水泵', metric: 'vehicleSignals', bit: 31, is: 0 })
  assert.equal(signOf(open, [{ at: 0, value: 2 ** 31 }])(0), 'no')
  assert.equal(signOf(open, [{ at: 0, value: 2 ** 31 - 1 }])(0), 'yes')
})

test('a value beyond a limit', () => {
  const given = { name: '水压', metric: 'pressure', limit: 0.3 }
  const above = WorkSign.parse({ kind: 'value', ...given, side: 'above' })
  const below = WorkSign.parse({ kind: 'value', ...given, side: 'below' })
  const values = [{ at: 0, value: 0.3 }]
  assert.deepEqual([signOf(above, values)(0), signOf(below, values)(0)], ['no', 'no'], 'the limit itself is not beyond')
  assert.equal(signOf(above, [{ at: 0, value: 0.31 }])(0), 'yes')
  assert.equal(signOf(above, [])(0), 'unknown')
})
