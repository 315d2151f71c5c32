import assert from 'node:assert/strict'
import { test } from 'node:test'
import { point } from '#city/place/frame.ts'
import { pairsOf, type ShotRecord } from './pairs.ts'
import { at, historyOf, reported, type Told } from './sample-history.ts'

const told: Told[] = [
  ['2026-03-02T08:30', 'reported', reported({ files: ['r1', 'r2'] })],
  ['2026-03-02T11:00', 'handled', { note: '', before: ['b1'], after: ['a1', 'a2'] }],
  ['2026-03-02T12:00', 'verify_answered', { passed: true, note: '', point: point(107.5, 31.2001), files: ['v1'] }],
]
const nothing: ShotRecord = { takenAt: null, point: null, facing: null }
const names = (history: Told[], records = new Map<string, ShotRecord>()) =>
  pairsOf(historyOf(history), records).map(({ before, after }) => `${before.fileId}-${after.fileId}`)

test('the unit’s own before goes with its after; the verifier’s picture goes with the unit’s before', () => {
  assert.deepEqual(names(told), ['b1-v1', 'b1-a2', 'b1-a1'])
})

test('without a before of the unit’s own, the report’s pictures stand in, first with first', () => {
  const handled: Told = ['2026-03-02T11:00', 'handled', { note: '', before: [], after: ['a1', 'a2'] }]
  assert.deepEqual(names([told[0]!, handled]), ['r2-a2', 'r1-a1'])
})

test('a case whose pictures are all of one side has no pair', () => {
  assert.deepEqual(names([['2026-03-02T08:30', 'reported', reported()], told[1]!].slice(0, 1) as Told[]), [])
})

test('distance, direction and time are told where both cameras knew them', () => {
  const records = new Map([
    ['b1', { takenAt: at('2026-03-02T10:00'), point: point(107.5, 31.2), facing: 350 }],
    ['a1', { takenAt: at('2026-03-02T10:40'), point: point(107.5, 31.2001), facing: 20 }],
  ])
  const pair = pairsOf(historyOf(told), records).at(-1)
  assert.equal(Math.round(pair?.metres ?? 0), 11)
  assert.equal(Math.round(pair?.towards ?? -1), 0)
  assert.deepEqual([pair?.apartMs, pair?.apartFrom, pair?.turnDegrees], [40 * 60_000, 'camera', 30])
})

test('what a camera did not record stays unknown; the time is then that of entering, and said to be so', () => {
  const pair = pairsOf(historyOf(told), new Map([['b1', nothing]])).at(-1)
  assert.deepEqual(
    [pair?.metres, pair?.towards, pair?.turnDegrees, pair?.apartFrom, pair?.apartMs],
    [null, null, null, 'entry', 0],
  )
})

test('an answer’s own fix stands in for a camera that did not say where it was', () => {
  const records = new Map([['b1', { ...nothing, point: point(107.5, 31.2) }]])
  const verified = pairsOf(historyOf(told), records)[0]
  assert.equal(verified?.after.pointFrom, 'fix')
  assert.equal(Math.round(verified?.metres ?? 0), 11)
})
