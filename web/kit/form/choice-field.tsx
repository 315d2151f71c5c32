import { type ReactNode, useId } from 'react'
import { usePick } from '../language.ts'
import './form.css'
import { type Draft, faultAt } from './use-draft.ts'

export type Choice<T> = {
  readonly value: T
  readonly title: ReactNode
  readonly detail?: ReactNode
  readonly aside?: ReactNode
}

type Props<V, K extends keyof V & string> = {
  form: Draft<V>
  name: K
  label: string
  choices: readonly Choice<V[K]>[]
  /** Side by side instead of one under another. */
  isRow?: boolean
}

/** One of a few, each with its reasons beside it: native radio buttons, so that arrows and readers know them. */
export function ChoiceField<V, K extends keyof V & string>({ form, name, label, choices, isRow }: Props<V, K>) {
  const id = useId()
  const pick = usePick()
  const fault = faultAt(form.faults, name)
  return (
    <fieldset
      className={fault ? 'field choices wrong' : 'field choices'}
      aria-describedby={fault ? `${id}-fault` : undefined}
    >
      <legend>{label}</legend>
      <div className={isRow ? 'choice-list row' : 'choice-list'}>
        {choices.map(({ value, title, detail, aside }) => (
          <label key={String(value)} className="choice">
            <input
              type="radio"
              name={id}
              checked={form.values[name] === value}
              onChange={() => form.set(name, value)}
            />
            <span className="choice-text">
              <span className="choice-title">{title}</span>
              {detail && <span className="choice-detail">{detail}</span>}
            </span>
            {aside && <span className="choice-aside">{aside}</span>}
          </label>
        ))}
      </div>
      {fault && (
        <p id={`${id}-fault`} className="field-fault">
          {pick(fault)}
        </p>
      )}
    </fieldset>
  )
}
