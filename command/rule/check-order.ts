import { type Duties, targetOf } from './decide.ts'
import type { Moment } from './facts.ts'
import { type Finding, findings } from './finding.ts'
import { type Probe, probesFor } from './probe.ts'
import { type CompiledRule, type CompiledRules, componentOwner, duty, inPeriod, type Rule } from './rule.ts'
import type { World } from './world.ts'

const probesEach = 300

/** How often each rule decided and how often it held, on the district's own cases: what a simulation counted. */
export type RuleCounts = ReadonlyMap<string, { readonly held: number; readonly decided: number }>

/** Rules that say the opposite of another, or that another one never lets be reached. */
export function checkOrder(
  rules: CompiledRules,
  world: World,
  moments: readonly Moment[],
  duties: Duties,
  counted: RuleCounts = new Map(),
): Finding[] {
  const same = rules.flatMap((later, at) => equalEarlier(rules.slice(0, at), later))
  const told = new Set(same.map(({ ruleId }) => ruleId))
  const rest = rules.filter(({ rule }) => !told.has(rule.id))
  return [...same, ...rest.flatMap((own) => neverReached(own, rules, world, moments, duties, counted))]
}

function equalEarlier(earlier: CompiledRules, { rule, condition }: CompiledRule): Finding[] {
  const twin = earlier.find(
    (other) => other.condition.canonical === condition.canonical && overlap(other.rule, rule) && always(other.rule),
  )
  if (!twin) return []
  const other = nameOf(twin.rule)
  if (twin.rule.unit !== rule.unit) return [{ ...findings.contradiction({ other }), ruleId: rule.id }]
  return covers(twin.rule, rule) ? [{ ...findings.never_wins({ other, tried: 0 }), ruleId: rule.id }] : []
}

// A rule that asks for the owner of a component, or the duty table, may find nobody and then leaves the case to the next.
const always = ({ unit }: Rule): boolean => unit !== componentOwner && unit !== duty

const start = '0000-01-01'
const end = '9999-12-31'
const overlap = (a: Rule, b: Rule): boolean => (a.from ?? start) < (b.to ?? end) && (b.from ?? start) < (a.to ?? end)
const covers = (a: Rule, b: Rule): boolean => (a.from ?? start) <= (b.from ?? start) && (b.to ?? end) <= (a.to ?? end)

function neverReached(
  own: CompiledRule,
  rules: CompiledRules,
  world: World,
  moments: readonly Moment[],
  duties: Duties,
  counted: RuleCounts,
): Finding[] {
  const { id } = own.rule
  const own90 = counted.get(id)
  if (own90 && own90.decided > 0) return []
  const takers = new Map<string, number>()
  const within = moments.map((moment) =>
    inPeriod(own.rule, moment.on) ? moment : { ...moment, on: dayWithin(own.rule) },
  )
  let held = 0
  for (const probe of probesFor(own.condition, world, within, probesEach)) {
    if (!own.condition.holds(probe.facts) || !finds(own.rule, probe, duties)) continue
    held += 1
    const taker = rules.find(
      ({ rule, condition }) =>
        inPeriod(rule, probe.moment.on) && condition.holds(probe.facts) && finds(rule, probe, duties),
    )
    if (taker === own) return []
    if (taker) takers.set(nameOf(taker.rule), (takers.get(nameOf(taker.rule)) ?? 0) + 1)
  }
  const tried = held + (own90?.held ?? 0)
  if (tried === 0) return [{ ...findings.never_matches({}), ruleId: id }]
  const [other = ''] = [...takers].sort((a, b) => b[1] - a[1])[0] ?? []
  return [{ ...findings.never_wins({ other, tried }), ruleId: id }]
}

const dayWithin = ({ from, to }: Rule): string => from ?? (to === null ? start : beforeDay(to))
const beforeDay = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)

const finds = (rule: Rule, { facts, moment }: Probe, duties: Duties): boolean =>
  targetOf(rule, duties, facts, moment) !== undefined

const nameOf = ({ id, title }: Rule): string => title || id
