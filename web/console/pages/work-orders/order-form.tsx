import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, Select } from 'antd'
import type { FormEvent } from 'react'
import { formatLimit } from '#city/calendar/unit.ts'
import { listUnits } from '#city/organisation/contract.ts'
import { type countOrders, planOrder } from '#command/work-order/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { Nothing } from '#web/kit/states.tsx'
import { words } from './words.ts'

export type Jobs = ReplyOf<typeof countOrders>['jobs']
type Props = { jobs: Jobs; codes: string | undefined; onDone: (orderId: string) => void }

const keyOf = ({ industryId, jobId }: { industryId?: string; jobId?: string }) => `${industryId}/${jobId}`
const listOf = (text: string): string[] => text.split(/[\s,，、]+/).filter(Boolean)

/** The kind of work that suits a component: by its code, whose digits say its kind (GB/T 47678). */
const suits = (jobs: Jobs, codes: readonly string[]) =>
  jobs.find(({ components }) => codes.length > 0 && codes.every((code) => components.includes(code.slice(6, -6))))

/** Opens an order for components, and assigns it in the same breath where a unit is chosen. */
export function OrderForm({ jobs, codes, onDone }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const language = useLanguage()
  const { message } = App.useApp()
  const given = listOf(codes ?? '')
  const first = suits(jobs, given) ?? jobs[0]
  const form = useDraft(planOrder.body!, {
    ...{ industryId: first?.industryId ?? '', jobId: first?.jobId ?? '', codes: given, words: '' },
    ...{ limit: null, takeover: null, assign: null },
  })
  const command = useCommand(planOrder)
  const units = useQuery({ ...ask(listUnits, {}), staleTime: 600_000 })
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
      <Field
        form={form}
        name="jobId"
        label={w.job}
        hint={job.limit ? w.limit(formatLimit(job.limit, language)) : undefined}
      >
        {({ id }) => (
          <Select
            id={id}
            value={keyOf(job)}
            options={jobs.map((one) => ({ value: keyOf(one), label: `${pick(one.industry)} · ${pick(one.title)}` }))}
            onChange={(key: string) => {
              const chosen = jobs.find((one) => keyOf(one) === key)
              form.set('industryId', chosen?.industryId ?? '')
              form.set('jobId', chosen?.jobId ?? '')
              form.set('takeover', null)
            }}
          />
        )}
      </Field>
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
      <Field form={form} name="assign" label={w.unit} hint={w.unitHint} isOptional>
        {({ id }) => (
          <Select
            id={id}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={form.values.assign?.unitId ?? null}
            options={(units.data?.items ?? []).map(({ unitId, name }) => ({ value: unitId, label: name }))}
            onChange={(unitId?: string | null) => form.set('assign', unitId ? { unitId } : null)}
          />
        )}
      </Field>
      <TextField form={form} name="words" label={w.words} rows={2} max={1000} isOptional />
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {w.send}
        </Button>
      </div>
    </form>
  )
}
