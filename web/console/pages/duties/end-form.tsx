import { Button, Input } from 'antd'
import type { FormEvent } from 'react'
import { type DutyItem, endDuty } from '#city/duty/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { formatDay } from '#web/kit/time.ts'
import { useTell } from './tell.ts'
import { useRefresh } from './use-refresh.ts'
import { words } from './words.ts'

/** One line in full, and its end for whoever keeps the table. */
export function EndForm({ duty, mayWrite, onDone }: { duty: DutyItem; mayWrite: boolean; onDone: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const tell = useTell()
  const refresh = useRefresh()
  const form = useDraft(endDuty.body!, { on: formatDay(Date.now()), reason: '' })
  const command = useCommand(endDuty)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { params: { dutyId: duty.dutyId }, body },
      {
        onSuccess: () => {
          refresh()
          onDone()
        },
        onError: (problem) => form.refuse(problem),
      },
    )
  }
  return (
    <div className="detail">
      <p>
        <strong>{tell(duty)}</strong>
      </p>
      <p>
        {w.since(duty.from, duty.to)} · {duty.basis}
      </p>
      {mayWrite && (
        <form className="form" onSubmit={submit} noValidate>
          <Field form={form} name="on" label={w.on}>
            {(control) => (
              <Input
                {...control}
                type="date"
                value={form.values.on}
                onChange={({ target }) => form.set('on', target.value)}
              />
            )}
          </Field>
          <TextField form={form} name="reason" label={w.reason} max={300} />
          {command.error && (
            <p className="form-refusal" role="alert">
              {pick(command.error)}
            </p>
          )}
          <div className="form-actions">
            <Button onClick={onDone}>{w.cancel}</Button>
            <Button type="primary" danger htmlType="submit" loading={command.isPending}>
              {w.end}
            </Button>
          </div>
        </form>
      )}
    </div>
  )
}
