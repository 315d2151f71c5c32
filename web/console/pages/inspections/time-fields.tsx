import { Checkbox, Input, InputNumber } from 'antd'
import type { ReactNode } from 'react'
import type { Kind } from '#command/inspection/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { useWords } from '#web/kit/language.ts'
import type { PlanFields } from './plan-fields.ts'
import { words } from './words.ts'

type Props = {
  readonly form: PlanFields
  readonly kind: Kind
  /** The field of the first day: of a new plan, or of a change. */
  readonly first: ReactNode
}

/** How often, from when to when, and in which hours of the day. */
export function TimeFields({ form, kind, first }: Props) {
  const w = useWords(words)
  return (
    <>
      <Field form={form} name="everyDays" label={w.everyDays} hint={w.everyHint(kind.everyDays, kind.source.text)}>
        {({ id }) => (
          <InputNumber
            id={id}
            min={1}
            max={3660}
            value={form.values.everyDays ?? kind.everyDays}
            onChange={(value) => form.set('everyDays', value ?? kind.everyDays)}
          />
        )}
      </Field>
      <Checkbox
        checked={form.values.onWorkdays ?? false}
        onChange={({ target }) => form.set('onWorkdays', target.checked)}
      >
        {w.onWorkdays}
      </Checkbox>
      <div className="inspection-pair">
        {first}
        <Field form={form} name="endsOn" label={w.endsOn} isOptional>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={form.values.endsOn ?? ''}
              onChange={({ target }) => form.set('endsOn', target.value || null)}
            />
          )}
        </Field>
      </div>
      <HoursField form={form} />
    </>
  )
}

function HoursField({ form }: { form: PlanFields }) {
  const w = useWords(words)
  const { window: hours } = form.values
  const set = (patch: { from?: string; to?: string }) => {
    const next = { from: hours?.from ?? '', to: hours?.to ?? '', ...patch }
    form.set('window', next.from || next.to ? next : null)
  }
  return (
    <Field form={form} name="window" label={w.windowFrom} isOptional>
      {(control) => (
        <div className="inspection-pair">
          <Input
            {...control}
            type="time"
            value={hours?.from ?? ''}
            onChange={({ target }) => set({ from: target.value })}
          />
          <Input
            type="time"
            aria-label={w.windowTo}
            value={hours?.to ?? ''}
            onChange={({ target }) => set({ to: target.value })}
          />
        </div>
      )}
    </Field>
  )
}
