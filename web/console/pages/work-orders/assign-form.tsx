import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { listPeople, listUnits } from '#city/organisation/contract.ts'
import { assignOrder } from '#command/work-order/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { StepFrame, type StepProps, useAnswers } from './step-forms.tsx'
import { words } from './words.ts'

/** Gives an order to a unit, and to one of its people where wanted. */
export function AssignForm({ order, onDone, onClose }: StepProps) {
  const w = useWords(words)
  const form = useDraft(assignOrder.body!, {
    unitId: order.unitId ?? '',
    personId: null,
    words: '',
    seen: order.version,
  })
  const command = useCommand(assignOrder)
  const answers = useAnswers(onDone, form.refuse)
  const units = useQuery({ ...ask(listUnits, {}), staleTime: 600_000 })
  const people = useQuery({ ...ask(listPeople, {}), staleTime: 600_000 })
  const { unitId } = form.values
  const ofUnit = (people.data?.items ?? []).filter(({ posts }) => posts.some((post) => post.unitId === unitId))
  const send = () => {
    const body = form.check()
    if (body) command.mutate({ params: { workId: order.orderId }, body }, answers)
  }
  return (
    <StepFrame label={w.step_assigned} isPending={command.isPending} onSend={send} onClose={onClose}>
      <Field form={form} name="unitId" label={w.unit}>
        {({ id }) => (
          <Select
            id={id}
            showSearch={{ optionFilterProp: 'label' }}
            value={unitId || null}
            options={(units.data?.items ?? []).map(({ unitId: value, name }) => ({ value, label: name }))}
            onChange={(value: string) => {
              form.set('unitId', value)
              form.set('personId', null)
            }}
          />
        )}
      </Field>
      <Field form={form} name="personId" label={w.person} isOptional>
        {({ id }) => (
          <Select
            id={id}
            allowClear
            value={form.values.personId ?? null}
            options={ofUnit.map(({ personId, name }) => ({ value: personId, label: name }))}
            onChange={(value?: string | null) => form.set('personId', value ?? null)}
          />
        )}
      </Field>
      <TextField form={form} name="words" label={w.words} max={1000} isOptional />
    </StepFrame>
  )
}
