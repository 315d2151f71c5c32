import { App, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { type Severity, severities, severityNames } from '#analyse/rule/contract.ts'
import { getTellingPlan, publishTellingPlan, stepFault, TellingPlan } from '#analyse/telling/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { useSaved } from '#web/kit/use-saved.ts'
import { Text } from '../alarm-rules/row-editor.tsx'
import { SeverityTag } from '../alarms/severity-tag.tsx'
import { Labelled } from '../rules/labelled.tsx'
import { useFault } from './fault.ts'
import { LevelEditor } from './level-editor.tsx'
import { Preview } from './preview.tsx'
import './telling.css'
import { words } from './words.ts'

type Props = { data: ReplyOf<typeof getTellingPlan>; onDone: () => void }

const isMild = (severity: Severity) => severity === 'notice' || severity === 'minor'

/** Changes who is told, with the reason; whom it would tell is seen before it is published. */
export function PlanForm({ data, onDone }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const saved = useSaved([getTellingPlan])
  const faultOf = useFault()
  const command = useCommand(publishTellingPlan)
  const [plan, setPlan] = useState(data.plan)
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const read = TellingPlan.safeParse(plan)
    const fault = read.success ? faultOf(stepFault(plan)) : (faultOf(undefined, read.error) ?? w.nobody)
    if (fault) return setRefusal(fault)
    if (reason.trim().length < 2) return setRefusal(w.reasonShort)
    setRefusal('')
    command.mutate(
      { body: { plan, reason, basedOn: data.version } },
      {
        onSuccess: () => {
          saved(w.published)
          onDone()
        },
        onError: (problem) => {
          setRefusal(pick(problem))
          void message.error(pick(problem))
        },
      },
    )
  }
  return (
    <form className="arule-form" onSubmit={submit} noValidate>
      {severities.toReversed().map((severity) => (
        <section key={severity} aria-label={pick(severityNames[severity])}>
          <h3>
            <SeverityTag severity={severity} />
          </h3>
          <LevelEditor
            level={plan[severity]}
            mayBeQuiet={isMild(severity)}
            set={(level) => setPlan((before) => ({ ...before, [severity]: level }))}
          />
        </section>
      ))}
      <div className="arule-grid">
        <Text
          label={w.source}
          value={plan.source.text}
          set={(text) => setPlan({ ...plan, source: { ...plan.source, text } })}
        />
        <Text
          label={w.mark}
          value={plan.source.mark}
          set={(mark) => setPlan({ ...plan, source: { ...plan.source, mark } })}
        />
      </div>
      <Preview levelOf={(severity) => plan[severity]} timeZone={data.timeZone} first="major" />
      <Labelled label={w.reason}>
        {(id) => <Input id={id} value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />}
      </Labelled>
      {refusal && (
        <p className="form-refusal" role="alert">
          {refusal}
        </p>
      )}
      <div className="arule-acts">
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {w.publish}
        </Button>
        <Button onClick={onDone}>{w.cancel}</Button>
      </div>
    </form>
  )
}
