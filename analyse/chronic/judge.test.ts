import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { distanceMetres } from '#city/place/distance.ts'
import { point } from '#city/place/frame.ts'
import { centreOf, intervalsOf, type Occurrence, spotAround, usualRule } from './judge.ts'

const day = (n: number): Date => new Date(Date.UTC(2026, 2, 1) + n * 86_400_000)
const there = (id: string, at: number, metres = 0): Occurrence => ({
  caseId: id,
  at: day(at),
  point: point(107.5 + metres / 95_400, 31.2),
})
const ids = (found: readonly Occurrence[] | undefined) => found?.map(({ caseId }) => caseId)

test('three times in thirty days within fifty metres make a spot; two do not, nor three that lie farther apart', () => {
  assert.deepEqual(ids(spotAround(there('c', 30), [there('a', 0), there('b', 15)], usualRule)), ['a', 'b', 'c'])
  assert.equal(spotAround(there('b', 15), [there('a', 0)], usualRule), undefined)
  assert.equal(spotAround(there('c', 30.1), [there('a', 0), there('b', 15)], usualRule), undefined)
  assert.equal(spotAround(there('c', 20, 60), [there('a', 0), there('b', 15)], usualRule), undefined)
})

test('what comes late counts as if it had come in order', () => {
  const [a, b, c] = [there('a', 0), there('b', 15), there('c', 30)]
  for (const [one, others] of [
    [a, [b, c]],
    [b, [a, c]],
    [c, [a, b]],
  ] as const)
    assert.deepEqual(ids(spotAround(one, others, usualRule)), ['a', 'b', 'c'])
})

test('the intervals between occurrences are told in days', () => {
  assert.deepEqual(intervalsOf([day(3), day(0), day(10.5)]), [3, 7.5])
  assert.deepEqual(intervalsOf([day(1)]), [])
})

const occurrence = fc
  .record({ at: fc.integer({ min: 0, max: 90 }), metres: fc.integer({ min: -80, max: 80 }) })
  .map(({ at, metres }) => ({ at, metres }))

test('a spot is found exactly where a slow search through all groups of three finds one', () => {
  fc.assert(
    fc.property(fc.array(occurrence, { minLength: 1, maxLength: 9 }), (given) => {
      const all = given.map(({ at, metres }, n) => there(`c${n}`, at, metres))
      const [one, ...others] = all as [Occurrence, ...Occurrence[]]
      const near = others.filter((other) => distanceMetres(one.point, other.point) <= usualRule.radiusMetres)
      const slow = near.some((x, i) =>
        near.slice(i + 1).some((y) => {
          const times = [one, x, y].map(({ at }) => at.getTime())
          return Math.max(...times) - Math.min(...times) <= usualRule.withinDays * 86_400_000
        }),
      )
      const found = spotAround(one, others, usualRule)
      assert.equal(found !== undefined, slow)
      if (found) assert.ok(found.includes(one) && distanceMetres(centreOf(found), one.point) <= usualRule.radiusMetres)
    }),
  )
})
