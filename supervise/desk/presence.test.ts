import assert from 'node:assert/strict'
import { test } from 'node:test'
import { metresPerDegree } from '#city/place/distance.ts'
import { point } from '#city/place/frame.ts'
import { judgePresence } from './presence.ts'

const place = point(107.5, 31.2)
const now = new Date('2026-03-02T10:00:00+08:00')
const rules = { maxMetres: 100, maxAccuracyMetres: 100, maxAgeMinutes: 10 }

const judge = (metresEast: number, accuracyMetres: number | null = 8, minutesAgo: number | null = 1) =>
  judgePresence(
    place,
    {
      point: point(107.5 + metresEast / metresPerDegree(31.2).x, 31.2),
      accuracyMetres,
      fixAt: minutesAgo === null ? null : new Date(now.getTime() - minutesAgo * 60_000),
    },
    now,
    rules,
  )

test('a fresh and sharp fix inside the circle is there, its edge included', () => {
  assert.deepEqual(judge(0), { verdict: 'there', metres: 0, accuracyMetres: 8, fixAt: '2026-03-02T01:59:00.000Z' })
  assert.equal(judge(99).verdict, 'there')
  assert.equal(judge(100).verdict, 'there')
})

test('outside the circle by more than the fix can err is away; by less is unsure', () => {
  assert.equal(judge(105, 8).verdict, 'unsure')
  assert.equal(judge(109, 8).verdict, 'away')
  assert.equal(judge(3000).verdict, 'away')
  assert.equal(judge(3000, 500).verdict, 'away', 'a vague fix is enough to say that somebody is three kilometres off')
  assert.equal(judge(300, 500).verdict, 'unsure')
})

test('a vague fix near by proves nothing', () => {
  assert.equal(judge(10, 100).verdict, 'there')
  assert.equal(judge(10, 101).verdict, 'unsure')
  assert.equal(judge(10, null).verdict, 'unsure')
})

test('a fix that is old, undated or from the future proves nothing, near or far', () => {
  assert.equal(judge(0, 8, 10).verdict, 'there')
  assert.equal(judge(0, 8, 11).verdict, 'unsure')
  assert.equal(judge(5000, 8, 11).verdict, 'unsure')
  assert.equal(judge(0, 8, null).verdict, 'unsure')
  assert.equal(judge(0, 8, -0.5).verdict, 'there', 'half a minute ahead is a clock, not a trick')
  assert.equal(judge(0, 8, -2).verdict, 'unsure')
})

test('without a fix, or for a case without a point, nothing is known', () => {
  const none = { point: null, accuracyMetres: null, fixAt: null }
  assert.equal(judgePresence(place, none, now, rules).verdict, 'unknown')
  assert.equal(judgePresence(null, { point: place, accuracyMetres: 5, fixAt: now }, now, rules).verdict, 'unknown')
})
