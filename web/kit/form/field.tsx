import { type ReactNode, useId } from 'react'
import { usePick } from '../language.ts'
import type { Words } from './fault-words.ts'
import './form.css'
import { type Draft, faultAt } from './use-draft.ts'

/** What a control takes so that label, hint and fault belong to it. */
export type ControlProps = {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean
  readonly status: '' | 'error'
}

type Props<V> = FrameProps & { readonly form: Draft<V>; readonly name: keyof V & string }

/** A labelled control of a form with its hint and, once refused, its fault. */
export const Field = <V,>({ form, name, ...frame }: Props<V>) => (
  <FieldFrame {...frame} fault={faultAt(form.faults, name)} />
)

type FrameProps = {
  readonly label: string
  readonly hint?: ReactNode
  readonly isOptional?: boolean
  /** Marked where most of the form may be left out. */
  readonly isRequired?: boolean
  readonly children: (control: ControlProps) => ReactNode
}

/** Label, hint and fault about any control. */
export function FieldFrame({
  label,
  hint,
  isOptional,
  isRequired,
  fault,
  children,
}: FrameProps & { readonly fault: Words | undefined }) {
  const id = useId()
  const pick = usePick()
  const describedBy = [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ') || undefined
  return (
    <div className={fault ? 'field wrong' : 'field'}>
      <label htmlFor={id}>
        {label}
        {isOptional && <span className="field-optional">{pick({ zh: '（可不填）', en: ' (optional)' })}</span>}
        {isRequired && <RequiredMark />}
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

/** The star of a field that must be filled in; read out as a word. */
export function RequiredMark() {
  const pick = usePick()
  return (
    <span className="field-required">
      <span aria-hidden="true">*</span>
      <span className="unseen">{pick({ zh: '（必填）', en: ' (required)' })}</span>
    </span>
  )
}
