import { Input, Select } from 'antd'
import { type UnitNode, unitKinds } from '#city/organisation/unit/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import type { Draft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

export type UnitFacts = {
  name: string
  kind: keyof typeof unitKinds
  areaCode: string | null
  creditCode: string | null
}

type Reasoned = { reason: string }

/** What a unit is: name, kind, area, code. */
export function FactFields({ form }: { form: Draft<UnitFacts & Reasoned> }) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <>
      <TextField form={form} name="name" label={w.name} max={60} />
      <Field form={form} name="kind" label={w.kind}>
        {(control) => (
          <Select
            {...control}
            value={form.values.kind ?? null}
            options={Object.entries(unitKinds).map(([value, name]) => ({
              value: value as UnitFacts['kind'],
              label: pick(name),
            }))}
            onChange={(kind) => form.set('kind', kind ?? undefined)}
          />
        )}
      </Field>
      <CodeField form={form} name="areaCode" label={w.area} />
      <CodeField form={form} name="creditCode" label={w.credit} />
    </>
  )
}

type CodeProps = { form: Draft<UnitFacts & Reasoned>; name: 'areaCode' | 'creditCode'; label: string }

/** A code that may be left out. */
function CodeField({ form, name, label }: CodeProps) {
  return (
    <Field form={form} name={name} label={label} isOptional>
      {(control) => (
        <Input
          {...control}
          maxLength={18}
          value={form.values[name] ?? ''}
          onChange={({ target }) => form.set(name, target.value.trim() || null)}
        />
      )}
    </Field>
  )
}

type ChoiceProps = {
  readonly id: string
  readonly value: string | null | undefined
  readonly units: readonly UnitNode[]
  readonly none: string
  readonly onChange: (unitId: string | null) => void
}

/** One of the units in service, or none. */
export const UnitChoice = ({ id, value, units, none, onChange, ...control }: ChoiceProps) => (
  <Select
    {...control}
    id={id}
    showSearch={{ optionFilterProp: 'label' }}
    value={value ?? ''}
    options={[
      { value: '', label: none },
      ...units
        .filter(({ retiredOn }) => retiredOn === null)
        .map(({ unitId, name }) => ({ value: unitId, label: name })),
    ]}
    onChange={(chosen) => onChange(chosen || null)}
  />
)
