import { stepNames } from '#city/case/contract.ts'
import type { getDistrictRules } from '#city/district-rules/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { formatTime } from '#web/kit/time.ts'
import { englishSteps, words } from './words.ts'

type Version = ReplyOf<typeof getDistrictRules>['versions'][number]

/** Who decided what, when and why. */
export function RulesHistory({ versions }: { versions: readonly Version[] }) {
  const w = useWords(words)
  const tell = useSummary()
  return (
    <section className="rules-part">
      <h2>{w.history}</h2>
      {versions.length === 0 && <p className="quiet">{w.never}</p>}
      <ol className="rules-versions">
        {versions.map(({ version, byName, at, reason, rules }, index) => (
          <li key={version}>
            <p>
              <strong>{w.version(version)}</strong> {index === 0 && <span className="tag tone-green">{w.inForce}</span>}
            </p>
            <p className="quiet">
              {byName} · {formatTime(at)}
            </p>
            <p>{reason}</p>
            <p className="quiet">{tell(rules)}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function useSummary(): (rules: Version['rules']) => string {
  const w = useWords(words)
  const language = useLanguage()
  return ({ approvals, filesNeeded, vetoDays, appealDays, veryLateDays, decline }) => {
    const names = filesNeeded.map((kind) => (language === 'zh' ? stepNames[kind] : englishSteps[kind]))
    return [
      w.level(w.extension, approvals.extension),
      w.level(w.suspension, approvals.suspension),
      w.level(w.voiding, approvals.voiding),
      w.level(w.appealing, approvals.appeal),
      w.vetoIs(vetoDays),
      w.appealIs(appealDays),
      w.veryLateIs(veryLateDays),
      w.declineIs(decline.tasks.map((task) => w[task]).join('、'), decline.perWeek),
      names.length > 0 ? w.filesAre(names.join('、')) : w.noFiles,
    ].join('；')
  }
}
