import { useQuery } from '@tanstack/react-query'
import { type Severity, severityNames } from '#analyse/rule/contract.ts'
import { getTellingPlan, levelFor, type RuleTelling } from '#analyse/telling/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { LevelText } from './level-text.tsx'
import { concerned } from './rule-fields.tsx'
import { words } from './words.ts'

/** Whom alarms of a rule are told to, and whether the rule or the district says so. */
export function RuleTellingText({ tell, severity }: { tell: RuleTelling | undefined; severity: Severity }) {
  const w = useWords(words)
  const pick = usePick()
  const { data } = useQuery({ ...ask(getTellingPlan, {}), staleTime: 60_000 })
  if (!data) return <>…</>
  return (
    <div className="telling-level">
      {concerned(severity).map((one) => {
        const { level, source } = levelFor(tell, data.plan, one)
        return (
          <div key={one}>
            <strong>{pick(severityNames[one])}</strong>{' '}
            <span className="quiet">{source === 'rule' ? w.fromRule : w.fromDistrict}</span>
            <LevelText level={level} />
          </div>
        )
      })}
    </div>
  )
}
