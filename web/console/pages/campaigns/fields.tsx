import { useQuery } from '@tanstack/react-query'
import { Input, InputNumber, Select } from 'antd'
import { listUnits } from '#city/organisation/contract.ts'
import { CampaignFilter, type CampaignInput } from '#command/campaign/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import type { Draft } from '#web/kit/form/use-draft.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { words } from './words.ts'

/** What a campaign is, whether it is opened or changed: its goal, days, leading unit and which cases are its own. */
export function CampaignFields({ form }: { form: Draft<CampaignInput> }) {
  const w = useWords(words)
  const units = useQuery({ ...ask(listUnits, {}), staleTime: 10 * 60_000 })
  return (
    <>
      <TextField form={form} name="name" label={w.name} max={60} />
      <TextField form={form} name="goal" label={w.goal} rows={2} max={500} isOptional />
      <Field form={form} name="ownerUnitId" label={w.owner} isOptional>
        {({ id }) => (
          <Select
            id={id}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={form.values.ownerUnitId ?? null}
            options={(units.data?.items ?? []).map(({ unitId, name }) => ({ value: unitId, label: name }))}
            onChange={(unitId?: string | null) => form.set('ownerUnitId', unitId ?? null)}
          />
        )}
      </Field>
      <Field form={form} name="target" label={w.target}>
        {({ id }) => (
          <InputNumber
            id={id}
            min={1}
            max={100}
            value={form.values.target ?? 90}
            onChange={(value) => form.set('target', value ?? 90)}
          />
        )}
      </Field>
      {(['startsOn', 'endsOn'] as const).map((name) => (
        <Field key={name} form={form} name={name} label={w[name]}>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={form.values[name] ?? ''}
              onChange={({ target }) => form.set(name, target.value)}
              style={{ inlineSize: 180 }}
            />
          )}
        </Field>
      ))}
      <FilterPart
        filter={CampaignFilter.parse(form.values.filter ?? {})}
        onChange={(patch) => form.set('filter', { ...form.values.filter, ...patch })}
      />
    </>
  )
}

type FilterProps = { filter: CampaignFilter; onChange: (patch: Partial<CampaignFilter>) => void }

function FilterPart({ filter, onChange }: FilterProps) {
  const w = useWords(words)
  return (
    <fieldset className="rows">
      <legend>{w.filter}</legend>
      <Select
        aria-label={w.kind}
        placeholder={w.kind}
        allowClear
        value={filter.kind ?? null}
        options={[
          { value: 'component' as const, label: w.component },
          { value: 'matter' as const, label: w.matter },
        ]}
        onChange={(kind?: 'component' | 'matter' | null) => onChange({ kind: kind ?? null })}
      />
      {(['category', 'areaCode'] as const).map((name) => (
        <Input
          key={name}
          aria-label={w[name]}
          placeholder={w[name]}
          inputMode="numeric"
          value={filter[name]}
          onChange={({ target }) => onChange({ [name]: target.value.replaceAll(/\D/g, '') })}
        />
      ))}
      <Input
        aria-label={w.text}
        placeholder={w.text}
        maxLength={40}
        value={filter.text}
        onChange={({ target }) => onChange({ text: target.value })}
      />
    </fieldset>
  )
}
