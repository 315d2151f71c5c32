import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCompressed, readFilmSearch, waitMs } from './film-time.ts'

const minute = 60_000

test('a minute takes a minute at 1× and a second at 60×', () => {
  assert.equal(waitMs(minute, 1), minute)
  assert.equal(waitMs(minute, 60), 1000)
})

test('three days wait no longer than a minute would, and are marked as compressed', () => {
  assert.equal(waitMs(3 * 1440 * minute, 20), waitMs(minute, 20))
  assert.ok(isCompressed(3 * 1440 * minute))
  assert.ok(!isCompressed(minute))
})

test('two events of the same second are still shown one after the other', () => {
  assert.equal(waitMs(0, 60), 900)
})

test('an address says where the film stands, and nonsense in it is left out', () => {
  assert.deepEqual(readFilmSearch({ at: '3', speed: '60', view: 'board' }), { at: 3, speed: 60, view: 'board' })
  assert.deepEqual(readFilmSearch({ at: '-1', speed: '7', view: 'x' }), {})
})
