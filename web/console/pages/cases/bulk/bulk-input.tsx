import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { noteCase } from '#city/case/contract.ts'
import { listUnits } from '#city/organisation/contract.ts'
import type { bulkActionNames } from '#command/bulk/contract.ts'
import { decideExtension } from '#command/dispatch/contract.ts'
import { recallCase } from '#command/recall/contract.ts'
import { closeCase, reworkCase, urgeCase } from '#supervise/desk/contract.ts'
import { ChoiceField } from '#web/kit/form/choice-field.tsx'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { type Draft, useDraft } from '#web/kit/form/use-draft.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { words } from './words.ts'

type BulkStep = (typeof bulkActionNames)[number]
type Input = Record<string, unknown>

// A dispatch without a unit goes to the one proposed for each case.
const dispatching = z.strictObject({ unitId: z.string().optional(), note: z.string().max(2000).optional() })

const schemas: Readonly<Record<BulkStep, z.ZodType>> = {
  dispatch: dispatching,
  recall: recallCase.body!,
  'decide-extension': decideExtension.body!,
  urge: urgeCase.body!,
  rework: reworkCase.body!,
  close: closeCase.body!,
  note: noteCase.body!,
}

type Props = { action: BulkStep; initial: Input; isBusy: boolean; onSubmit: (input: Input) => void }

/** What is asked of every case alike. */
export function BulkInput({ action, initial, isBusy, onSubmit }: Props) {
  const w = useWords(words)
  const defaults = action === 'urge' ? { type: 'overdue' } : action === 'close' ? { outcome: 'solved' } : {}
  const form = useDraft(schemas[action], { ...defaults, ...initial } as never) as unknown as Draft<Input>
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const sound = form.check()
    if (sound && !isBusy) onSubmit(JSON.parse(JSON.stringify(sound)) as Input)
  }
  return (
    <form className="form bulk-part" onSubmit={submit} noValidate>
      <Fields action={action} form={form} />
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {w.preview}
        </Button>
      </div>
    </form>
  )
}

const urgings = ['overdue', 'important', 'leader'] as const
const outcomes = ['solved', 'not_ours', 'no_basis', 'deferred'] as const

function Fields({ action, form }: { action: BulkStep; form: Draft<Input> }) {
  const w = useWords(words)
  const note = <TextField form={form} name="note" label={w.note} rows={2} isOptional />
  switch (action) {
    case 'dispatch':
      return (
        <>
          <UnitFields form={form} />
          {note}
        </>
      )
    case 'recall':
    case 'rework':
      return <TextField form={form} name="reason" label={w.reason} rows={3} max={500} />
    case 'note':
      return <TextField form={form} name="text" label={w.text} rows={3} max={2000} />
    case 'urge':
      return (
        <>
          <ChoiceField
            form={form}
            name="type"
            label={w.type}
            choices={urgings.map((value) => ({ value, title: w[value] }))}
            isRow
          />
          <TextField form={form} name="text" label={w.text} rows={3} max={500} />
        </>
      )
    case 'close':
      return (
        <>
          <ChoiceField
            form={form}
            name="outcome"
            label={w.outcome}
            choices={outcomes.map((value) => ({ value, title: w[value] }))}
          />
          {note}
        </>
      )
    case 'decide-extension':
      return (
        <>
          <ChoiceField
            form={form}
            name="approve"
            label={w.decision}
            choices={[
              { value: true, title: w.approve },
              { value: false, title: w.refuse },
            ]}
            isRow
          />
          {note}
        </>
      )
  }
}

function UnitFields({ form }: { form: Draft<Input> }) {
  const w = useWords(words)
  const [isOne, setOne] = useState(form.values.unitId !== undefined)
  const { data } = useQuery({ ...ask(listUnits, {}), staleTime: 10 * 60_000 })
  const choose = (one: boolean) => {
    setOne(one)
    if (!one) form.set('unitId', undefined)
  }
  return (
    <>
      <fieldset className="field choices">
        <legend>{w.unit}</legend>
        <div className="choice-list row">
          {[false, true].map((one) => (
            <label key={String(one)} className="choice">
              <input type="radio" name="bulk-unit" checked={isOne === one} onChange={() => choose(one)} />
              <span className="choice-text">{one ? w.oneUnit : w.proposed}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {isOne && (
        <Field form={form} name="unitId" label={w.oneUnit}>
          {({ id, status }) => (
            <Select
              id={id}
              status={status}
              showSearch={{ optionFilterProp: 'label' }}
              options={(data?.items ?? []).map(({ unitId, name }) => ({ value: unitId, label: name }))}
              value={(form.values.unitId as string | undefined) ?? null}
              onChange={(unitId: string | null) => form.set('unitId', unitId ?? undefined)}
            />
          )}
        </Field>
      )}
    </>
  )
}
