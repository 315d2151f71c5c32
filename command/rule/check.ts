import { checkHoles, holesOf } from './check-holes.ts'
import { checkOrder, type RuleCounts } from './check-order.ts'
import { checkValues } from './check-values.ts'
import { dutyLookup } from './duty.ts'
import { type Finding, findings } from './finding.ts'
import { readCondition } from './language.ts'
import { momentsFrom } from './probe.ts'
import type { CompiledRule, Rule } from './rule.ts'
import type { World } from './world.ts'

/**
 * All that speaks against publishing a rule set: what cannot be read or is of the wrong type, what does not exist, rules that
 * contradict each other or are never reached, cases that nobody would answer for. Nothing but notices means that it may be published.
 */
export function checkRules(rules: readonly Rule[], world: World, from: Date, counted?: RuleCounts): Finding[] {
  const read: Finding[] = []
  const sound: CompiledRule[] = []
  for (const rule of rules) {
    const found = readCondition(rule.when)
    if (found.ok) sound.push({ rule, condition: found.condition })
    else read.push({ ...found.finding, ruleId: rule.id })
  }
  const values = sound.flatMap(({ rule, condition }) =>
    checkValues(rule, condition, world).map((finding) => ({ ...finding, ruleId: rule.id })),
  )
  const plain = [...sameIds(rules), ...read, ...values]
  // The order of rules says nothing while some of them cannot be asked.
  if (plain.some(({ level }) => level === 'fault')) return plain
  const moments = momentsFrom(world, from)
  const duties = dutyLookup(world.duties)
  return [
    ...plain,
    ...checkOrder(sound, world, moments, duties, counted),
    ...checkHoles(holesOf(sound, world, moments, duties)),
  ]
}

const sameIds = (rules: readonly Rule[]): Finding[] =>
  rules
    .filter(({ id }, at) => rules.findIndex((other) => other.id === id) !== at)
    .map(({ id }) => ({ ...findings.same_id({ id }), ruleId: id }))
