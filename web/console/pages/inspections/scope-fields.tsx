import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { listPeople, listUnits } from '#city/organisation/contract.ts'
import { listDivisions } from '#city/place/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import type { PlanFields } from './plan-fields.ts'
import { words } from './words.ts'

/** Which components a plan takes: an area, a road, or a list. */
export function ScopeFields({ form }: { form: PlanFields }) {
  const w = useWords(words)
  const divisions = useQuery({ ...ask(listDivisions, {}), staleTime: 600_000 })
  const given = form.values.scope
  const scope = { areaCode: given?.areaCode ?? '', road: given?.road ?? '', codes: given?.codes ?? [] }
  const set = (patch: Partial<typeof scope>) => form.set('scope', { ...scope, ...patch })
  return (
    <>
      <Field form={form} name="scope" label={w.area}>
        {({ id }) => (
          <Select
            id={id}
            showSearch={{ optionFilterProp: 'label' }}
            value={scope.areaCode}
            options={[
              { value: '', label: w.wholeDistrict },
              ...(divisions.data?.divisions ?? []).map(({ code, name }) => ({ value: code, label: name })),
            ]}
            onChange={(areaCode: string) => set({ areaCode })}
          />
        )}
      </Field>
      <div className="field">
        <label htmlFor="plan-road">{w.road}</label>
        <Input
          id="plan-road"
          maxLength={40}
          value={scope.road}
          placeholder={w.roadHint}
          onChange={({ target }) => set({ road: target.value })}
        />
      </div>
      <div className="field">
        <label htmlFor="plan-codes">{w.codes}</label>
        <Input.TextArea
          id="plan-codes"
          autoSize={{ minRows: 1, maxRows: 6 }}
          placeholder={w.codesHint}
          defaultValue={scope.codes.join('\n')}
          onBlur={({ target }) => set({ codes: target.value.split(/[\s,，、]+/).filter(Boolean) })}
        />
      </div>
    </>
  )
}

/** Whose a plan is. */
export function UnitField({ form }: { form: PlanFields }) {
  const w = useWords(words)
  const units = useQuery({ ...ask(listUnits, {}), staleTime: 600_000 })
  return (
    <Field form={form} name="unitId" label={w.unit} hint={w.unitHint} isOptional>
      {({ id }) => (
        <Select
          id={id}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={form.values.unitId ?? null}
          options={(units.data?.items ?? []).map(({ unitId, name }) => ({ value: unitId, label: name }))}
          onChange={(unitId?: string | null) => {
            form.set('unitId', unitId ?? null)
            form.set('personId', null)
          }}
        />
      )}
    </Field>
  )
}

/** Who does it, where it is one person's: somebody of the unit, or a collector. */
export function PersonField({ form }: { form: PlanFields }) {
  const w = useWords(words)
  const people = useQuery({ ...ask(listPeople, {}), staleTime: 600_000 })
  const { unitId } = form.values
  const fits = (people.data?.items ?? []).filter(({ posts }) =>
    posts.some((held) => (unitId ? held.unitId === unitId : held.post === 'collector')),
  )
  return (
    <Field form={form} name="personId" label={w.person} isOptional>
      {({ id }) => (
        <Select
          id={id}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={form.values.personId ?? null}
          options={fits.map(({ personId, name }) => ({ value: personId, label: name }))}
          onChange={(personId?: string | null) => form.set('personId', personId ?? null)}
        />
      )}
    </Field>
  )
}
