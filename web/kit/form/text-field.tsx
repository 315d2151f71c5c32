import { Input } from 'antd'
import type { ReactNode } from 'react'
import { Field } from './field.tsx'
import type { Draft } from './use-draft.ts'

type Props<V> = {
  form: Draft<V>
  name: keyof V & string
  label: string
  hint?: ReactNode
  isOptional?: boolean
  /** More than one makes a box that grows with what is written. */
  rows?: number
  max?: number
  placeholder?: string
}

export function TextField<V>({ form, name, rows = 1, max, placeholder, ...field }: Props<V>) {
  const value = (form.values[name] as string | undefined) ?? ''
  const onChange = (text: string) => form.set(name, text as V[keyof V & string])
  return (
    <Field form={form} name={name} {...field}>
      {(control) => {
        const common = {
          ...control,
          value,
          ...(max ? { maxLength: max } : {}),
          ...(placeholder ? { placeholder } : {}),
        }
        if (rows === 1) return <Input {...common} onChange={({ target }) => onChange(target.value)} />
        return (
          <Input.TextArea
            {...common}
            autoSize={{ minRows: rows, maxRows: 12 }}
            onChange={({ target }) => onChange(target.value)}
          />
        )
      }}
    </Field>
  )
}
