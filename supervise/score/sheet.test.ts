import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type CompiledRules, compileText } from './compile.ts'
import { compare, type Fraction, format, parseFraction, roundTo, whole } from './fraction.ts'
import { defaultRulesText } from './rule-store.ts'
import { type ScoredRow, scoreSheet } from './sheet.ts'

function rulesOf(change: (text: string) => string = (text) => text): CompiledRules {
  const result = compileText(change(defaultRulesText))
  if ('faults' in result) assert.fail(JSON.stringify(result.faults[0]))
  return result.compiled
}

const rules = rulesOf()
const sheetOf = (name: string, of = rules) => of.rules.sheets.find((each) => each.name === name)!

const score = (name: string, subjects: Record<string, Record<string, number>>, of = rules): Map<string, ScoredRow> =>
  new Map(
    scoreSheet(
      of,
      sheetOf(name, of),
      Object.entries(subjects).map(([subject, counts]) => ({
        subject,
        counts: new Map(Object.entries(counts).map(([count, amount]) => [count, whole(amount)])),
      })),
    ).map((row) => [row.subject, row]),
  )

const unit = (dispose: number, inTime: number, more: Record<string, number> = {}) => ({
  assigned: dispose,
  dispose,
  inTimeDispose: inTime,
  close: dispose,
  ...more,
})

test('equal printed totals share a rank and the next one counts all before it: 1, 1, 3', () => {
  const rows = score('unit', { a: unit(20, 20), b: unit(20, 20), c: unit(20, 10), d: unit(20, 5) })
  assert.deepEqual(
    [...rows.values()].map(({ rank }) => rank),
    [1, 1, 3, 4],
  )
})

test('ranks are those of counting who is better, whatever the totals', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { minLength: 1, maxLength: 30 }), (lines) => {
      const subjects = Object.fromEntries(lines.map(([a, b], at) => [`u${at}`, unit(Math.max(a, b), Math.min(a, b))]))
      const rows = [...score('unit', subjects).values()]
      const ranked = rows.filter(({ rank }) => rank !== null)
      for (const row of ranked)
        assert.equal(
          row.rank,
          1 + ranked.filter((other) => compare(other.total as Fraction, row.total as Fraction) > 0).length,
        )
      for (const row of rows) assert.equal(row.rank === null, row.standing !== 'ranked')
    }),
  )
})

test('one lucky fast case cannot top a table (FixMyStreet #1957): below the minimum it is shown without rank or grade', () => {
  const rows = score('unit', { lucky: unit(1, 1), steady: unit(50, 45) })
  const lucky = rows.get('lucky')
  assert.deepEqual([lucky?.standing, lucky?.rank, lucky?.grade], ['below_minimum', null, null])
  assert.ok(lucky?.total, 'it is shown all the same')
  assert.equal(rows.get('steady')?.rank, 1)
})

test('what has nothing below the line shows no value, and its weight is spread over the others or lost', () => {
  const subjects = { a: { report: 10, filedReport: 10, needVerify: 5, inTimeVerify: 5 } }
  const spread = score('collector', subjects).get('a')!
  assert.equal(spread.items[1]?.value, undefined, 'no filed case, so no rate of missed ones')
  assert.equal(format(spread.total as Fraction, 2), '100.00')
  const lost = score(
    'collector',
    subjects,
    rulesOf((text) => text.replace('"spread"', '"lose"')),
  ).get('a')!
  assert.equal(format(lost.total as Fraction, 2), '60.00')
})

test('spread weights add up to one again, whichever items have a value', () => {
  fc.assert(
    fc.property(
      fc.record({ report: fc.nat(5), seen: fc.nat(5), needVerify: fc.nat(5), needCheck: fc.nat(5) }),
      (counts) => {
        const row = score('collector', { a: counts }).get('a')!
        const weights = row.items.flatMap(({ weight }) => (weight ? [weight] : []))
        const sum = weights.reduce((total, { over, under }) => total + Number(over) / Number(under), 0)
        assert.ok(weights.length === 0 || Math.abs(sum - 1) < 1e-12)
      },
    ),
  )
})

test('a band gives each amount the score of its step, ends as printed', () => {
  const of = (assigned: number) => format(score('unit', { a: { assigned } }).get('a')!.items[0]!.score as Fraction, 0)
  assert.deepEqual([0, 50, 51, 100, 101, 200, 201, 500, 501, 1000, 1001].map(of), [
    '100',
    '100',
    '90',
    '90',
    '75',
    '75',
    '60',
    '60',
    '40',
    '40',
    '0',
  ])
  const perCell = (inst: number, cells: number) => score('area', { a: { inst, cells } }).get('a')!.items[1]!.score
  assert.equal(format(perCell(1, 2) as Fraction, 0), '90', 'half a case a cell is more than none')
  assert.equal(perCell(5, 0), undefined, 'without cells there is no number a cell')
})

test('a grade is that of the total: A from 90, B below it', () => {
  const rows = score('unit', { a: unit(20, 20), b: unit(20, 10), c: unit(20, 0, { rework: 20, close: 0 }) })
  assert.deepEqual(
    [...rows.values()].map(({ grade }) => grade),
    ['A', 'B', 'E'],
  )
})

test('a half is rounded away from zero, exactly', () => {
  const at = (text: string) => format(parseFraction(text) as Fraction, 2)
  assert.deepEqual(['99.955', '99.545', '1.005', '-1.005', '0.0049'].map(at), [
    '99.96',
    '99.55',
    '1.01',
    '-1.01',
    '0.00',
  ])
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 1, max: 9999 }), (over, under) => {
      const value = { over: BigInt(over), under: BigInt(under) }
      const { over: o, under: u } = roundTo(value, 2)
      assert.ok(Math.abs(Number(o) / Number(u) - over / under) <= 0.005 + 1e-9)
    }),
  )
})
