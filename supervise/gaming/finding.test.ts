import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { makeRandom } from '#cities/dachuan/cases/random.ts'
import { point } from '#city/place/frame.ts'
import { type Acts, findAll, type Handling, type Rating, type Verification } from './finding.ts'
import { usualThresholds } from './kinds.ts'

const start = Date.parse('2026-03-02T00:00:00Z')
const DAYS = 28 * 86_400_000
const units = Array.from({ length: 8 }, (_, at) => ({ id: `unit-${at}`, name: `单位${at}` }))
const collectors = Array.from({ length: 8 }, (_, at) => ({ id: `collector-${at}`, name: `采集员${at}` }))

/** A month of honest work: shares spread over the limit, one verification in sixteen fails, everybody takes their time. */
function honest(seed: number, count = 1600): Acts {
  const random = makeRandom(seed)
  const act = (at: number) => ({ caseId: `case-${at}`, number: String(at).padStart(9, '0') })
  // Each in their own slot of the month, some twenty minutes apart and not far away.
  const handlings = Array.from(
    { length: count },
    (_, at): Handling => ({
      ...act(at),
      by: random.pick(units),
      at: new Date(start + random.next() * DAYS),
      share: random.next(),
    }),
  )
  const verifications = Array.from(
    { length: count },
    (_, at): Verification => ({
      ...act(at),
      by: collectors[at % collectors.length]!,
      at: new Date(start + Math.floor(at / collectors.length) * 20 * 60_000 + random.next() * 5 * 60_000),
      passed: !random.chance(1 / 16),
      point: point(107.5 + random.next() * 0.01, 31.2 + random.next() * 0.01),
    }),
  )
  const ratings = Array.from(
    { length: 200 },
    (_, at): Rating => ({
      ...act(at),
      by: { id: `phone-${at % 120}`, name: '手机' },
      at: new Date(start + random.next() * DAYS),
      score: random.pick([1, 3, 4, 5]),
    }),
  )
  return { handlings, verifications, ratings }
}

const kindsIn = (acts: Acts) => findAll(acts, usualThresholds).map(({ kind, subject }) => `${kind} ${subject.id}`)

test('honest work, month after month, gives no finding', () => {
  let found = 0
  for (let seed = 1; seed <= 60; seed++) found += kindsIn(honest(seed)).length
  // The thresholds allow one false alarm in a thousand for each kind that is tested by chance.
  assert.ok(found <= 1, `${found} findings in 60 honest months`)
})

test('a unit that reports a third of its cases in the last minutes is found, with those cases and no other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), (seed) => {
      const acts = honest(seed)
      const random = makeRandom(seed + 1)
      const handlings = acts.handlings.map((each) =>
        each.by.id === 'unit-3' && random.chance(0.33) ? { ...each, share: 0.97 + random.next() * 0.03 } : each,
      )
      const found = findAll({ ...acts, handlings }, usualThresholds).filter(({ kind }) => kind === 'last_minute')
      assert.deepEqual(
        found.map(({ subject }) => subject.id),
        ['unit-3'],
      )
      const [one] = found
      const planted = handlings.filter(({ by, share }) => by.id === 'unit-3' && share > 0.95)
      assert.equal(one?.hits, planted.length)
      assert.ok(one && (one.expected ?? 0) < one.hits && (one.lowerBound ?? 0) > (one.base ?? 1))
    }),
    { numRuns: 20 },
  )
})

test('eight verifications over a kilometre in three minutes are found as a batch; eight over the day are not', () => {
  const acts = honest(5, 80)
  const run = (secondsApart: number): Verification[] =>
    Array.from({ length: 8 }, (_, at) => ({
      caseId: `planted-${at}`,
      number: `P${at}`,
      by: collectors[2]!,
      at: new Date(start + DAYS / 2 + at * secondsApart * 1000),
      passed: true,
      point: point(107.5 + at * 0.0015, 31.2),
    }))
  const quick = findAll({ ...acts, verifications: [...acts.verifications, ...run(25)] }, usualThresholds)
  assert.deepEqual(
    quick.map(({ kind, subject, hits }) => [kind, subject.id, hits]),
    [['batch', 'collector-2', 8]],
  )
  assert.match(quick[0]?.cases[1]?.note ?? '', /隔 25 秒，距上一件 14\d 米/)
  assert.deepEqual(kindsIn({ ...acts, verifications: [...acts.verifications, ...run(1800)] }), [])
})

test('a collector of two hundred verifications without a failure is found; one of thirty is too few to say', () => {
  const acts = honest(9)
  const spotless = acts.verifications.map((each) => (each.by.id === 'collector-4' ? { ...each, passed: true } : each))
  const found = findAll({ ...acts, verifications: spotless }, usualThresholds)
  assert.deepEqual(
    found.map(({ kind, subject }) => `${kind} ${subject.id}`),
    ['perfect collector-4'],
  )
  assert.ok((found[0]?.expected ?? 0) > 8)
  let kept = 0
  const few = spotless.filter(({ by }) => by.id !== 'collector-4' || kept++ < 30)
  assert.deepEqual(kindsIn({ ...acts, verifications: few }), [])
})

test('five good ratings of one phone within ten minutes are found, bad ones or spread ones are not', () => {
  const acts = honest(13, 80)
  const rated = (score: number, minutesApart: number): Rating[] =>
    Array.from({ length: 5 }, (_, at) => ({
      caseId: `rated-${at}`,
      number: `R${at}`,
      by: { id: 'phone-x', name: '手机' },
      at: new Date(start + at * minutesApart * 60_000),
      score,
    }))
  const within = (more: Rating[]) => kindsIn({ ...acts, ratings: [...acts.ratings, ...more] })
  assert.deepEqual(within(rated(5, 2)), ['rating_burst phone-x'])
  assert.deepEqual(within(rated(1, 2)), [])
  assert.deepEqual(within(rated(5, 600)), [])
})

test('no acts give no finding', () => {
  assert.deepEqual(findAll({ handlings: [], verifications: [], ratings: [] }, usualThresholds), [])
})
