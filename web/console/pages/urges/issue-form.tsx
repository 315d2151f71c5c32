import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { listCases } from '#city/case/contract.ts'
import { listUnits } from '#city/organisation/contract.ts'
import { issueUrge, listUrges } from '#supervise/urge/contract.ts'
import { asProblem, call, type ProblemError } from '#web/kit/client.ts'
import { ChoiceField } from '#web/kit/form/choice-field.tsx'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { LimitField } from '#web/kit/steps/limit-field.tsx'
import { words } from './words.ts'

const types = ['important', 'leader', 'overdue'] as const

type Props = { onDone: (orderId: string) => void; onCancel: () => void }

/** Issues an order: to whom, what is asked, until when, about which cases. */
export function IssueForm({ onDone, onCancel }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const form = useDraft(issueUrge.body!, { type: 'important' })
  const [numbers, setNumbers] = useState('')
  const { send, refusal, isPending } = useIssue(form, numbers, onDone)
  return (
    <form className="form" onSubmit={send} noValidate aria-label={w.issue}>
      <ChoiceField
        form={form}
        name="type"
        label={w.typeOf}
        choices={types.map((value) => ({ value, title: w[value] }))}
        isRow
      />
      {form.values.type === 'leader' && (
        <TextField
          form={form}
          name="instructedBy"
          label={w.instructedBy}
          hint={w.instructedByHint}
          isOptional
          max={40}
        />
      )}
      <UnitField form={form} />
      <TextField form={form} name="text" label={w.text} hint={w.textHint} rows={4} max={2000} />
      <LimitField form={form} name="limit" label={w.limit} unit="work_day" hint={w.limitHint} />
      <Field form={form} name="caseIds" label={w.numbers} hint={w.numbersHint} isOptional>
        {(control) => <Input {...control} value={numbers} onChange={({ target }) => setNumbers(target.value)} />}
      </Field>
      {refusal && (
        <p className="form-refusal" role="alert">
          {pick(refusal)}
        </p>
      )}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={isPending}>
          {w.send}
        </Button>
        <Button onClick={onCancel}>{w.cancel}</Button>
      </div>
    </form>
  )
}

type Form = ReturnType<typeof useDraft<NonNullable<typeof issueUrge.body>>>

function UnitField({ form }: { form: Form }) {
  const w = useWords(words)
  const { data } = useQuery({ ...ask(listUnits, {}), staleTime: 10 * 60_000 })
  return (
    <Field form={form} name="unitId" label={w.unit}>
      {({ id, status, 'aria-describedby': describedBy }) => (
        <Select
          id={id}
          status={status}
          aria-describedby={describedBy}
          showSearch={{ optionFilterProp: 'label' }}
          value={form.values.unitId ?? null}
          options={(data?.items ?? []).map(({ unitId, name }) => ({ value: unitId, label: name }))}
          onChange={(unitId: string) => form.set('unitId', unitId)}
          style={{ inlineSize: '100%' }}
        />
      )}
    </Field>
  )
}

type Said = Pick<ProblemError, 'zh' | 'en'>

function useIssue(form: Form, numbers: string, onDone: Props['onDone']) {
  const w = useWords(words)
  const client = useQueryClient()
  const { message } = App.useApp()
  const command = useCommand(issueUrge)
  const [refusal, setRefusal] = useState<Said>()
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setRefusal(undefined)
    const sound = form.check()
    if (!sound || command.isPending) return
    const found = await findCases(numbers).catch((error: unknown) => ({ problem: asProblem(error) as Said }))
    if ('missing' in found)
      return setRefusal({ zh: words.numberUnknown.zh(found.missing), en: words.numberUnknown.en(found.missing) })
    if ('problem' in found) return setRefusal(found.problem)
    command.mutate(
      { body: { ...sound, caseIds: found.caseIds } },
      {
        onSuccess: ({ orderId, title }) => {
          message.success(w.issued(title))
          void client.invalidateQueries({ queryKey: [routeKey(listUrges)] })
          onDone(orderId)
        },
        onError: (problem) => {
          if (!form.refuse(problem)) setRefusal(problem)
        },
      },
    )
  }
  return { send, refusal, isPending: command.isPending }
}

/** The cases of some numbers, or the first number that is none. */
async function findCases(text: string): Promise<{ caseIds: string[] } | { missing: string }> {
  const numbers = [...new Set(text.split(/[\s,，、;；]+/).filter(Boolean))]
  const caseIds: string[] = []
  for (const number of numbers) {
    const { items } = await call(listCases, { query: { q: number, limit: 2 } })
    const found = items.find((item) => item.number === number)
    if (!found) return { missing: number }
    caseIds.push(found.caseId)
  }
  return { caseIds }
}
