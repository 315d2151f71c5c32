import { useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import type { FormEvent } from 'react'
import { stepNames } from '#city/case/contract.ts'
import {
  addDestination,
  changeDestination,
  type DestinationItem,
  listDestinations,
  outgoingTopics,
} from '#command/notify/webhook/contract.ts'
import type { BodyInputOf } from '#kernel/http/contract.ts'
import type { ProblemError } from '#web/kit/client.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { words } from './words.ts'

type Input = BodyInputOf<typeof addDestination>

/** A destination to be entered, or changed where there is one. */
export function DestinationForm({ item, onDone }: { item?: DestinationItem; onDone: (id: string) => void }) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const initial = item
    ? ({ name: item.name, url: item.url, topics: item.topics, kinds: item.kinds } as Input)
    : ({ topics: ['case.changed'], kinds: [] } satisfies Partial<Input>)
  const form = useDraft(addDestination.body!, initial)
  const add = useCommand(addDestination)
  const change = useCommand(changeDestination)
  const settled = {
    onSuccess: ({ destinationId }: { destinationId: string }) => {
      void client.invalidateQueries({ queryKey: [routeKey(listDestinations)] })
      onDone(destinationId)
    },
    onError: (problem: ProblemError) => void form.refuse(problem),
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body) return
    if (!item) add.mutate({ body }, settled)
    else
      change.mutate(
        { params: { destinationId: item.destinationId }, body: { ...body, enabled: item.enabled } },
        settled,
      )
  }
  const problem = add.error ?? change.error
  return (
    <form className="form" onSubmit={submit} noValidate>
      <TextField form={form} name="name" label={w.name} max={60} />
      <TextField form={form} name="url" label={w.url} hint={w.urlHint} max={500} placeholder="https://" />
      <Field form={form} name="topics" label={w.topics}>
        {(control) => (
          <Select
            {...control}
            mode="multiple"
            value={form.values.topics ?? []}
            options={Object.entries(outgoingTopics).map(([value, name]) => ({ value, label: pick(name) }))}
            onChange={(next) => form.set('topics', next as Input['topics'])}
          />
        )}
      </Field>
      <Field form={form} name="kinds" label={w.kinds} hint={w.kindsHint} isOptional>
        {(control) => (
          <Select
            {...control}
            mode="multiple"
            value={form.values.kinds ?? []}
            showSearch={{ optionFilterProp: 'label' }}
            options={Object.entries(stepNames).map(([value, label]) => ({ value, label }))}
            onChange={(next) => form.set('kinds', next as Input['kinds'])}
          />
        )}
      </Field>
      {problem && (
        <p className="form-refusal" role="alert">
          {pick(problem)}
        </p>
      )}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={add.isPending || change.isPending}>
          {w.save}
        </Button>
      </div>
    </form>
  )
}
