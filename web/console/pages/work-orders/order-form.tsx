import { App, Button, Input } from 'antd'
import type { FormEvent } from 'react'
import { planOrder } from '#command/work-order/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { Nothing } from '#web/kit/states.tsx'
import { AssigneeField, JobField, type Jobs, keyOf } from './order-fields.tsx'
import { words } from './words.ts'

type Props = { jobs: Jobs; codes: string | undefined; onDone: (orderId: string) => void }

const listOf = (text: string): string[] => text.split(/[\s,，、]+/).filter(Boolean)

/** The kind of work that suits a component: by its code, whose digits say its kind (GB/T 47678). */
const suits = (jobs: Jobs, codes: readonly string[]) =>
  jobs.find(({ components }) => codes.length > 0 && codes.every((code) => components.includes(code.slice(6, -6))))

/** Opens an order for components, and assigns it in the same breath where a unit is chosen. */
export function OrderForm({ jobs, codes, onDone }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const given = listOf(codes ?? '')
  const first = suits(jobs, given) ?? jobs[0]
  const form = useDraft(planOrder.body!, {
    ...{ industryId: first?.industryId ?? '', jobId: first?.jobId ?? '', codes: given, words: '' },
    ...{ limit: null, takeover: null, assign: null },
  })
  const command = useCommand(planOrder)
  const job = jobs.find((one) => keyOf(one) === keyOf(form.values))
  if (!job) return <Nothing title={w.noJobs}>{w.noJobsHint}</Nothing>
  const send = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { body },
      {
        onSuccess: ({ orderId, number }) => {
          void message.success(w.made(number))
          onDone(orderId)
        },
        onError: (problem) => {
          if (!form.refuse(problem)) void message.error(pick(problem))
        },
      },
    )
  }
  return (
    <form className="form" onSubmit={send} noValidate aria-label={w.add}>
      <JobField form={form} jobs={jobs} job={job} />
      <Field form={form} name="codes" label={w.codes} hint={w.codesHint}>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 2, maxRows: 8 }}
            defaultValue={given.join('\n')}
            onChange={({ target }) => form.set('codes', listOf(target.value))}
          />
        )}
      </Field>
      {job.takesOver && (
        <Field form={form} name="takeover" label={w.newOwner}>
          {(control) => (
            <Input
              {...control}
              maxLength={100}
              value={form.values.takeover?.ownerName ?? ''}
              onChange={({ target }) => form.set('takeover', target.value ? { ownerName: target.value } : null)}
            />
          )}
        </Field>
      )}
      <AssigneeField form={form} />
      <TextField form={form} name="words" label={w.words} rows={2} max={1000} isOptional />
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {w.send}
        </Button>
      </div>
    </form>
  )
}
