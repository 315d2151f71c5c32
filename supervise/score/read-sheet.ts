import { getDistrict } from '#city/place/store.ts'
import { type Actor, scopeOf } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { kernelProblems } from '#kernel/problems.ts'
import type { CompiledRules } from './compile.ts'
import { type CountName, cellsGiven, counts, isCountName, type SubjectKind } from './counts.ts'
import { namesIn } from './expression.ts'
import { type CountedPeriod, countedPeriod, type Period } from './period.ts'
import { scoreProblems } from './problems.ts'
import { countDirty } from './roll-store.ts'
import { type SheetRow, sheetFor } from './row.ts'
import { getRules, rulesOn } from './rule-store.ts'
import { computeSheet } from './run.ts'
import { findRun, latestRun, type Run, readRows } from './run-store.ts'

export type SheetWish = Period & {
  readonly kind: SubjectKind
  readonly run?: string | undefined
  readonly live?: '1' | undefined
}

/** A unit sees its own line only; everybody else who may read scores sees all. Error: `not_permitted`. */
export function mustMayRead(actor: Actor, kind: SubjectKind, subject?: string): void {
  if (scopeOf(actor, 'score.read') === 'district') return
  if (kind === 'unit' && (subject === undefined || actor.unitIds.includes(subject))) return
  throw kernelProblems.not_permitted({ permission: 'score.read' })
}

const visible = (actor: Actor, rows: readonly SheetRow[]): readonly SheetRow[] =>
  scopeOf(actor, 'score.read') === 'district' ? rows : rows.filter(({ subject }) => actor.unitIds.includes(subject))

/** The run that a period's scores come from, if there is one. Error: `score_run_not_found`. */
export async function runFor(db: Db, districtId: string, wish: Omit<SheetWish, 'kind'>): Promise<Run | undefined> {
  if (wish.live) return undefined
  if (!wish.run) return latestRun(db, districtId, wish.from, wish.to)
  const run = await findRun(db, districtId, wish.run)
  if (!run) throw scoreProblems.score_run_not_found()
  return run
}

/** A sheet with the words to read it by. */
export async function readSheet(db: Db, actor: Actor, wish: SheetWish, now: Date) {
  mustMayRead(actor, wish.kind)
  const { districtId } = actor
  const run = await runFor(db, districtId, wish)
  const rules = run ? await getRules(db, districtId, run.ruleVersion) : await rulesOn(db, districtId, wish.from)
  const { compiled } = rules
  const sheet = sheetFor(compiled, wish.kind)
  if (!sheet) throw scoreProblems.score_sheet_not_found({ kind: wish.kind })
  const period: CountedPeriod = run ?? countedPeriod(wish, (await getDistrict(db, districtId)).timeZone, now)
  const rows = run
    ? (await readRows(db, districtId, run.runId, wish.kind)).map(({ body }) => body)
    : await computeSheet(db, districtId, compiled, wish.kind, period)
  return {
    kind: wish.kind,
    from: period.from,
    to: period.to,
    countedTo: period.countedTo,
    run: run ?? null,
    ruleVersion: rules.version,
    ...wordsOf(compiled, sheet),
    waiting: run ? 0 : await countDirty(db, districtId),
    subjects: rows.length,
    rows: [...visible(actor, rows)].sort(byRank),
  }
}

function wordsOf(compiled: CompiledRules, sheet: NonNullable<ReturnType<typeof sheetFor>>) {
  const { rules } = compiled
  const columns = sheet.items.map(({ indicator, weight, source }) => {
    const { title, as, value, score } = rules.indicators.find(({ name }) => name === indicator)!
    return {
      indicator,
      title,
      as,
      value,
      words: wordedBy(compiled, value),
      score,
      weight: weight ?? null,
      source,
      counts: countsBehind(compiled, indicator),
    }
  })
  const used = new Set(sheet.items.flatMap(({ indicator }) => definitionsBehind(compiled, indicator)))
  const footnotes = rules.definitions
    .filter(({ name }) => used.has(name))
    .map(({ name, title, choices, chosen }) => {
      const { note, source } = choices.find(({ id }) => id === chosen)!
      return { name, zh: `${title.zh}：${note.zh}`, en: `${title.en}: ${note.en}`, source }
    })
  const { least, title, source } = sheet.minimum
  return {
    title: sheet.title,
    columns,
    formula: sheet.formula ?? null,
    minimum: { least, title, source },
    withoutValue: rules.withoutValue,
    footnotes,
    grades: rules.grades,
  }
}

/** An expression with what its names stand for, to be read by people. */
function wordedBy({ rules }: CompiledRules, text: string): { zh: string; en: string } {
  const titleOf = (name: string, language: 'zh' | 'en') => {
    if (isCountName(name)) return counts[name][language]
    if (name === cellsGiven) return language === 'zh' ? '网格数' : 'cells'
    const named = [...rules.definitions, ...rules.indicators, ...rules.bands].find((each) => each.name === name)
    return named?.title[language] ?? name
  }
  const worded = (language: 'zh' | 'en') =>
    text.replaceAll(/[\p{L}_][\p{L}\p{N}_]*/gu, (name) => titleOf(name, language))
  return { zh: worded('zh'), en: worded('en') }
}

/** Ranked lines first, in their order; then the others by name. */
const byRank = (a: SheetRow, b: SheetRow): number =>
  (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY) || (a.name < b.name ? -1 : 1) || 0

function reachedFrom(compiled: CompiledRules, name: string, reached = new Set<string>()): ReadonlySet<string> {
  if (reached.has(name)) return reached
  reached.add(name)
  const expression = compiled.values.get(name)
  for (const each of expression ? namesIn(expression) : []) if (!each.band) reachedFrom(compiled, each.name, reached)
  return reached
}

/** The basic counts that an indicator or a definition is made of. */
export const countsBehind = (compiled: CompiledRules, name: string): CountName[] =>
  [...reachedFrom(compiled, name)].filter(isCountName)

const definitionsBehind = (compiled: CompiledRules, name: string): string[] =>
  [...reachedFrom(compiled, name)].filter((each) => compiled.rules.definitions.some((one) => one.name === each))
