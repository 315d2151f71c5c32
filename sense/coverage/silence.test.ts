import assert from 'node:assert/strict'
import { test } from 'node:test'
import { point } from '#city/place/frame.ts'
import { type Known, silencesOf } from './silence.ts'

const at = point(107.5, 31.2)
const known = (from: number, to: number): Known => ({ from, to, start: at, end: at })
const spans = (list: readonly Known[]) =>
  silencesOf('truck', list, { from: 100, to: 200, gapMs: 5 }).map(({ from, to, before, after }) => [
    from,
    to,
    Boolean(before),
    Boolean(after),
  ])

test('of a truck never heard the whole time is silence; of one heard throughout none is', () => {
  assert.deepEqual(spans([]), [[100, 200, false, false]])
  assert.deepEqual(spans([known(90, 210)]), [])
})

test('what lies between, before and behind what is known is silence, with the places on either side', () => {
  assert.deepEqual(spans([known(120, 140), known(143, 160)]), [
    [100, 120, false, true],
    [160, 200, true, false],
  ])
  assert.deepEqual(spans([known(50, 110), known(150, 250)]), [[110, 150, true, true]])
  assert.deepEqual(spans([known(50, 60), known(190, 250)]), [[60, 190, true, true]])
})
