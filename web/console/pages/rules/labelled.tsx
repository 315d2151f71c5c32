import { type ReactNode, useId } from 'react'
import '#web/kit/form/form.css'

type Props = { label: string; hint?: string; children: (id: string) => ReactNode }

/** A control with its label, where no form keeps the value. */
export function Labelled({ label, hint, children }: Props) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint && <p className="field-hint">{hint}</p>}
    </div>
  )
}
