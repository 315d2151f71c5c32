import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Select } from 'antd'
import { listUnits } from '#city/organisation/contract.ts'
import { type Claim, directions, measureWords, type TargetBody } from '#supervise/target/contract.ts'
import { type Draft, faultAt } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { ClaimFields } from './claim-fields.tsx'
import { Labelled } from './labelled.tsx'
import { words } from './words.ts'

export const emptyClaim: Claim = {
  ...{ year: new Date().getFullYear(), value: null, state: '', nature: 'binding', scope: '' },
  ...{ document: '', place: '', quotation: '', mark: '' },
}

type Props = { form: Draft<{ target: TargetBody }> }

/** The fields of an indicator, then one part for each thing the plan says about it. */
export function TargetFields({ form }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const target = form.values.target!
  const put = (change: Partial<TargetBody>) => form.set('target', { ...target, ...change })
  const { data } = useQuery({ ...ask(listUnits, {}), staleTime: 10 * 60_000 })
  const options = (table: Readonly<Record<string, { zh: string; en: string }>>) =>
    Object.entries(table).map(([value, name]) => ({ value, label: pick(name) }))
  const fault = (name: string) => faultAt(form.faults, `target.${name}`)
  return (
    <>
      <Labelled label={w.name} fault={fault('name')}>
        {(control) => (
          <Input {...control} maxLength={60} value={target.name} onChange={(e) => put({ name: e.target.value })} />
        )}
      </Labelled>
      <div className="target-row">
        <Labelled label={w.direction}>
          {({ id }) => (
            <Select
              id={id}
              value={target.direction}
              options={options(directions)}
              onChange={(direction) => put({ direction: direction as TargetBody['direction'] })}
            />
          )}
        </Labelled>
        <Labelled label={w.unit}>
          {(control) => (
            <Input {...control} maxLength={20} value={target.unit} onChange={(e) => put({ unit: e.target.value })} />
          )}
        </Labelled>
        <Labelled label={w.owner} fault={fault('ownerUnitId')}>
          {({ id }) => (
            <Select
              id={id}
              showSearch={{ optionFilterProp: 'label' }}
              allowClear
              placeholder={w.noOwner}
              value={target.ownerUnitId}
              options={(data?.items ?? []).map(({ unitId, name }) => ({ value: unitId, label: name }))}
              onChange={(unitId?: string | null) => put({ ownerUnitId: unitId ?? null })}
            />
          )}
        </Labelled>
      </div>
      <FormulaFields target={target} put={put} />
      <Checkbox checked={target.isRetired} onChange={(e) => put({ isRetired: e.target.checked })}>
        {w.isRetired}
      </Checkbox>
      <h3>{w.claims}</h3>
      {target.claims.map((claim, at) => (
        <ClaimFields
          // biome-ignore lint/suspicious/noArrayIndexKey: claims have an order and nothing else of their own.
          key={at}
          at={at}
          claim={claim}
          form={form}
          onChange={(change) => put({ claims: target.claims.with(at, { ...claim, ...change }) })}
          {...(target.claims.length > 1 ? { onRemove: () => put({ claims: target.claims.toSpliced(at, 1) }) } : {})}
        />
      ))}
      <div>
        <Button onClick={() => put({ claims: [...target.claims, emptyClaim] })}>{w.addClaim}</Button>
      </div>
    </>
  )
}

type FormulaProps = { target: TargetBody; put: (change: Partial<TargetBody>) => void }

/** How the indicator is counted: in words, and by the product where it can. */
function FormulaFields({ target, put }: FormulaProps) {
  const w = useWords(words)
  const pick = usePick()
  const choices = Object.entries(measureWords).map(([value, name]) => ({ value, label: pick(name) }))
  return (
    <>
      <Labelled label={w.formula}>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 1, maxRows: 6 }}
            maxLength={600}
            value={target.formula}
            onChange={(e) => put({ formula: e.target.value })}
          />
        )}
      </Labelled>
      <Labelled label={w.measure}>
        {({ id }) => (
          <Select
            id={id}
            allowClear
            placeholder={w.noMeasure}
            value={target.measure}
            options={choices}
            onChange={(measure?: string | null) => put({ measure: (measure ?? null) as TargetBody['measure'] })}
          />
        )}
      </Labelled>
    </>
  )
}
