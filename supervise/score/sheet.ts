import type { CompiledRules } from './compile.ts'
import { evaluate, type Surroundings, type Value } from './evaluate.ts'
import type { Expression } from './expression.ts'
import {
  add,
  compare,
  divide,
  type Fraction,
  format,
  multiply,
  one,
  parseFraction,
  roundTo,
  whole,
  zero,
} from './fraction.ts'
import type { RuleSheet } from './rule-set.ts'

/** Somebody or somewhere to be scored, with what counts for it; a count that is not there is zero. */
export type Counted = { readonly subject: string; readonly counts: ReadonlyMap<string, Fraction> }

export type ScoredItem = {
  readonly indicator: string
  readonly value: Value
  readonly score: Value
  /** The weight it had in the end; none without a value. */
  readonly weight: Value
}

export type Standing = 'ranked' | 'below_minimum' | 'no_value'

/** One line of a score sheet. Who is not ranked has no rank and no grade, and `standing` says why. */
export type ScoredRow = {
  readonly subject: string
  readonly items: readonly ScoredItem[]
  readonly sample: Value
  readonly total: Value
  readonly standing: Standing
  readonly rank: number | null
  readonly grade: string | null
}

/** Scores subjects by one sheet of a rule set, in the order of their ids. */
export function scoreSheet(compiled: CompiledRules, sheet: RuleSheet, subjects: readonly Counted[]): ScoredRow[] {
  const rows = [...subjects]
    .sort((a, b) => (a.subject < b.subject ? -1 : 1))
    .map((subject) => scoreRow(compiled, sheet, subject))
  return ranked(rows).map((row) => ({ ...row, grade: row.rank === null ? null : gradeOf(compiled, row.total) }))
}

/** What one expression of a rule set is worth for a subject; bound names are found first. */
export function valueFor(
  compiled: CompiledRules,
  { counts }: Counted,
  bound?: ReadonlyMap<string, Value>,
): Surroundings {
  const known = new Map<string, Value>(bound)
  const around: Surroundings = {
    valueOf: (name) => {
      if (known.has(name)) return known.get(name)
      const defined = compiled.values.get(name)
      const value = defined ? evaluate(defined, around) : (counts.get(name) ?? zero)
      known.set(name, value)
      return value
    },
    bandOf: (name, value) => bandScore(compiled, name, value),
  }
  return around
}

function scoreRow(compiled: CompiledRules, sheet: RuleSheet, subject: Counted): Omit<ScoredRow, 'rank' | 'grade'> {
  const around = valueFor(compiled, subject)
  const measured = sheet.items.map(({ indicator, weight }) => {
    const value = around.valueOf(indicator)
    const score =
      value &&
      evaluate(compiled.scores.get(indicator) as Expression, valueFor(compiled, subject, new Map([['value', value]])))
    return { indicator, value, score, given: weight === undefined ? undefined : parseFraction(weight) }
  })
  const formula = compiled.formulas.get(sheet.name)
  const counted = measured.filter(({ score }) => score !== undefined)
  const weights = counted.reduce((sum, { given }) => (given ? add(sum, given) : sum), zero)
  const spread = compiled.rules.withoutValue === 'spread' ? weights : one
  const items = measured.map(({ given, ...item }) => ({
    ...item,
    weight: given && item.score && divide(given, spread),
  }))
  const sum = formula ? evaluate(formula, around) : counted.length === 0 ? undefined : weighed(items)
  const total = sum && roundTo(sum, sheet.decimals)
  const sample = evaluate(compiled.minimums.get(sheet.name) as Expression, around)
  return { subject: subject.subject, items, sample, total, standing: standingOf(total, sample, sheet.minimum.least) }
}

const weighed = (items: readonly ScoredItem[]): Fraction =>
  items.reduce((sum, { score, weight }) => (score && weight ? add(sum, multiply(score, weight)) : sum), zero)

function standingOf(total: Value, sample: Value, least: number): Standing {
  if (!total) return 'no_value'
  return sample && compare(sample, whole(least)) >= 0 ? 'ranked' : 'below_minimum'
}

/** The higher first; the same printed total has the same rank, and the next one counts all before it (1, 1, 3). */
function ranked<T extends { total: Value; standing: Standing }>(rows: readonly T[]): (T & { rank: number | null })[] {
  const totals = rows.flatMap(({ total, standing }) => (total && standing === 'ranked' ? [total] : [])).sort(compare)
  return rows.map((row) => {
    const { total, standing } = row
    if (!total || standing !== 'ranked') return { ...row, rank: null }
    return { ...row, rank: 1 + totals.length - firstAbove(totals, total) }
  })
}

/** How many of the ascending totals are not above one of them. */
function firstAbove(totals: readonly Fraction[], total: Fraction): number {
  let [low, high] = [0, totals.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (compare(totals[middle] as Fraction, total) > 0) high = middle
    else low = middle + 1
  }
  return low
}

const decimal = (value: number): Fraction => parseFraction(String(value)) ?? whole(Math.round(value))

function bandScore({ rules }: CompiledRules, name: string, value: Fraction): Value {
  const steps = rules.bands.find((band) => band.name === name)?.steps ?? []
  const step = steps.find(({ from, to }) => {
    const above = compare(value, decimal(from))
    if (to === from) return above === 0
    return above >= 0 && (to === null || compare(value, decimal(to)) < 0)
  })
  return step && decimal(step.score)
}

function gradeOf({ rules }: CompiledRules, total: Value): string | null {
  const found = rules.grades.find(
    ({ from, to }) => total && compare(total, decimal(from)) >= 0 && (to === null || compare(total, decimal(to)) < 0),
  )
  return found?.letter ?? null
}

/** A value as the sheet prints it; none is “—”. */
export const printed = (value: Value, decimals: number): string => (value ? format(value, decimals) : '—')
