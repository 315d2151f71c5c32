import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Select } from 'antd'
import type { FormEvent } from 'react'
import { listUnits } from '#city/organisation/contract.ts'
import { amendPerson, getAccount, listAccounts } from '#city/person/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import type { Person } from './person-detail.tsx'
import { words } from './words.ts'

/** Corrects name, department and number; the number that is kept is not shown for that. */
export function AmendForm({ person, onDone }: { person: Person; onDone: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const { message } = App.useApp()
  const { data: units } = useQuery({ ...ask(listUnits, {}), staleTime: 600_000 })
  const { personId, name, unitId } = person
  const form = useDraft(amendPerson.body!, { name, ...(unitId ? { unitId } : {}) })
  const command = useCommand(amendPerson)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const checked = form.check()
    if (!checked || command.isPending) return
    const { phone, ...rest } = checked
    command.mutate(
      { params: { personId }, body: { ...rest, ...(phone ? { phone } : {}) } },
      {
        onSuccess: () => {
          void message.success(w.saved)
          void client.invalidateQueries({ queryKey: [routeKey(getAccount)] })
          void client.invalidateQueries({ queryKey: [routeKey(listAccounts)] })
          onDone()
        },
        onError: (problem) => form.refuse(problem),
      },
    )
  }
  return (
    <form className="person-act" onSubmit={submit} noValidate>
      <TextField form={form} name="name" label={w.name} max={40} />
      <Field form={form} name="unitId" label={w.home}>
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
      <TextField form={form} name="phone" label={w.phone} hint={w.phoneHint} max={20} isOptional />
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
