import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fitting, neighbours, stepped } from './width.ts'

test('a drawer stays readable and never hides the whole list', () => {
  assert.equal(fitting(640, 1440), 640)
  assert.equal(fitting(100, 1440), 380)
  assert.equal(fitting(3000, 1440), 1280)
  assert.equal(fitting(stepped(640, true), 1440), 720)
})

test('the neighbours of a row are those beside it, and none at the ends or off the list', () => {
  const ids = ['a', 'b', 'c']
  assert.deepEqual(neighbours(ids, 'b'), { at: 1, previous: 'a', next: 'c' })
  assert.deepEqual(neighbours(ids, 'c'), { at: 2, previous: 'b', next: undefined })
  assert.deepEqual(neighbours(ids, 'x'), { at: undefined, previous: undefined, next: undefined })
  assert.deepEqual(neighbours(ids, undefined), { at: undefined, previous: undefined, next: undefined })
})
