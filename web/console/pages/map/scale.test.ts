import assert from 'node:assert/strict'
import { test } from 'node:test'
import { breaksOf, classOf, coloursOf, scaleColours } from './scale.ts'

test('a hundred different values fall into five classes of twenty', () => {
  const values = Array.from({ length: 100 }, (_, at) => at)
  const breaks = breaksOf(values)
  assert.deepEqual(breaks, [0, 20, 40, 60, 80])
  assert.deepEqual(
    Object.values(Object.groupBy(values, (value) => classOf(breaks, value))).map((group) => group?.length),
    [20, 20, 20, 20, 20],
  )
})

test('equal values share a class, and one value has one class in a colour that can be seen', () => {
  assert.deepEqual(breaksOf([1, 1, 1, 1, 9]), [1, 9])
  assert.deepEqual(breaksOf([3, 3]), [3])
  assert.deepEqual(breaksOf([]), [])
  assert.deepEqual(coloursOf(1), [scaleColours[3]])
})

test('two classes stand at the ends of the scale, five use all of it', () => {
  assert.deepEqual(coloursOf(2), [scaleColours[0], scaleColours[4]])
  assert.deepEqual(coloursOf(5), [...scaleColours])
})

test('a value is of the last class that has begun', () => {
  assert.deepEqual(
    [0, 1, 19, 20, 99].map((value) => classOf([1, 20, 40], value)),
    [0, 0, 0, 1, 2],
  )
})
