import { type Condition, readCondition } from './language.ts'

/** Rules in the order in which they are asked; the first that holds decides. */
export const mostRules = 200

/** Whom the unit sends, where a rule says so. */
export type PersonPolicy =
  | { readonly by: 'none' | 'on_shift' | 'least_load' | 'beat' }
  | { readonly by: 'named'; readonly personId: string }

/**
 * One line of a rule set. `unit` is a unit, or `duty` (whomever the duty table names), or `component_owner`; where such a rule finds
 * nobody it does not decide and the next is asked. `from` and `to` are local dates, half-open.
 */
export type Rule = {
  readonly id: string
  readonly title: string
  readonly when: string
  readonly unit: string
  readonly coUnits: readonly string[]
  readonly person: PersonPolicy
  readonly from: string | null
  readonly to: string | null
  readonly authority: string
}

export const duty = 'duty'
export const componentOwner = 'component_owner'

export type CompiledRule = { readonly rule: Rule; readonly condition: Condition }

/** A sound rule set, ready to decide. */
export type CompiledRules = readonly CompiledRule[]

/** Compiles rules that were checked before; one that cannot be read is a bug by then. */
export const compileRules = (rules: readonly Rule[]): CompiledRules =>
  rules.map((rule) => {
    const read = readCondition(rule.when)
    if (!read.ok) throw new Error(`rule ${rule.id} cannot be read: ${read.finding.en}`)
    return { rule, condition: read.condition }
  })

/** Whether a rule counts on a local date `YYYY-MM-DD`. */
export const inPeriod = ({ from, to }: Pick<Rule, 'from' | 'to'>, on: string): boolean =>
  (from === null || from <= on) && (to === null || on < to)
