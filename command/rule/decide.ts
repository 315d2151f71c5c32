import type { Duty, DutyQuestion } from './duty.ts'
import { areaOf, type Moment } from './facts.ts'
import { type CompiledRules, componentOwner, duty, inPeriod, type PersonPolicy, type Rule } from './rule.ts'
import type { Facts, VariableName } from './variables.ts'

/** Who should have a case, on what ground. `rule` is null where the duty table alone speaks. */
export type Choice = {
  readonly unitId: string
  readonly rule: Rule | null
  readonly duty: Duty | null
  readonly coUnits: readonly string[]
  readonly person: PersonPolicy
}

/** What became of each rule when it was asked, in order. */
export type Asked = {
  readonly ruleId: string
  readonly outcome: 'decides' | 'holds_later' | 'not_holding' | 'out_of_period' | 'finds_nobody'
  readonly unitId: string | null
}

/** `runnerUp` is the best of other units: a later rule that holds too, or else the duty table. */
export type Decision = {
  readonly chosen: Choice | null
  readonly runnerUp: Choice | null
  /** The values that the deciding rule read. */
  readonly values: readonly { readonly name: VariableName; readonly value: string }[]
  readonly asked: readonly Asked[]
}

export type Duties = (question: DutyQuestion) => readonly Duty[]

const byTable = (found: Duty): Choice => ({
  unitId: found.unitId,
  rule: null,
  duty: found,
  coUnits: [],
  person: { by: 'on_shift' },
})

/** The choice alone, as quickly as it can be had: for a quarter of cases at once. */
export function chooseUnit(rules: CompiledRules, duties: Duties, facts: Facts, moment: Moment): Choice | null {
  for (const { rule, condition } of rules) {
    if (!inPeriod(rule, moment.on) || !condition.holds(facts)) continue
    const choice = targetOf(rule, duties, facts, moment)
    if (choice) return choice
  }
  const [first] = duties(questionOf(facts, moment))
  return first ? byTable(first) : null
}

/** The choice with its reason, the runner-up, and what every rule said: for one case that somebody looks at. */
export function decide(rules: CompiledRules, duties: Duties, facts: Facts, moment: Moment): Decision {
  const holding: Choice[] = []
  let values: Decision['values'] = []
  const asked = rules.map(({ rule, condition }): Asked => {
    const { id: ruleId } = rule
    if (!inPeriod(rule, moment.on)) return { ruleId, outcome: 'out_of_period', unitId: null }
    if (!condition.holds(facts)) return { ruleId, outcome: 'not_holding', unitId: null }
    const choice = targetOf(rule, duties, facts, moment)
    if (!choice) return { ruleId, outcome: 'finds_nobody', unitId: null }
    if (holding.length === 0) values = condition.used.map((name) => ({ name, value: String(facts[name]) }))
    holding.push(choice)
    return { ruleId, outcome: holding.length === 1 ? 'decides' : 'holds_later', unitId: choice.unitId }
  })
  const all = [...holding, ...duties(questionOf(facts, moment)).map(byTable)]
  const [chosen = null] = all
  const runnerUp = all.find((choice) => choice.unitId !== chosen?.unitId) ?? null
  return { chosen, runnerUp, values, asked }
}

/** Whom a rule that holds names; undefined where there is nobody, and the next rule is asked. */
export function targetOf(rule: Rule, duties: Duties, facts: Facts, moment: Moment): Choice | undefined {
  const { coUnits, person } = rule
  if (rule.unit === componentOwner)
    return facts.componentOwner
      ? { unitId: facts.componentOwner, rule, duty: null, coUnits: others(coUnits, facts.componentOwner), person }
      : undefined
  if (rule.unit !== duty) return { unitId: rule.unit, rule, duty: null, coUnits: others(coUnits, rule.unit), person }
  const [found] = duties(questionOf(facts, moment))
  return found && { unitId: found.unitId, rule, duty: found, coUnits: others(coUnits, found.unitId), person }
}

const others = (units: readonly string[], lead: string): readonly string[] =>
  units.filter((unit, at) => unit !== lead && units.indexOf(unit) === at)

const questionOf = (facts: Facts, moment: Moment): DutyQuestion => ({
  kind: facts.kind,
  category: facts.category,
  area: areaOf(facts),
  on: moment.utcDay,
})
