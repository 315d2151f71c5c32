import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Claim } from './body.ts'
import { byPeriod, claimsFor, conflictsOf, hold, standingOf } from './standing.ts'

const claim = (year: number, value: number, nature: Claim['nature'] = 'binding'): Claim => ({
  ...{ year, value, state: '', nature, scope: '', document: '规划', place: '', quotation: '', mark: 'S' },
})
const reached = (period: string, value: number) => ({ period, value, state: '', isReached: null })

test('an actual value is held against a target by its direction, and what is missing is said', () => {
  const cases: [direction: 'at_least' | 'at_most' | 'equal', value: number, isMet: boolean, short: number][] = [
    ['at_least', 94, false, 1],
    ['at_least', 95, true, 0],
    ['at_least', 97, true, -2],
    ['at_most', 94, true, -1],
    ['at_most', 96, false, 1],
    ['equal', 95, true, 0],
    ['equal', 96, false, 1],
  ]
  for (const [direction, value, isMet, short] of cases) {
    const held = hold(direction, claim(2025, 95), reached('2025', value))
    assert.deepEqual([held.isMet, held.short], [isMet, short], `${direction} ${value}`)
  }
  assert.equal(hold('equal', claim(2025, 0.3), reached('2025', 0.1 + 0.2)).isMet, true)
})

test('a state is reached when somebody says so, and has no gap in numbers', () => {
  const wanted = { ...claim(2025, 0), value: null, state: '建成' }
  const at = { period: '2025', value: null, state: '联调中', isReached: false }
  assert.deepEqual(hold('state', wanted, at), { claim: wanted, isMet: false, short: null })
  assert.equal(hold('state', wanted, { ...at, isReached: true }).isMet, true)
})

test('where the plan asks for two things, meeting one of them is said to be disputed and both are shown', () => {
  const claims = [claim(2025, 95), claim(2025, 99, 'stretch')]
  const standing = standingOf({ direction: 'at_least', claims }, [reached('2024', 93), reached('2025', 97)])
  assert.equal(standing.standing, 'disputed')
  assert.deepEqual(
    standing.held.map(({ isMet, short }) => [isMet, short]),
    [
      [true, -2],
      [false, 2],
    ],
  )
  assert.deepEqual(conflictsOf([...claims, claim(2030, 99)]), [{ year: 2025, claims }])
  assert.deepEqual(conflictsOf([claim(2025, 95), claim(2025, 95, 'stretch')]), [])
  assert.equal(standingOf({ direction: 'at_least', claims }, []).standing, 'unknown')
})

test('a year is judged by the nearest year of the plan that is not before it, and by the last once the plan is over', () => {
  const claims = [claim(2025, 95), claim(2030, 98)]
  const yearsFor = (year: number) => claimsFor(claims, year).map((each) => each.year)
  assert.deepEqual([2024, 2025, 2026, 2031].map(yearsFor), [[2025], [2025], [2030], [2030]])
})

test('periods follow each other by their ends; a whole year stands after its last quarter', () => {
  const periods = ['2025', '2024-Q4', '2025-Q4', '2025-12', '2025-Q1', '2025-03', '2024']
  assert.deepEqual(
    periods
      .map((period) => ({ period }))
      .sort(byPeriod)
      .map(({ period }) => period),
    ['2024-Q4', '2024', '2025-03', '2025-Q1', '2025-12', '2025-Q4', '2025'],
  )
})
