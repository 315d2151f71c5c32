import { InputNumber, Select, Space } from 'antd'
import type { ReactNode } from 'react'
import { Field } from '../form/field.tsx'
import type { Draft } from '../form/use-draft.ts'
import { defineWords, useLanguage, useWords } from '../language.ts'
import { type Limit, type LimitUnit, limitUnits } from '../limit.ts'

const words = defineWords({ unit: { zh: '计时单位', en: 'Unit of time' } })

type Props<V> = {
  form: Draft<V>
  name: 'limit' & keyof V
  label: string
  unit: LimitUnit | undefined
  hint?: ReactNode
}

/** An amount of time with its unit; an empty amount is no amount. */
export function LimitField<V extends { limit?: Limit | undefined }>({
  form,
  name,
  label,
  unit = 'work_day',
  hint,
}: Props<V>) {
  const w = useWords(words)
  const language = useLanguage()
  const limit = form.values.limit
  const set = (value: number | null, as: LimitUnit) =>
    form.set(name, (value === null ? undefined : { value, unit: as }) as V['limit' & keyof V])
  return (
    <Field form={form} name={name} label={label} hint={hint} isOptional>
      {({ id, status, 'aria-describedby': describedBy }) => (
        <Space.Compact block>
          <InputNumber
            id={id}
            status={status}
            aria-describedby={describedBy}
            min={0}
            value={limit?.value ?? null}
            onChange={(value) => set(value, limit?.unit ?? unit)}
            style={{ inlineSize: 120 }}
          />
          <Select
            aria-label={w.unit}
            value={limit?.unit ?? unit}
            disabled={!limit}
            options={Object.entries(limitUnits).map(([value, name]) => ({
              value: value as LimitUnit,
              label: name[language],
            }))}
            onChange={(as) => set(limit?.value ?? null, as)}
            style={{ inlineSize: 140 }}
          />
        </Space.Compact>
      )}
    </Field>
  )
}
