import { App, Button, Input } from 'antd'
import type { FormEvent } from 'react'
import { type Kind, makePlan } from '#command/inspection/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { Nothing } from '#web/kit/states.tsx'
import '../emergency/package-form.css'
import { KindField, keyOf } from './kind-field.tsx'
import { fieldsOfPlan } from './plan-fields.ts'
import { PlanPreview } from './plan-preview.tsx'
import { PersonField, ScopeFields, UnitField } from './scope-fields.tsx'
import { TimeFields } from './time-fields.tsx'
import { words } from './words.ts'

type Props = { kinds: readonly Kind[]; today: string; onDone: (planId: string) => void }

/** What makes a plan, with what it would come to shown before it is made. */
export function PlanForm({ kinds, today, onDone }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const [first] = kinds
  const form = useDraft(makePlan.body!, {
    ...{
      name: '',
      industryId: first?.industryId ?? '',
      kindId: first?.kindId ?? '',
      everyDays: first?.everyDays ?? 30,
    },
    ...{ scope: { areaCode: '', road: '', codes: [] }, onWorkdays: false, unitId: null, startsOn: today, endsOn: null },
  })
  const fields = fieldsOfPlan(form)
  const command = useCommand(makePlan)
  const kind = kinds.find((one) => keyOf(one) === keyOf(form.values))
  if (!first || !kind) return <Nothing title={w.noKinds}>{w.noKindsHint}</Nothing>
  const send = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { body },
      {
        onSuccess: ({ planId, components }) => {
          void message.success(w.created(components))
          onDone(planId)
        },
        onError: (problem) => {
          if (!form.refuse(problem)) void message.error(pick(problem))
        },
      },
    )
  }
  return (
    <form className="package-form" onSubmit={send} noValidate aria-label={w.add}>
      <KindField form={form} kinds={kinds} kind={kind} />
      <TextField form={form} name="name" label={w.name} max={60} />
      <ScopeFields form={fields} />
      <TimeFields
        form={fields}
        kind={kind}
        first={
          <Field form={form} name="startsOn" label={w.startsOn}>
            {(control) => (
              <Input
                {...control}
                type="date"
                value={form.values.startsOn ?? ''}
                onChange={({ target }) => form.set('startsOn', target.value)}
              />
            )}
          </Field>
        }
      />
      <div className="inspection-pair">
        <UnitField form={fields} />
        <PersonField form={fields} />
      </div>
      <PlanPreview values={form.values} />
      <div>
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {w.send}
        </Button>
      </div>
    </form>
  )
}
