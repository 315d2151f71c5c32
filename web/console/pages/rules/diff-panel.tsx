import { diffRules, type Rule, type RuleChange } from '#command/rule/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

type Props = {
  readonly before: readonly Rule[]
  readonly after: readonly Rule[]
  readonly unitName: (unit: string) => string
}

/** What a version changes against the one in force, rule by rule. */
export function DiffPanel({ before, after, unitName }: Props) {
  const w = useWords(words)
  const changes = diffRules(before, after).filter(({ change }) => change !== 'same')
  return (
    <section className="rule-panel" aria-label={w.diff}>
      <h2>{w.diff}</h2>
      {changes.length === 0 ? (
        <p className="quiet">{w.noDiff}</p>
      ) : (
        <ul className="rule-diff">
          {changes.map((change) => (
            <Changed key={change.ruleId} change={change} unitName={unitName} />
          ))}
        </ul>
      )}
    </section>
  )
}

const tones = { added: 'green', removed: 'red', changed: 'brown', moved: 'blue', same: 'grey' } as const

function Changed({ change, unitName }: { change: RuleChange; unitName: Props['unitName'] }) {
  const w = useWords(words)
  const label = { added: w.added, removed: w.removed, changed: w.changed, moved: w.movedTag, same: '' }[change.change]
  const shown = change.after ?? change.before
  const lines = (rule: Rule | null) => (rule ? `${rule.when} → ${unitName(rule.unit)}` : '')
  const differs = change.change === 'changed' && lines(change.before) !== lines(change.after)
  return (
    <li>
      <p>
        <span className={`tag tone-${tones[change.change]}`}>{label}</span> {shown?.title || w.untitled}
      </p>
      {differs && <del>{lines(change.before)}</del>}
      {change.change === 'removed' ? <del>{lines(change.before)}</del> : <ins>{lines(change.after)}</ins>}
    </li>
  )
}
