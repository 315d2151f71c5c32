import type { ReactNode } from 'react'
import { PhotoInput } from '../photos/photo-input.tsx'
import { Field } from './field.tsx'
import type { Draft } from './use-draft.ts'

type Props<V> = { form: Draft<V>; name: keyof V & string; label: string; hint?: ReactNode; isOptional?: boolean }

/** Photos as a field: its value is the ids of what has arrived at the server. */
export function PhotoField<V>({ form, name, ...field }: Props<V>) {
  return (
    <Field form={form} name={name} {...field}>
      {(control) => (
        <PhotoInput
          id={control.id}
          describedBy={control['aria-describedby']}
          isInvalid={control['aria-invalid']}
          onBusy={(isBusy) => form.wait(name, isBusy)}
          onChange={(ids) => form.set(name, ids as V[keyof V & string])}
        />
      )}
    </Field>
  )
}
