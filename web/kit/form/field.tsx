import { type ReactNode, useId } from 'react'
import { usePick } from '../language.ts'
import './form.css'
import { type Draft, faultAt } from './use-draft.ts'

/** What a control takes so that label, hint and fault belong to it. */
export type ControlProps = {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean
  readonly status: '' | 'error'
}

type Props<V> = {
  form: Draft<V>
  name: keyof V & string
  label: string
  hint?: ReactNode
  isOptional?: boolean
  children: (control: ControlProps) => ReactNode
}

/** A labelled control with its hint and, once refused, its fault. */
export function Field<V>({ form, name, label, hint, isOptional, children }: Props<V>) {
  const id = useId()
  const pick = usePick()
  const fault = faultAt(form.faults, name)
  const describedBy = [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ') || undefined
  return (
    <div className={fault ? 'field wrong' : 'field'}>
      <label htmlFor={id}>
        {label}
        {isOptional && <span className="field-optional">{pick({ zh: '（可不填）', en: ' (optional)' })}</span>}
      </label>
      {children({
        id,
        'aria-describedby': describedBy,
        'aria-invalid': fault !== undefined,
        status: fault ? 'error' : '',
      })}
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {fault && (
        <p id={`${id}-fault`} className="field-fault">
          {pick(fault)}
        </p>
      )}
    </div>
  )
}
