import { type RuleFault, shapeFaults } from './check-shape.ts'
import { areaKinds, cellsGiven, counts, isCountName, type SubjectKind } from './counts.ts'
import { type Expression, namesIn, parseExpression } from './expression.ts'
import { locateJson } from './json-lines.ts'
import { RuleSet, type RuleSheet } from './rule-set.ts'

/** A rule set whose expressions are read: what an indicator, a definition, a sheet computes. */
export type CompiledRules = {
  readonly rules: RuleSet
  /** Of definitions (the chosen reading) and indicators. */
  readonly values: ReadonlyMap<string, Expression>
  readonly scores: ReadonlyMap<string, Expression>
  readonly minimums: ReadonlyMap<string, Expression>
  readonly formulas: ReadonlyMap<string, Expression>
}

/** A fault with its line in the text it was written in. */
export type LinedFault = RuleFault & { readonly line: number }

/** Which names a rule set may count on without defining them. The usual ones are the basic counts. */
export type Givens = { has(name: string): boolean; isFor(name: string, kind: SubjectKind): boolean }

/** The basic counts, and the number of cells of an area. */
export const basicCounts: Givens = {
  has: (name) => name === cellsGiven || isCountName(name),
  isFor: (name, kind) => {
    const of: readonly SubjectKind[] = isCountName(name) ? counts[name].of : areaKinds
    return of.includes(kind)
  },
}

/** Expressions refer to each other; written out in full, one may not read more numbers than this. */
const largest = 2_000

/** Reads, checks and compiles the text of a rule set. */
export function compileText(
  text: string,
  givens = basicCounts,
): { compiled: CompiledRules } | { faults: LinedFault[] } {
  const located = locateJson(text)
  if (!('value' in located)) return { faults: [{ ...located, path: [], name: '' }] }
  const read = RuleSet.safeParse(located.value)
  const result = read.success
    ? compileRules(read.data, givens)
    : {
        faults: read.error.issues.map(({ path, message }) => ({
          path,
          name: String(path.at(-1) ?? ''),
          zh: `“${path.join('.')}”不合要求：${message}`,
          en: `“${path.join('.')}” is not as it must be: ${message}`,
        })),
      }
  if ('compiled' in result) return result
  return { faults: result.faults.map((fault) => ({ ...fault, line: located.lineOf(fault.path) })) }
}

/** Compiles a rule set, or says everything that is wrong with it. */
export function compileRules(
  rules: RuleSet,
  givens = basicCounts,
): { compiled: CompiledRules } | { faults: RuleFault[] } {
  const compiler = new Compiler(rules, givens)
  const faults = [...shapeFaults(rules), ...compiler.faults()]
  return faults.length > 0 ? { faults } : { compiled: compiler.compiled }
}

type Path = readonly PropertyKey[]

class Compiler {
  readonly compiled: CompiledRules
  readonly #rules: RuleSet
  readonly #givens: Givens
  readonly #found: RuleFault[] = []
  readonly #values = new Map<string, Expression>()
  readonly #paths = new Map<string, Path>()

