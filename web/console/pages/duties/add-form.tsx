import { useQuery } from '@tanstack/react-query'
import { AutoComplete, Button, Input, Select } from 'antd'
import type { FormEvent } from 'react'
import type { z } from 'zod'
import { addDuty } from '#city/duty/contract.ts'
import { listUnits } from '#city/organisation/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { formatDay } from '#web/kit/time.ts'
import type { Duties } from './duties-part.tsx'
import { useRefresh } from './use-refresh.ts'
import { words } from './words.ts'

type Body = z.input<NonNullable<typeof addDuty.body>>
type Props = { data: Duties; start: Partial<Body>; onDone: () => void }

/** One more line of the duty table; codes are found by their names. */
export function AddForm({ data, start, onDone }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const refresh = useRefresh()
  const { data: units } = useQuery({ ...ask(listUnits, {}), staleTime: 600_000 })
  const empty = { kind: null, category: '', areaCode: '', from: formatDay(Date.now()), basis: '' }
  const form = useDraft(addDuty.body!, { ...empty, ...start })
  const command = useCommand(addDuty)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { body },
      {
        onSuccess: () => {
          refresh()
          onDone()
        },
        onError: (problem) => form.refuse(problem),
      },
    )
  }
  const kinds = [
    { value: '', label: w.all },
    { value: 'component', label: w.component },
    { value: 'matter', label: w.matter },
  ]
  const categories = data.categories.filter(({ kind }) => !form.values.kind || kind === form.values.kind)
  return (
    <form className="form" onSubmit={submit} noValidate>
      <Field form={form} name="kind" label={w.kind}>
        {(control) => (
          <Select
            {...control}
            value={form.values.kind ?? ''}
            options={kinds}
            onChange={(kind) => form.set('kind', kind === 'component' || kind === 'matter' ? kind : null)}
          />
        )}
      </Field>
      <CodeField form={form} name="category" label={w.category} hint={w.categoryHint} known={categories} />
      <CodeField form={form} name="areaCode" label={w.area} hint={w.areaHint} known={data.areas} />
      <Field form={form} name="unitId" label={w.unit}>
        {(control) => (
          <Select
            {...control}
            showSearch={{ optionFilterProp: 'label' }}
            value={form.values.unitId ?? null}
            options={units?.items.map(({ unitId, name }) => ({ value: unitId, label: name })) ?? []}
            onChange={(unitId) => form.set('unitId', unitId ?? undefined)}
          />
        )}
      </Field>
      <DayField form={form} name="from" label={w.from} />
      <DayField form={form} name="to" label={w.to} />
      <TextField form={form} name="basis" label={w.basis} max={300} />
      {command.error && (
        <p className="form-refusal" role="alert">
          {pick(command.error)}
        </p>
      )}
      <div className="form-actions">
        <Button onClick={onDone}>{w.cancel}</Button>
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {w.save}
        </Button>
      </div>
    </form>
  )
}

type Form = ReturnType<typeof useDraft<NonNullable<typeof addDuty.body>>>
type Named = { readonly code: string; readonly name: string }
type CodeProps = { form: Form; name: 'category' | 'areaCode'; label: string; hint: string; known: readonly Named[] }

function CodeField({ form, name, label, hint, known }: CodeProps) {
  return (
    <Field form={form} name={name} label={label} hint={hint} isOptional>
      {({ status, ...control }) => (
        <AutoComplete
          {...control}
          status={status}
          allowClear
          value={form.values[name] ?? ''}
          options={known.map(({ code, name: called }) => ({ value: code, label: `${code} ${called}` }))}
          showSearch={{ filterOption: (typed, option) => (option?.label ?? '').includes(typed) }}
          onChange={(typed?: string) => form.set(name, typed ?? '')}
        />
      )}
    </Field>
  )
}

function DayField({ form, name, label }: { form: Form; name: 'from' | 'to'; label: string }) {
  return (
    <Field form={form} name={name} label={label} isOptional={name === 'to'}>
      {(control) => (
        <Input
          {...control}
          type="date"
          value={form.values[name] ?? ''}
          onChange={({ target }) =>
            name === 'to' ? form.set('to', target.value || null) : form.set('from', target.value)
          }
        />
      )}
    </Field>
  )
}
