import { App, Button, Input } from 'antd'
import type { FormEvent } from 'react'
import { changePlan } from '#command/inspection/change/contract.ts'
import type { Kind, PlanItem } from '#command/inspection/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import '../emergency/package-form.css'
import { ChangePreview } from './change-preview.tsx'
import { fieldsOfPlan } from './plan-fields.ts'
import { PersonField, ScopeFields, UnitField } from './scope-fields.tsx'
import { TimeFields } from './time-fields.tsx'
import { words } from './words.ts'

type Props = { plan: PlanItem; kind: Kind; today: string; onDone: (isChanged: boolean) => void }

/** Changes what a plan asks from a day on, with what comes and goes shown before. */
export function ChangePlan({ plan, kind, today, onDone }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const { planId, scope, everyDays, onWorkdays, unitId, personId, windowFrom, windowTo, endsOn, startsOn } = plan
  const form = useDraft(changePlan.body!, {
    ...{ scope, everyDays, onWorkdays, unitId, personId, endsOn, reason: '' },
    window: windowFrom && windowTo ? { from: windowFrom, to: windowTo } : null,
    fromOn: startsOn > today ? startsOn : today,
  })
  const fields = fieldsOfPlan(form)
  const command = useCommand(changePlan)
  const send = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { params: { planId }, body },
      {
        onSuccess: ({ fromOn }) => {
          void message.success(w.changed(fromOn))
          onDone(true)
        },
        onError: (problem) => {
          if (!form.refuse(problem)) void message.error(pick(problem))
        },
      },
    )
  }
  return (
    <form className="package-form" onSubmit={send} noValidate aria-label={w.change}>
      <p className="form-note">{w.changeNote}</p>
      <ScopeFields form={fields} />
      <TimeFields
        form={fields}
        kind={kind}
        first={
          <Field form={form} name="fromOn" label={w.fromOn}>
            {(control) => (
              <Input
                {...control}
                type="date"
                min={today}
                value={form.values.fromOn ?? ''}
                onChange={({ target }) => form.set('fromOn', target.value)}
              />
            )}
          </Field>
        }
      />
      <div className="inspection-pair">
        <UnitField form={fields} />
        <PersonField form={fields} />
      </div>
      <ChangePreview planId={planId} values={form.values} />
      <TextField form={form} name="reason" label={w.reason} rows={2} max={500} />
      <div className="inspection-links">
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {w.saveChange}
        </Button>
        <Button onClick={() => onDone(false)}>{w.cancel}</Button>
      </div>
    </form>
  )
}
