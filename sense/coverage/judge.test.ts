import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { point } from '#city/place/frame.ts'
import { rulesOf } from '../track/rules.ts'
import { type Judging, judgeSegment, type RoadPass, type Silence } from './judge.ts'
import type { CleanSegment } from './segments.ts'

const minute = 60_000
const begin = Date.parse('2026-11-26T06:00:00+08:00')
const segment: CleanSegment = {
  roadId: 'east',
  name: '东西大道',
  linePart: 0,
  fromMetre: 100,
  toMetre: 600,
  line: [
    [107.5, 31.2],
    [107.5026, 31.2],
    [107.5052, 31.2],
  ],
}
const judging: Judging = {
  sides: 'one',
  windows: [[begin, begin + 180 * minute]],
  times: 1,
  now: begin + 600 * minute,
  rules: rulesOf(),
}
const pass = (from: number, to: number, at: number, more: Partial<RoadPass> = {}): RoadPass => ({
  ...{ deviceId: 'truck', roadId: 'east', linePart: 0, fromMetre: from, toMetre: to },
  ...{ from: begin + at * minute, to: begin + (at + 2) * minute, isWork: true, bySign: false, isForward: true },
  ...more,
})
const silence = (from: number, to: number, where?: [number, number]): Silence => ({
  deviceId: 'truck',
  from: begin + from * minute,
  to: begin + to * minute,
  before: where && point(...where),
  after: where && point(...where),
})
const state = (passes: RoadPass[], silences: Silence[] = [], change: Partial<Judging> = {}) =>
  judgeSegment(segment, passes, silences, { ...judging, ...change }).state

test('a stretch is covered when enough of its length was driven over at the speed of work, in the hours of the plan', () => {
  assert.equal(state([pass(0, 700, 10)]), 'covered')
  assert.equal(state([pass(0, 350, 10), pass(340, 700, 40)]), 'covered')
  assert.equal(state([pass(0, 350, 10)]), 'partly')
  assert.equal(state([pass(0, 700, 10, { isWork: false })]), 'missed')
  assert.equal(state([pass(0, 700, 400)]), 'missed')
  assert.equal(state([pass(0, 700, 10, { roadId: 'north' })]), 'missed')
  assert.equal(state([], [], { now: begin + 60 * minute }), 'ahead')
})

test('twice a day means two cleanings, not one that was driven back at once', () => {
  assert.equal(state([pass(0, 700, 10), pass(0, 700, 14)], [], { times: 2 }), 'partly')
  assert.equal(state([pass(0, 700, 10), pass(0, 700, 90)], [], { times: 2 }), 'covered')
})

test('what a silent truck may have cleaned is not known; what it could not have reached was missed', () => {
  const near: [number, number] = [107.5026, 31.201]
  assert.equal(state([], [silence(30, 60, near)]), 'unknown')
  assert.equal(state([], [silence(30, 31, near)]), 'missed')
  assert.equal(state([], [silence(30, 60, [107.9, 31.2])]), 'missed')
  assert.equal(state([], [silence(300, 400, near)]), 'missed')
  assert.equal(state([pass(0, 700, 10)], [silence(30, 60, near)]), 'covered')
  assert.equal(state([], [silence(-600, 900)]), 'unknown')
})

const anyPass = fc
  .tuple(
    fc.integer({ min: 0, max: 700 }),
    fc.integer({ min: 0, max: 700 }),
    fc.integer({ min: -60, max: 240 }),
    fc.boolean(),
  )
  .map(([a, b, at, isWork]) => pass(Math.min(a, b), Math.max(a, b), at, { isWork }))

test('whatever passes come: one more never makes less of the stretch cleaned, and shares stay shares', () => {
  fc.assert(
    fc.property(fc.array(anyPass, { maxLength: 12 }), anyPass, (passes, more) => {
      const [fewer, all] = [passes, [...passes, more]].map((some) => judgeSegment(segment, some, [], judging))
      assert.ok(all!.once >= fewer!.once - 1e-9)
      assert.ok(all!.share >= 0 && all!.share <= all!.once && all!.once <= 1)
    }),
  )
})

test('a truck whose brushes were off did not clean, whatever its speed', () => {
  const off = pass(0, 700, 10, { isWork: false, bySign: true })
  const told = judgeSegment(segment, [off], [], judging)
  assert.deepEqual([told.state, told.passes[0]!.count], ['missed', 'not_working'])
})

test('of a street that is to be cleaned on both sides one alone is half', () => {
  const both = { ...judging, sides: 'both' as const }
  const there = pass(0, 700, 10)
  const one = judgeSegment(segment, [there], [], both)
  assert.deepEqual([one.state, one.share, one.sides], ['partly', 0.5, { forward: 1, back: 0 }])
  const twice = judgeSegment(segment, [there, pass(0, 700, 40)], [], both)
  assert.equal(twice.share, 0.5, 'the same side again is not the other')
  const back = pass(0, 700, 40, { isForward: false })
  assert.equal(judgeSegment(segment, [there, back], [], both).state, 'covered')
  const unknown = pass(0, 700, 10, { isForward: null })
  assert.equal(judgeSegment(segment, [unknown], [], both).state, 'covered', 'what was not kept is held against nobody')
})
