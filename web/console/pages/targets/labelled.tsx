import { type ReactNode, useId } from 'react'
import '#web/kit/form/form.css'
import { usePick } from '#web/kit/language.ts'

type Control = {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean
  readonly status: '' | 'error'
}
type Props = {
  label: string
  fault?: { readonly zh: string; readonly en: string } | undefined
  children: (control: Control) => ReactNode
}

/** A labelled control for a field that lies deeper in its draft, with its fault. */
export function Labelled({ label, fault, children }: Props) {
  const id = useId()
  const pick = usePick()
  return (
    <div className={fault ? 'field wrong' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-describedby': fault ? `${id}-fault` : undefined,
        'aria-invalid': fault !== undefined,
        status: fault ? 'error' : '',
      })}
      {fault && (
        <p id={`${id}-fault`} className="field-fault">
          {pick(fault)}
        </p>
      )}
    </div>
  )
}
