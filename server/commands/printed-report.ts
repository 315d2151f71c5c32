import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCsv } from '#kernel/tabular/csv.ts'
import { type CompiledRules, compileRules, type Givens } from '#supervise/score/compile.ts'
import {
  add,
  compare,
  type Fraction,
  format,
  negate,
  parseFraction,
  subtract,
  zero,
} from '#supervise/score/fraction.ts'
import { RuleSet } from '#supervise/score/rule-set.ts'
import { scoreSheet } from '#supervise/score/sheet.ts'
import { commandProblems } from './problems.ts'

type Words = { readonly zh: string; readonly en: string }

/** A report that somebody printed: which column of which file is what, and the printed formula as scoring rules. */
type PrintedReport = {
  readonly files: readonly {
    readonly file: string
    readonly subject: string
    readonly printed: string
    readonly givens?: Readonly<Record<string, string>>
    readonly note?: Words
  }[]
  readonly needed: readonly string[]
  readonly rates: readonly string[]
  readonly givens: Readonly<Record<string, string>>
  readonly rules: unknown
}

const path = join(import.meta.dirname, 'printed-report.json')

/** The report as it lies in the repository. It names no city: the numbers come from a folder. */
export const readPrintedReport = (): PrintedReport => JSON.parse(readFileSync(path, 'utf8')) as PrintedReport

/** One printed score beside the computed one; `why` tells what is to be said about it. */
export type Reproduced = {
  readonly file: string
  readonly unit: string
  readonly printed: string
  readonly computed: string
  readonly equal: boolean
  readonly why: Words | null
}

/** Computes every printed score of a folder anew. A line without the needed numbers was not scored and is left out. */
export function reproduce(folder: string, report = readPrintedReport()): Reproduced[] {
  const compiled = compiledOf(report)
  return report.files.flatMap((of) => {
    const [header = [], ...rows] = readCsv(readOf(folder, of.file)).rows
    const cell = (row: readonly string[], column: string) => (row[header.indexOf(column)] ?? '').trim()
    return rows.flatMap((row) => {
      const counts = new Map<string, Fraction>()
      for (const [name, text] of Object.entries({ ...report.givens, ...of.givens })) put(counts, name, text)
      for (const column of [...report.needed, ...report.rates]) put(counts, column, cell(row, column))
      const printed = parseFraction(cell(row, of.printed))
      if (!printed || report.needed.some((column) => !counts.has(column))) return []
      return [
        compared(compiled, report.rates, counts, {
          file: of.file,
          unit: cell(row, of.subject),
          printed,
          note: of.note,
        }),
      ]
    })
  })
}

type Line = { file: string; unit: string; printed: Fraction; note: Words | undefined }

function compared(
  compiled: CompiledRules,
  rates: readonly string[],
  counts: Map<string, Fraction>,
  line: Line,
): Reproduced {
  const { file, unit, printed, note } = line
  const computed = scoreOf(compiled, counts)
  const apart = subtract(printed, computed)
  const distance = compare(apart, zero) < 0 ? negate(apart) : apart
  const equal = compare(distance, halfCent) <= 0
  const why = !equal
    ? reasonOf(compiled, rates, counts, printed)
    : compare(distance, halfCent) === 0
      ? tie
      : (note ?? null)
  return { file, unit, printed: format(printed, 2), computed: format(computed, 4), equal, why }
}

/** Two decimals were printed: what lies half a hundredth away may have been rounded to them either way. */
const halfCent = parseFraction('0.005') as Fraction
const tie = { zh: '恰在两数正中，舍入到哪边都对', en: 'exactly between two; either is right' }

/** The rates were printed to a hundredth of a percent: whatever rounds to them may have been meant. */
const half = parseFraction('0.005%') as Fraction

function reasonOf(
  compiled: CompiledRules,
  rates: readonly string[],
  counts: ReadonlyMap<string, Fraction>,
  printed: Fraction,
): Words {
  const totals = rates
    .filter((rate) => counts.has(rate))
    .reduce<Map<string, Fraction>[]>(
      (all, rate) =>
        all.flatMap((each) => [
          new Map(each).set(rate, subtract(each.get(rate) as Fraction, half)),
          new Map(each).set(rate, add(each.get(rate) as Fraction, half)),
        ]),
      [new Map(counts)],
    )
    .map((each) => scoreOf(compiled, each))
    .sort(compare)
  const [low, high] = [totals[0] as Fraction, totals.at(-1) as Fraction]
  const range = `${format(low, 4)}–${format(high, 4)}`
  const within = compare(subtract(low, halfCent), printed) <= 0 && compare(printed, add(high, halfCent)) <= 0
  return within
    ? {
        zh: `印发的率只到 0.01%，真值在 ${range} 之间，可印作此数`,
        en: `rates are printed to 0.01 % only; the true score lies in ${range}, which may be printed so`,
      }
    : { zh: `不在舍入可及的 ${range} 之内`, en: `outside of ${range}, which rounding could explain` }
}

/** The score before it is rounded. */
function scoreOf(compiled: CompiledRules, counts: ReadonlyMap<string, Fraction>): Fraction {
  const sheet = compiled.rules.sheets[0]
  const [row] = sheet ? scoreSheet(compiled, sheet, [{ subject: 'unit', counts }]) : []
  const value = row?.items[0]?.value
  if (!value) throw commandProblems.command_report_unreadable({ file: 'printed-report.json', why: '公式无值' })
  return value
}

function put(counts: Map<string, Fraction>, name: string, text: string): void {
  const value = parseFraction(text)
  if (value) counts.set(name, value)
}

function readOf(folder: string, file: string): Uint8Array {
  try {
    return readFileSync(join(folder, file))
  } catch (error) {
    throw commandProblems.command_report_unreadable({
      file: join(folder, file),
      why: (error as NodeJS.ErrnoException).code ?? '',
    })
  }
}

function compiledOf({ needed, rates, givens, rules }: PrintedReport): CompiledRules {
  const known = new Set([...needed, ...rates, ...Object.keys(givens)])
  const columns: Givens = { has: (name) => known.has(name), isFor: () => true }
  const result = compileRules(RuleSet.parse(rules), columns)
  if ('compiled' in result) return result.compiled
  throw commandProblems.command_report_unreadable({ file: 'printed-report.json', why: result.faults[0]?.zh ?? '' })
}