  constructor(rules: RuleSet, givens: Givens) {
    this.#rules = rules
    this.#givens = givens
    for (const [at, { name, choices, chosen }] of rules.definitions.entries())
      for (const [choice, { id, expression }] of choices.entries())
        this.#read(expression, ['definitions', at, 'choices', choice, 'expression'], name, (read) => {
          if (id === chosen) this.#name(name, read, ['definitions', at, 'choices', choice, 'expression'])
        })
    for (const [at, { name, value }] of rules.indicators.entries())
      this.#read(value, ['indicators', at, 'value'], name, (read) =>
        this.#name(name, read, ['indicators', at, 'value']),
      )
    const [scores, minimums, formulas] = [
      new Map<string, Expression>(),
      new Map<string, Expression>(),
      new Map<string, Expression>(),
    ]
    for (const [at, { name, score }] of rules.indicators.entries())
      this.#read(score, ['indicators', at, 'score'], name, (read) => scores.set(name, read))
    for (const [at, { name, minimum, formula }] of rules.sheets.entries()) {
      this.#read(minimum.value, ['sheets', at, 'minimum', 'value'], name, (read) => minimums.set(name, read))
      if (formula) this.#read(formula, ['sheets', at, 'formula'], name, (read) => formulas.set(name, read))
    }
    this.compiled = { rules, values: this.#values, scores, minimums, formulas }
  }

  faults(): RuleFault[] {
    const { scores, minimums, formulas } = this.compiled
    const { indicators, sheets } = this.#rules
    for (const [name, expression] of this.#values) this.#checkNames(expression, this.#paths.get(name) ?? [], name)
    this.#checkCircles()
    if (this.#found.length > 0) return this.#found
    for (const [at, { name }] of indicators.entries())
      this.#checkNames(scores.get(name), ['indicators', at, 'score'], name, true)
    for (const [at, { name }] of sheets.entries()) {
      this.#checkNames(minimums.get(name), ['sheets', at, 'minimum', 'value'], name)
      this.#checkNames(formulas.get(name), ['sheets', at, 'formula'], name)
    }
    if (this.#found.length === 0) for (const [at, sheet] of sheets.entries()) this.#checkSheet(sheet, at)
    return this.#found
  }

  #name(name: string, expression: Expression, path: Path): void {
    if (this.#givens.has(name))
      this.#fault(
        path,
        name,
        `“${name}”是基础计数的名称，不能另作定义`,
        `“${name}” is a basic count and cannot be defined anew`,
      )
    this.#values.set(name, expression)
    this.#paths.set(name, path)
  }

  #read(text: string, path: Path, name: string, then: (expression: Expression) => void): void {
    const read = parseExpression(text)
    if ('expression' in read) then(read.expression)
    else
      this.#fault(
        path,
        name,
        `“${name}”的表达式第 ${read.fault.column} 个字符处：${read.fault.zh}`,
        `“${name}”, character ${read.fault.column}: ${read.fault.en}`,
      )
  }

  #checkNames(expression: Expression | undefined, path: Path, owner: string, ofScore = false): void {
    for (const { name, band } of expression ? namesIn(expression) : []) {
      const known = band
        ? this.#rules.bands.some((each) => each.name === name)
        : (ofScore && name === 'value') || this.#givens.has(name) || this.#values.has(name)
      if (!known)
        this.#fault(
          path,
          name,
          `“${owner}”用到了不存在的${band ? '分段' : '名称'}“${name}”`,
          `“${owner}” uses the unknown ${band ? 'band' : 'name'} “${name}”`,
        )
    }
  }

  /** Walks every definition and indicator; what leads back to itself has no value. */
  #checkCircles(): void {
    const sizes = new Map<string, number>()
    const walk = (name: string, above: readonly string[]): number => {
      const known = sizes.get(name)
      if (known !== undefined) return known
      const expression = this.#values.get(name)
      if (!expression) return 1
      if (above.includes(name)) {
        const circle = [...above.slice(above.indexOf(name)), name].join(' → ')
        this.#fault(this.#paths.get(name) ?? [], name, `循环引用：${circle}`, `a circle: ${circle}`)
        return 1
      }
      const size =
        1 + namesIn(expression).reduce((sum, each) => sum + (each.band ? 0 : walk(each.name, [...above, name])), 0)
      sizes.set(name, size)
      if (size > largest)
        this.#fault(
          this.#paths.get(name) ?? [],
          name,
          `“${name}”展开后过大`,
          `“${name}” grows too large when written out`,
        )
      return size
    }
    for (const name of this.#values.keys()) walk(name, [])
  }

  #checkSheet({ subjects, items, name }: RuleSheet, at: number): void {
    const { scores, minimums, formulas } = this.compiled
    const reached = new Set<string>()
    const reach = (expression: Expression | undefined): void => {
      for (const each of expression ? namesIn(expression) : []) {
        if (each.band || reached.has(each.name)) continue
        reached.add(each.name)
        reach(this.#values.get(each.name))
      }
    }
    for (const [item, { indicator }] of items.entries()) {
      if (!scores.has(indicator))
        this.#fault(
          ['sheets', at, 'items', item],
          indicator,
          `没有指标“${indicator}”`,
          `there is no indicator “${indicator}”`,
        )
      reached.add(indicator)
      reach(this.#values.get(indicator))
      reach(scores.get(indicator))
    }
    reach(minimums.get(name))
    reach(formulas.get(name))
    for (const kind of subjects)
      for (const given of reached)
        if (this.#givens.has(given) && !this.#givens.isFor(given, kind))
          this.#fault(
            ['sheets', at, 'subjects'],
            given,
            `对象“${kind}”没有计数“${given}”`,
            `“${kind}” has no count “${given}”`,
          )
  }

  #fault(path: Path, name: string, zh: string, en: string): void {
    this.#found.push({ path, name, zh, en })
  }
}
