import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import type { FormEvent } from 'react'
import { amendCondition, listVersionConditions } from '#city/catalogue/version/contract.ts'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import type { ConditionRow } from './own-part.tsx'
import { words } from './words.ts'

type Props = { versionId: string; row: ConditionRow; onDone: () => void }

/** The words of one condition of a draft. */
export function ConditionForm({ versionId, row, onDone }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const { message } = App.useApp()
  const { conditionId, condition, closing, disposingUnits, supervisingUnits } = row
  const form = useDraft(amendCondition.body!, { condition, closing, disposingUnits, supervisingUnits })
  const command = useCommand(amendCondition)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { params: { versionId, conditionId }, body },
      {
        onSuccess: () => {
          void message.success(w.done)
          void client.invalidateQueries({ queryKey: [routeKey(listVersionConditions)] })
          onDone()
        },
        onError: (problem) => form.refuse(problem),
      },
    )
  }
  return (
    <form className="form" onSubmit={submit} noValidate aria-label={w.editOf(row.name)}>
      <TextField form={form} name="condition" label={w.condition} rows={3} max={2000} />
      <TextField form={form} name="closing" label={w.closing} rows={2} max={2000} />
      <TextField form={form} name="disposingUnits" label={w.disposing} max={300} isOptional />
      <TextField form={form} name="supervisingUnits" label={w.supervising} max={300} isOptional />
      <p className="form-note">{w.limitsElsewhere}</p>
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
