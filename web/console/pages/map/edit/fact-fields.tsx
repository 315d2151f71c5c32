import { Select } from 'antd'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import type { Draft } from '#web/kit/form/use-draft.ts'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

/** What a person may know of a component besides its kind and place. */
export type FactValues = {
  name?: string | undefined
  address?: string | null | undefined
  managerName?: string | null | undefined
  ownerName?: string | null | undefined
  maintainerName?: string | null | undefined
  accuracy?: 'A' | 'B' | 'C' | null | undefined
  note?: string | null | undefined
}

const accuracies = { A: '0.5', B: '1', C: '10' } as const

export function FactFields<V extends FactValues>({ form }: { readonly form: Draft<V> }) {
  const w = useWords(words)
  // A draft of more fields is also a draft of these.
  const facts = form as unknown as Draft<FactValues>
  return (
    <fieldset className="edit-part">
      <legend>{w.facts}</legend>
      <TextField form={facts} name="name" label={w.name} max={30} />
      <TextField form={facts} name="address" label={w.address} max={256} isOptional />
      <TextField form={facts} name="managerName" label={w.manager} max={100} isOptional />
      <TextField form={facts} name="ownerName" label={w.owner} max={100} isOptional />
      <TextField form={facts} name="maintainerName" label={w.maintainer} max={100} isOptional />
      <Field form={facts} name="accuracy" label={w.accuracy} isOptional>
        {({ id }) => (
          <Select
            id={id}
            value={facts.values.accuracy ?? null}
            onChange={(value: 'A' | 'B' | 'C' | null) => facts.set('accuracy', value)}
            options={[
              { value: null, label: w.unknown },
              ...Object.entries(accuracies).map(([value, metres]) => ({ value, label: w.accuracyOf(value, metres) })),
            ]}
          />
        )}
      </Field>
      <TextField form={facts} name="note" label={w.note} rows={2} max={1000} isOptional />
    </fieldset>
  )
}
