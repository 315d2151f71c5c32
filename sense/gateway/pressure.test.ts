import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Allowance, Allowances } from './allowance.ts'
import { pressureOf } from './pressure.ts'

const marks = { shed: { backlog: 100, waiting: 50 }, stop: { backlog: 200, waiting: 80 } }

test('a gateway sheds above the first mark, stops above the second, and goes on well below each', () => {
  const at = (backlog: number, before: 'none' | 'shed' | 'stop') => pressureOf({ backlog, waiting: 0 }, before, marks)
  assert.deepEqual([at(100, 'none'), at(101, 'none'), at(201, 'none')], ['none', 'shed', 'stop'])
  assert.deepEqual([at(90, 'shed'), at(80, 'shed')], ['shed', 'none'])
  assert.deepEqual([at(190, 'stop'), at(160, 'stop'), at(70, 'stop')], ['stop', 'shed', 'none'])
  assert.equal(pressureOf({ backlog: 0, waiting: 81 }, 'none', marks), 'stop')
})

test('a sender may say much at once and then so much a second, whatever the number of its connections', () => {
  const all = new Allowances({ perSecond: 10, burst: 20 })
  const one = all.of('a', 0)
  assert.equal(one.take(20, 0), 0)
  assert.equal(all.of('a', 0).take(5, 0), 500)
  assert.equal(all.of('b', 0).take(20, 0), 0)
  assert.equal(one.take(0, 500), 0)
  assert.equal(one.take(20, 60_000), 0)
})

test('a clock that goes back gives nothing and takes nothing', () => {
  const one = new Allowance({ perSecond: 10, burst: 10 }, 10_000)
  assert.equal(one.take(10, 0), 0)
  assert.equal(one.take(1, 0), 100)
})
