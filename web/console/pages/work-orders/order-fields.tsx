import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import type { z } from 'zod'
import { listUnits } from '#city/organisation/contract.ts'
import type { countOrders, planOrder } from '#command/work-order/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import type { Draft } from '#web/kit/form/use-draft.ts'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { formatLimit } from '#web/kit/limit.ts'
import { ask } from '#web/kit/query.ts'
import { words } from './words.ts'

export type Jobs = ReplyOf<typeof countOrders>['jobs']
type Form = Draft<z.input<NonNullable<typeof planOrder.body>>>

export const keyOf = ({ industryId, jobId }: { industryId?: string; jobId?: string }): string =>
  `${industryId}/${jobId}`

/** What kind of work it is, with how long it may take. */
export function JobField({ form, jobs, job }: { form: Form; jobs: Jobs; job: Jobs[number] }) {
  const w = useWords(words)
  const pick = usePick()
  const language = useLanguage()
  const hint = job.limit ? w.limit(formatLimit(job.limit, language)) : undefined
  const choose = (key: string) => {
    const chosen = jobs.find((one) => keyOf(one) === key)
    form.set('industryId', chosen?.industryId ?? '')
    form.set('jobId', chosen?.jobId ?? '')
    form.set('takeover', null)
  }
  return (
    <Field form={form} name="jobId" label={w.job} hint={hint}>
      {({ id }) => (
        <Select
          id={id}
          value={keyOf(job)}
          options={jobs.map((one) => ({ value: keyOf(one), label: `${pick(one.industry)} · ${pick(one.title)}` }))}
          onChange={choose}
        />
      )}
    </Field>
  )
}

/** The unit it goes to at once, if any. */
export function AssigneeField({ form }: { form: Form }) {
  const w = useWords(words)
  const units = useQuery({ ...ask(listUnits, {}), staleTime: 600_000 })
  return (
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
  )
}
