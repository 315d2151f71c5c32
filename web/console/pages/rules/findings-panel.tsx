import type { Finding, Rule } from '#command/rule/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

type Props = {
  readonly findings: readonly Finding[]
  readonly rules: readonly Rule[]
  readonly onOpen: (id: string) => void
}

/** Everything that speaks against publishing, each with its rule and place. */
export function FindingsPanel({ findings, rules, onOpen }: Props) {
  const w = useWords(words)
  const pick = usePick()
  if (findings.length === 0) return <p className="rule-sound">✓ {w.sound}</p>
  return (
    <ul className="rule-findings">
      {findings.map((finding) => {
        const { ruleId, line, column, level, code } = finding
        const at = rules.findIndex(({ id }) => id === ruleId)
        return (
          <li key={`${ruleId}/${code}/${finding.zh}`} className={level}>
            {ruleId && (
              <button type="button" className="link" onClick={() => onOpen(ruleId)}>
                {at + 1}. {rules[at]?.title || w.untitled}
                {line !== undefined && `（${w.lineAt(line, column ?? 1)}）`}
              </button>
            )}
            <span>{pick(finding)}</span>
          </li>
        )
      })}
    </ul>
  )
}
