import type { CaseEvent } from '#city/case/event.ts'
import { type CaseState, foldCase } from '#city/case/state.ts'
import { mostRules, type Rule } from './rule.ts'

type Settled = { readonly state: CaseState; readonly event: CaseEvent<'arbitrated'> }

/** The last arbitration of a history, with the case as it stands; undefined when there was none or it has no category. */
export function settledIn(history: readonly CaseEvent[]): Settled | undefined {
  const event = history.findLast((each): each is CaseEvent<'arbitrated'> => each.kind === 'arbitrated')
  if (!event) return undefined
  const state = foldCase(history)
  return state.category ? { state, event } : undefined
}

/**
 * An arbitration as a rule: this category in this street belongs to the unit that was found responsible, on the authority of the
 * decision. It is put first, where a rule that was disputed cannot stand before it.
 */
export function ruleFrom({ state, event }: Settled, day: string): Rule {
  const { category, place, number } = state
  const where = place.streetCode ? ` && street == ${JSON.stringify(place.streetCode)}` : ''
  return {
    id: `arbitration-${number
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .slice(-24)}`,
    title: `裁决：${category?.name ?? category?.code ?? ''}`.slice(0, 80),
    when: `kind == ${JSON.stringify(category?.kind ?? '')} && category == ${JSON.stringify(category?.code ?? '')}${where}`,
    unit: event.body.unitId,
    coUnits: [],
    person: { by: 'on_shift' },
    from: null,
    to: null,
    authority: `案件 ${number} 职责裁决（${event.byName}，${day}）：${event.body.reason}`.slice(0, 300),
  }
}

/** The rule before all others, replacing one made from the same case before. */
export const withFirst = (rule: Rule, rules: readonly Rule[]): Rule[] =>
  [rule, ...rules.filter(({ id }) => id !== rule.id)].slice(0, mostRules)
