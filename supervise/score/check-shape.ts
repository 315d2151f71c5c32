import { add, compare, type Fraction, one, parseFraction, zero } from './fraction.ts'
import type { RuleSet } from './rule-set.ts'

/** Something wrong with a rule set: where in it, what is at fault by name, and why. */
export type RuleFault = {
  readonly path: readonly PropertyKey[]
  readonly name: string
  readonly zh: string
  readonly en: string
}

/** Faults that need no expression to be read: names given twice, weights, bands and grades. */
export function shapeFaults(rules: RuleSet): RuleFault[] {
  return [
    ...twice(rules),
    ...rules.definitions.flatMap(choiceFaults),
    ...rules.bands.flatMap((band, at) => stepFaults(band.steps, ['bands', at, 'steps'], band.name)),
    ...gradeFaults(rules.grades),
    ...rules.sheets.flatMap(weightFaults),
    ...sharedSubjects(rules.sheets),
  ]
}

function twice({ definitions, bands, indicators, sheets }: RuleSet): RuleFault[] {
  const values = [
    ...definitions.map(({ name }, at) => ({ name, path: ['definitions', at, 'name'] })),
    ...indicators.map(({ name }, at) => ({ name, path: ['indicators', at, 'name'] })),
  ]
  const apart = [
    values,
    bands.map(({ name }, at) => ({ name, path: ['bands', at, 'name'] })),
    sheets.map(({ name }, at) => ({ name, path: ['sheets', at, 'name'] })),
  ]
  return apart.flatMap((named) =>
    named
      .filter((each, at) => named.findIndex(({ name }) => name === each.name) < at)
      .map(({ name, path }) => ({ path, name, zh: `名称“${name}”重复`, en: `“${name}” is given twice` })),
  )
}

function choiceFaults({ name, choices, chosen }: RuleSet['definitions'][number], at: number): RuleFault[] {
  if (choices.some(({ id }) => id === chosen)) return []
  const path = ['definitions', at, 'chosen']
  return [{ path, name, zh: `“${name}”没有口径“${chosen}”`, en: `“${name}” has no reading “${chosen}”` }]
}

type Steps = readonly { readonly from: number; readonly to: number | null }[]

/** Steps must follow each other from zero upwards without gap or overlap; the last has no end. */
function stepFaults(steps: Steps, path: readonly PropertyKey[], name: string): RuleFault[] {
  const faults: RuleFault[] = []
  const fault = (at: number, zh: string, en: string) => faults.push({ path: [...path, at], name, zh, en })
  let reached: number | null = 0
  for (const [at, { from, to }] of steps.entries()) {
    if (reached === null || from < reached)
      fault(at, `“${name}”第 ${at + 1} 段与前一段重叠`, `step ${at + 1} of “${name}” overlaps the one before`)
    else if (from > reached)
      fault(at, `“${name}”第 ${at + 1} 段之前有缺口`, `there is a gap before step ${at + 1} of “${name}”`)
    if (to !== null && to < from)
      fault(at, `“${name}”第 ${at + 1} 段首尾颠倒`, `step ${at + 1} of “${name}” ends before it begins`)
    const isSinglePoint = to === from
    if (isSinglePoint && steps[at - 1]?.to === from)
      fault(at, `“${name}”第 ${at + 1} 段是空的`, `step ${at + 1} of “${name}” is empty`)
    reached = to
  }
  if (reached !== null)
    fault(steps.length - 1, `“${name}”最后一段须无上限`, `the last step of “${name}” has to be open upwards`)
  return faults
}

function gradeFaults(grades: RuleSet['grades']): RuleFault[] {
  const rising = grades.map((grade, at) => ({ grade, at })).sort((a, b) => a.grade.from - b.grade.from)
  const letters = grades.map(({ letter }) => letter)
  const repeated = letters.find((letter, at) => letters.indexOf(letter) < at)
  return [
    ...(repeated
      ? [{ path: ['grades'], name: repeated, zh: `等级“${repeated}”重复`, en: `grade “${repeated}” is given twice` }]
      : []),
    ...stepFaults(
      rising.map(({ grade }) => grade),
      ['grades'],
      '等级 grades',
    ).map((fault) => ({ ...fault, path: ['grades', rising[Number(fault.path[1])]?.at ?? 0] })),
  ]
}

function weightFaults({ name, items, formula }: RuleSet['sheets'][number], at: number): RuleFault[] {
  const path = ['sheets', at]
  const weighted = items.filter(({ weight }) => weight !== undefined)
  if (formula !== undefined) {
    if (weighted.length === 0) return []
    return [
      {
        path: [...path, 'formula'],
        name,
        zh: `“${name}”有公式就不能再有权重`,
        en: `“${name}” has a formula, so its items carry no weights`,
      },
    ]
  }
  const read = items.map(({ weight }) => (weight === undefined ? undefined : parseFraction(weight)))
  const bad = read.findIndex((weight) => weight === undefined || compare(weight, zero) <= 0)
  if (bad >= 0) {
    const indicator = items[bad]?.indicator ?? ''
    return [
      {
        path: [...path, 'items', bad],
        name: indicator,
        zh: `“${indicator}”的权重须为正的百分数`,
        en: `the weight of “${indicator}” has to be a percentage above zero`,
      },
    ]
  }
  const sum = (read as Fraction[]).reduce(add, zero)
  if (compare(sum, one) === 0) return []
  const percent = `${Number((sum.over * 10_000n) / sum.under) / 100}%`
  return [
    {
      path: [...path, 'items'],
      name,
      zh: `“${name}”的权重合计为 ${percent}，须为 100%`,
      en: `the weights of “${name}” add up to ${percent}, not 100 %`,
    },
  ]
}

/** Each kind of subject is scored by one sheet, or its ranks would be ambiguous. */
function sharedSubjects(sheets: RuleSet['sheets']): RuleFault[] {
  const seen = new Set<string>()
  return sheets.flatMap(({ subjects }, at) =>
    subjects.flatMap((kind) => {
      if (!seen.has(kind)) {
        seen.add(kind)
        return []
      }
      const path = ['sheets', at, 'subjects']
      return [{ path, name: kind, zh: `对象“${kind}”出现在两张表里`, en: `“${kind}” is scored by two sheets` }]
    }),
  )
}
