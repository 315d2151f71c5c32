import { InputNumber, Select, Space } from 'antd'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { type Limit, type LimitUnit, limitUnits } from '#web/kit/limit.ts'
import { words } from './words.ts'

/** An amount of time with its unit. */
export function LimitInput({ limit, onChange }: { limit: Limit; onChange: (limit: Limit) => void }) {
  const w = useWords(words)
  const language = useLanguage()
  const units = Object.entries(limitUnits).map(([value, name]) => ({
    value: value as LimitUnit,
    label: name[language],
  }))
  return (
    <Space.Compact>
      <InputNumber
        aria-label={w.value}
        min={0.5}
        value={limit.value}
        onChange={(value) => onChange({ ...limit, value: value ?? 1 })}
        style={{ inlineSize: 80 }}
      />
      <Select
        aria-label={w.limitUnit}
        value={limit.unit}
        options={units}
        onChange={(unit) => onChange({ ...limit, unit })}
        style={{ inlineSize: 120 }}
      />
    </Space.Compact>
  )
}
