import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import type { FormEvent } from 'react'
import { addOwner, listOwners } from '#command/owner/contract.ts'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { words } from './words.ts'

/** Enters an owner by the name the register of components knows. */
export function OwnerForm({ name = '', onDone }: { name?: string; onDone: (name: string) => void }) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const form = useDraft(addOwner.body!, { name, note: '' })
  const command = useCommand(addOwner)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    const onSuccess = () =>
      void client.invalidateQueries({ queryKey: [routeKey(listOwners)] }).then(() => onDone(body.name.trim()))
    command.mutate({ body }, { onSuccess, onError: (problem) => form.refuse(problem) })
  }
  return (
    <form className="form" onSubmit={submit} noValidate>
      {name === '' && <TextField form={form} name="name" label={w.name} hint={w.nameHint} max={100} />}
      <TextField form={form} name="note" label={w.note} max={500} isOptional />
      {command.error && (
        <p className="form-refusal" role="alert">
          {pick(command.error)}
        </p>
      )}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {name === '' ? w.save : w.enter}
        </Button>
      </div>
    </form>
  )
}
