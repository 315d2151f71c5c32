import type { CompiledRules } from './compile.ts'
import { cellsGiven, type SubjectKind } from './counts.ts'
import type { Value } from './evaluate.ts'
import { type Fraction, format, whole } from './fraction.ts'
import type { RuleSheet } from './rule-set.ts'
import { type ScoredRow, scoreSheet } from './sheet.ts'
import type { Given } from './sum-store.ts'
import type { Sums } from './tally.ts'

/** One line of a score sheet as it is stored, hashed and shown: every number a decimal text, what has no value `null`. */
export type SheetRow = {
  readonly subject: string
  readonly name: string
  readonly counts: Readonly<Record<string, number>>
  readonly items: readonly {
    readonly indicator: string
    readonly value: string | null
    readonly score: string | null
    readonly weight: string | null
  }[]
  readonly sample: string | null
  readonly total: string | null
  readonly standing: ScoredRow['standing']
  readonly rank: number | null
  readonly grade: string | null
}

const valueDecimals = 6
const scoreDecimals = 4

const text = (value: Value, decimals: number): string | null => (value ? format(value, decimals) : null)

/** Scores one kind of subject from its sums, every subject that has any. */
export function sheetRows(
  compiled: CompiledRules,
  sheet: RuleSheet,
  sums: Sums,
  givens: ReadonlyMap<string, Given>,
): SheetRow[] {
  const counted = [...sums].map(([subject, amounts]) => {
    const cells = givens.get(subject)?.cells ?? 0
    const counts = new Map([...amounts].filter(([, amount]) => amount !== 0))
    return { subject, counts: cells > 0 ? new Map([...counts, [cellsGiven, cells]]) : counts }
  })
  const known = new Map(counted.map((each) => [each.subject, each.counts]))
  const subjects = counted.map(({ subject, counts }) => ({ subject, counts: exact(counts) }))
  return scoreSheet(compiled, sheet, subjects).map((row) => ({
    subject: row.subject,
    name: givens.get(row.subject)?.name ?? row.subject,
    counts: Object.fromEntries([...(known.get(row.subject) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))),
    items: row.items.map(({ indicator, value, score, weight }) => ({
      indicator,
      value: text(value, valueDecimals),
      score: text(score, scoreDecimals),
      weight: text(weight, valueDecimals),
    })),
    sample: text(row.sample, 0),
    total: text(row.total, sheet.decimals),
    standing: row.standing,
    rank: row.rank,
    grade: row.grade,
  }))
}

const exact = (counts: ReadonlyMap<string, number>): Map<string, Fraction> =>
  new Map([...counts].map(([name, amount]) => [name, whole(amount)]))

/** Which sheet of a rule set scores a kind of subject. */
export const sheetFor = (compiled: CompiledRules, kind: SubjectKind): RuleSheet | undefined =>
  compiled.rules.sheets.find(({ subjects }) => subjects.includes(kind))
