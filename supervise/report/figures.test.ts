import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { CaseEvent } from '#city/case/event.ts'
import { sampleCalendar, someLives } from '../testing/histories.ts'
import { factsOf } from './facts.ts'
import { type Figures, figuresOf, keyOf, type Names, nearestRank } from './figures.ts'
import { freeze, thaw } from './frozen.ts'
import { columnsOf, groupingIds, type Measure, measureIds } from './measure.ts'
import { type Period, periodOn } from './period.ts'

const names: Names = {
  district: '示范区',
  source: (key) => key,
  stage: (key) => key,
  division: (key) => key,
  unit: (key) => key,
}
const march = periodOn('monthly', '2026-03-01', 'Asia/Shanghai') as Period
type Lives = ReturnType<typeof someLives>

const factsIn = (lives: Lives, period: Period) =>
  lives.flatMap(({ caseId, history }) => factsOf(caseId, history, period, sampleCalendar) ?? [])

const figuresIn = (lives: Lives, period: Period, before: Lives | null = null): Figures =>
  figuresOf({
    period,
    facts: factsIn(lives, period),
    before: before && factsIn(before, period),
    yearAgo: null,
    scores: null,
    names,
  })

/** Counting as a clerk with a pencil would: through every line of every history, with no fold and no facts. */
function byHand(lives: Lives, { from, to }: Period, wanted: (event: CaseEvent) => boolean): number {
  let count = 0
  for (const { history } of lives) {
    let found = false
    for (const event of history) if (event.at >= from && event.at < to && wanted(event)) found = true
    if (found) count++
  }
  return count
}

const kindsByHand: Partial<Record<Measure, CaseEvent['kind']>> = {
  reported: 'reported',
  filed: 'filed',
  refused: 'refused',
  dispatched: 'dispatched',
  handled: 'handled',
  returned: 'returned',
  reworked: 'reworked',
  extended: 'extension_approved',
  suspended: 'suspension_approved',
  urged: 'urged',
  closed: 'closed',
  voided: 'voided',
  rated: 'rated',
}

const ends = ['closed', 'refused', 'voided']

test('the figures of a month are what a clerk counts line by line, over random lives of cases', () => {
  fc.assert(
    fc.property(fc.nat(9999), fc.integer({ min: 0, max: 120 }), (seed, count) => {
      const lives = someLives({
        seed,
        count,
        from: new Date('2026-02-10T00:00:00+08:00'),
        now: new Date('2026-04-20T00:00:00+08:00'),
      })
      const { counts } = figuresIn(lives, march)
      for (const [measure, kind] of Object.entries(kindsByHand))
        assert.equal(
          counts[measure as Measure].now,
          byHand(lives, march, (event) => event.kind === kind),
          measure,
        )
      const open = lives.filter(({ history }) => {
        const known = history.filter(({ at }) => at < march.to)
        return known.length > 0 && !known.some(({ kind }) => ends.includes(kind))
      })
      assert.equal(counts.open.now, open.length)
      assert.equal(counts.inTime.now + counts.late.now, counts.handled.now)
    }),
    { numRuns: 60 },
  )
})

test('what happens after the end of a period never changes its figures', () => {
  const from = new Date('2026-02-10T00:00:00+08:00')
  const lives = someLives({ seed: 7, count: 150, from, now: new Date('2026-05-20T00:00:00+08:00') })
  const then = lives.map(({ caseId, history }) => ({ caseId, history: history.filter(({ at }) => at < march.to) }))
  assert.equal(freeze(figuresIn(lives, march)).sha256, freeze(figuresIn(then, march)).sha256)
})

test('each table adds up to the totals, and each number is as many cases as its list holds', () => {
  const lives = someLives({
    seed: 11,
    count: 200,
    from: new Date('2026-02-20T00:00:00+08:00'),
    now: new Date('2026-04-02T00:00:00+08:00'),
  })
  const facts = factsIn(lives, march)
  const { groups, counts, series } = figuresIn(lives, march)
  for (const by of groupingIds)
    for (const measure of columnsOf[by]) {
      assert.equal(
        groups[by].reduce((sum, row) => sum + (row.counts[measure] ?? 0), 0),
        counts[measure].now,
        `${by} ${measure}`,
      )
      for (const row of groups[by]) {
        const listed = facts.filter((each) => each.marks.includes(measure) && keyOf(each, by) === row.key)
        assert.equal(row.counts[measure], listed.length)
      }
    }
  for (const measure of ['reported', 'filed', 'closed'] as const)
    assert.equal(
      series.reduce((sum, step) => sum + step[measure], 0),
      counts[measure].now,
      `series ${measure}`,
    )
})

test('a period without cases has noughts, no share and no time, and compares with nothing', () => {
  const figures = figuresIn([], march)
  for (const id of measureIds) assert.deepEqual(figures.counts[id], { now: 0, before: null, yearAgo: null })
  assert.deepEqual(figures.rates.onTime.now, { over: 0, under: 0 })
  assert.deepEqual(figures.times.closing.now, { count: 0, median: null, p90: null })
  assert.equal(figures.series.length, 31)
  assert.deepEqual(figures.groups.unit, [])
})

test('the nearest rank is the least value that enough do not pass', () => {
  assert.equal(nearestRank([], 0.5), null)
  assert.equal(nearestRank([4], 0.9), 4)
  assert.equal(nearestRank([1, 2, 3, 4], 0.5), 2)
  assert.equal(nearestRank([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9), 9)
})

test('frozen figures come back as they were, and a changed byte is refused', () => {
  const figures = figuresIn(
    someLives({ seed: 3, count: 20, from: march.from, now: new Date('2026-04-02T00:00:00+08:00') }),
    march,
  )
  const frozen = freeze(figures)
  assert.deepEqual(thaw(frozen), figures)
  assert.equal(freeze(thaw(frozen)).text, frozen.text)
  assert.throws(() => thaw({ ...frozen, text: frozen.text.replace('示范区', '示范市') }), /hash/)
})
