import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import type { FormEvent } from 'react'
import { listUnits, type Post, postNames } from '#city/organisation/contract.ts'
import { givePost } from '#city/person/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { formatDay } from '#web/kit/time.ts'
import { usePostName } from './state-tag.tsx'
import { words } from './words.ts'

type Props = { personId: string; unitId: string | null; onDone: () => void; onCancel: () => void }

/** A post in a unit from a day on, for as long as is said. */
export function GiveForm({ personId, unitId, onDone, onCancel }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const postName = usePostName()
  const { data: units } = useQuery({ ...ask(listUnits, {}), staleTime: 600_000 })
  const form = useDraft(givePost.body!, { ...(unitId ? { unitId } : {}), from: formatDay(Date.now()), reason: '' })
  const command = useCommand(givePost)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate({ params: { personId }, body }, { onSuccess: onDone, onError: (problem) => form.refuse(problem) })
  }
  return (
    <form className="person-act" onSubmit={submit} noValidate>
      <Field form={form} name="post" label={w.post}>
        {(control) => (
          <Select
            {...control}
            value={form.values.post ?? null}
            options={Object.keys(postNames).map((post) => ({ value: post as Post, label: postName(post) }))}
            onChange={(post) => form.set('post', post ?? undefined)}
          />
        )}
      </Field>
      <Field form={form} name="unitId" label={w.unit}>
        {(control) => (
          <Select
            {...control}
            showSearch={{ optionFilterProp: 'label' }}
            value={form.values.unitId ?? null}
            options={units?.items.map((unit) => ({ value: unit.unitId, label: unit.name })) ?? []}
            onChange={(chosen) => form.set('unitId', chosen ?? undefined)}
          />
        )}
      </Field>
      <div className="person-days">
        <Field form={form} name="from" label={w.from}>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={form.values.from}
              onChange={({ target }) => form.set('from', target.value)}
            />
          )}
        </Field>
        <Field form={form} name="to" label={w.to}>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={form.values.to ?? ''}
              onChange={({ target }) => form.set('to', target.value || null)}
            />
          )}
        </Field>
      </div>
      <TextField form={form} name="reason" label={w.reason} max={300} />
      {command.error && (
        <p className="form-refusal" role="alert">
          {pick(command.error)}
        </p>
      )}
      <div className="form-actions">
        <Button onClick={onCancel}>{w.cancel}</Button>
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {w.give}
        </Button>
      </div>
    </form>
  )
}
