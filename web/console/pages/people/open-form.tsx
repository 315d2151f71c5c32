import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { listUnits } from '#city/organisation/contract.ts'
import { listAccounts, openAccount } from '#city/person/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { type Secret, SecretShown } from './secret.tsx'
import { words } from './words.ts'

/** A new person with an account, without posts; ends with the password that is shown once. */
export function OpenForm({ onDone }: { onDone: (personId: string) => void }) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const { data: units } = useQuery({ ...ask(listUnits, {}), staleTime: 600_000 })
  const form = useDraft(openAccount.body!, { name: '', username: '', phone: '' })
  const command = useCommand(openAccount)
  const [opened, setOpened] = useState<Secret & { personId: string }>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { body },
      {
        onSuccess: (reply) => {
          setOpened(reply)
          void client.invalidateQueries({ queryKey: [routeKey(listAccounts)] })
        },
        onError: (problem) => form.refuse(problem),
      },
    )
  }
  return (
    <form className="form" onSubmit={submit} noValidate>
      <p className="form-note">{w.openHint}</p>
      <TextField form={form} name="name" label={w.name} max={40} />
      <TextField form={form} name="username" label={w.username} hint={w.usernameHint} max={64} />
      <Field form={form} name="unitId" label={w.home}>
        {({ id, status, ...control }) => (
          <Select
            {...control}
            id={id}
            status={status}
            showSearch={{ optionFilterProp: 'label' }}
            value={form.values.unitId ?? null}
            options={units?.items.map(({ unitId, name }) => ({ value: unitId, label: name })) ?? []}
            onChange={(unitId) => form.set('unitId', unitId ?? undefined)}
          />
        )}
      </Field>
      <TextField form={form} name="phone" label={w.phone} max={20} isOptional />
      {command.error && (
        <p className="form-refusal" role="alert">
          {pick(command.error)}
        </p>
      )}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {w.open}
        </Button>
      </div>
      <SecretShown secret={opened} onClose={() => opened && onDone(opened.personId)} />
    </form>
  )
}
