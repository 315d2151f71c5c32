import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { askReport, listReports, type PeriodKind, periodKinds, ReportWish } from '#supervise/report/contract.ts'
import { ChoiceField } from '#web/kit/form/choice-field.tsx'
import { Field } from '#web/kit/form/field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { formatDay } from '#web/kit/time.ts'
import { words } from './words.ts'

const kinds = Object.keys(periodKinds) as PeriodKind[]
const A_DAY = 86_400_000

/** Asks for the report of a period; one that exists already is simply opened. */
export function AskForm({ onDone }: { onDone: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const form = useDraft(ReportWish, { kind: 'daily', starts: lastStart('daily') })
  const { send, refusal, isPending } = useSend(form, onDone)
  return (
    <form className="form" onSubmit={send} noValidate>
      <p className="quiet">{w.makeHint}</p>
      <ChoiceField
        form={{
          ...form,
          set: (name, value) => {
            form.set(name, value)
            if (name === 'kind') form.set('starts', lastStart(value as PeriodKind))
          },
        }}
        name="kind"
        label={w.kind}
        isRow
        choices={kinds.map((each) => ({ value: each, title: pick(periodKinds[each]) }))}
      />
      <Field form={form} name="starts" label={w.starts} hint={w.startsHint}>
        {(control) => (
          <Input
            {...control}
            type="date"
            value={form.values.starts ?? ''}
            onChange={({ target }) => form.set('starts', target.value)}
          />
        )}
      </Field>
      {refusal && (
        <div className="form-refusal" role="alert">
          {refusal}
        </div>
      )}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={isPending}>
          {w.make}
        </Button>
        <Button onClick={onDone}>{w.cancel}</Button>
      </div>
    </form>
  )
}

function useSend(form: ReturnType<typeof useDraft<typeof ReportWish>>, onDone: () => void) {
  const pick = usePick()
  const client = useQueryClient()
  const navigate = useNavigate()
  const command = useCommand(askReport)
  const [refusal, setRefusal] = useState('')
  const send = (event: FormEvent) => {
    event.preventDefault()
    setRefusal('')
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { body },
      {
        onSuccess: ({ reportId }) => {
          void client.invalidateQueries({ queryKey: [routeKey(listReports)] })
          onDone()
          void navigate({ to: '/reports/$id', params: { id: reportId } })
        },
        onError: (problem) => {
          if (!form.refuse(problem)) setRefusal(pick(problem))
        },
      },
    )
  }
  return { send, refusal, isPending: command.isPending }
}

/** The first day of the last period of a kind that is over in Beijing. */
function lastStart(kind: PeriodKind): string {
  const today = formatDay(Date.now())
  const at = Date.parse(`${today}T00:00:00Z`)
  const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  if (kind === 'daily') return dayOf(at - A_DAY)
  if (kind === 'weekly') return dayOf(at - (((new Date(at).getUTCDay() + 6) % 7) + 7) * A_DAY)
  return `${dayOf(Date.parse(`${today.slice(0, 7)}-01T00:00:00Z`) - A_DAY).slice(0, 7)}-01`
}
