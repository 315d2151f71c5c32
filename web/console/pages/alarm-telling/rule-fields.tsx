import { useQuery } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { type Severity, severities, severityNames } from '#analyse/rule/contract.ts'
import { getTellingPlan, levelFor, type RuleTelling } from '#analyse/telling/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { SeverityTag } from '../alarms/severity-tag.tsx'
import { LevelEditor } from './level-editor.tsx'
import { LevelText } from './level-text.tsx'
import { Preview } from './preview.tsx'
import './telling.css'
import { words } from './words.ts'

type Props = {
  tell: RuleTelling | undefined
  severity: Severity
  set: (tell: RuleTelling | undefined) => void
}

/** Whom the alarms of a rule are told to: as the district tells, or otherwise, severity by severity. */
export function TellingFields({ tell, severity, set }: Props) {
  const w = useWords(words)
  const { data } = useQuery({ ...ask(getTellingPlan, {}), staleTime: 60_000 })
  const shown = concerned(severity)
  const of = (one: Severity) => levelFor(tell, data?.plan, one).level
  const own = Array.isArray(tell) ? Object.fromEntries(shown.map((one) => [one, of(one)])) : (tell ?? {})
  const change = (one: Severity, level: unknown) => {
    const next = { ...own, [one]: level }
    const left = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined))
    set(Object.keys(left).length > 0 ? (left as RuleTelling) : undefined)
  }
  return (
    <>
      <h3>{w.telling}</h3>
      <p className="quiet">{w.ownHint}</p>
      {shown.map((one) => (
        <RuleLevel key={one} severity={one} isOwn={one in own} level={of(one)} set={(level) => change(one, level)} />
      ))}
      {data && <Preview levelOf={of} timeZone={data.timeZone} first={severity} />}
    </>
  )
}

type LevelProps = {
  severity: Severity
  isOwn: boolean
  level: ReturnType<typeof levelFor>['level']
  set: (level: LevelProps['level'] | undefined) => void
}

function RuleLevel({ severity, isOwn, level, set }: LevelProps) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <section aria-label={`${w.telling} ${pick(severityNames[severity])}`} className="telling-rule">
      <div className="telling-head">
        <SeverityTag severity={severity} />
        <Checkbox checked={isOwn} onChange={({ target }) => set(target.checked ? level : undefined)}>
          {w.own}
        </Checkbox>
      </div>
      {isOwn ? (
        <LevelEditor level={level} mayBeQuiet={severity === 'notice' || severity === 'minor'} set={set} />
      ) : (
        <LevelText level={level} />
      )}
    </section>
  )
}

/** The severities that alarms of a rule may have: its own, and one worse where many are one. */
export const concerned = (severity: Severity): readonly Severity[] => {
  const at = severities.indexOf(severity)
  return severities.slice(at, at + 2)
}
