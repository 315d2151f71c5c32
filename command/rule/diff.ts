import type { Rule } from './rule.ts'

/** What became of one rule between two versions; `fields` names what differs. */
export type RuleChange = {
  readonly ruleId: string
  readonly change: 'added' | 'removed' | 'changed' | 'moved' | 'same'
  readonly before: Rule | null
  readonly after: Rule | null
  readonly fields: readonly (keyof Rule)[]
}

const fieldNames: readonly (keyof Rule)[] = ['title', 'when', 'unit', 'coUnits', 'person', 'from', 'to', 'authority']

/**
 * Two versions side by side, in the order of the later one, removed rules last. A rule counts as moved only where it changed places
 * with another that stays: what is merely pushed down by a new rule has not moved.
 */
export function diffRules(before: readonly Rule[], after: readonly Rule[]): RuleChange[] {
  const old = new Map(before.map((rule) => [rule.id, rule]))
  const kept = new Set(after.map(({ id }) => id))
  const stayed = unmoved(
    before.filter(({ id }) => kept.has(id)).map(({ id }) => id),
    after.filter(({ id }) => old.has(id)).map(({ id }) => id),
  )
  const now = after.map((rule): RuleChange => {
    const was = old.get(rule.id)
    if (!was) return { ruleId: rule.id, change: 'added', before: null, after: rule, fields: [] }
    const fields = fieldNames.filter((name) => JSON.stringify(was[name]) !== JSON.stringify(rule[name]))
    const change = fields.length > 0 ? 'changed' : stayed.has(rule.id) ? 'same' : 'moved'
    return { ruleId: rule.id, change, before: was, after: rule, fields }
  })
  const gone = before
    .filter(({ id }) => !kept.has(id))
    .map((rule): RuleChange => ({ ruleId: rule.id, change: 'removed', before: rule, after: null, fields: [] }))
  return [...now, ...gone]
}

/** The longest run of ids that stand in the same order in both. */
function unmoved(before: readonly string[], after: readonly string[]): Set<string> {
  const place = new Map(before.map((id, at) => [id, at]))
  const best: string[][] = []
  for (const [at, id] of after.entries()) {
    const longest = best
      .slice(0, at)
      .filter((run) => place.get(run.at(-1)!)! < place.get(id)!)
      .reduce((most: string[], run) => (run.length > most.length ? run : most), [])
    best.push([...longest, id])
  }
  return new Set(best.reduce((most: string[], run) => (run.length > most.length ? run : most), []))
}
