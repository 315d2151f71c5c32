import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { listUnits } from '#city/organisation/contract.ts'
import { dispatchCase, proposeUnit } from '#command/dispatch/contract.ts'
import { type Choice, ChoiceField } from '../form/choice-field.tsx'
import { Field } from '../form/field.tsx'
import { TextField } from '../form/text-field.tsx'
import type { Draft } from '../form/use-draft.ts'
import { defineWords, usePick, useWords } from '../language.ts'
import { ask } from '../query.ts'
import { Failure, Loading } from '../states.tsx'
import { formatTime } from '../time.ts'

import { StepForm, type StepProps } from './step-form.tsx'

const words = defineWords({
  dispatch: { zh: '派遣', en: 'Dispatch' },
  unit: { zh: '责任单位', en: 'Unit' },
  other: { zh: '其他单位', en: 'Another unit' },
  load: { zh: (n: number) => `在办 ${n} 件`, en: (n: number) => `${n} in hand` },
  proposed: { zh: '推荐', en: 'Proposed' },
  due: { zh: (at: string) => `现在派遣，处置截止 ${at}`, en: (at: string) => `Dispatched now, due ${at}` },
  co: { zh: '协办单位', en: 'Helping units' },
  note: { zh: '派遣意见', en: 'Remarks' },
  none: { zh: '职责表没有给出推荐，请选择单位', en: 'The duty table proposes nobody; choose a unit' },
})

type Dispatching = { unitId: string; coUnitIds?: string[] | undefined }

export function DispatchStep(props: StepProps) {
  const w = useWords(words)
  return (
    <StepForm {...props} contract={dispatchCase} submit={w.dispatch}>
      {(form) => (
        <>
          <Units detail={props.detail} form={form as unknown as Draft<Dispatching>} />
          <TextField form={form} name="note" label={w.note} rows={2} isOptional />
        </>
      )}
    </StepForm>
  )
}

/** The proposed units with reason and load; any other unit by name. */
function Units({ detail, form }: { detail: StepProps['detail']; form: Draft<Dispatching> }) {
  const w = useWords(words)
  const pick = usePick()
  const { data, error, refetch } = useQuery(ask(proposeUnit, { params: { id: detail.caseId } }))
  const units = useQuery({ ...ask(listUnits, {}), staleTime: 10 * 60_000 })
  const [isOther, setOther] = useState(false)
  const first = data?.proposals[0]?.unitId
  const { set } = form
  // biome-ignore lint/correctness/useExhaustiveDependencies: `set` is new at every render and always does the same.
  useEffect(() => {
    if (first && !form.values.unitId) set('unitId', first)
  }, [first])
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={3} />
  const options = (units.data?.items ?? []).map(({ unitId, name }) => ({ value: unitId, label: name }))
  // Two lines of the duty table may name one unit; the first is the better reason.
  const distinct = data.proposals.filter(
    ({ unitId }, index, all) => all.findIndex((other) => other.unitId === unitId) === index,
  )
  const proposed: Choice<string>[] = distinct.map(({ unitId, unitName, openCases, reason }, index) => ({
    value: unitId,
    title: (
      <>
        {unitName} {index === 0 && <span className="tag tone-blue">{w.proposed}</span>}
      </>
    ),
    detail: pick(reason),
    aside: w.load(openCases),
  }))
  const showOther = isOther || proposed.length === 0
  return (
    <>
      {proposed.length > 0 && !showOther && <ChoiceField form={form} name="unitId" label={w.unit} choices={proposed} />}
      {proposed.length === 0 && <p className="field-hint">{w.none}</p>}
      {showOther ? (
        <UnitSelect form={form} name="unitId" label={w.unit} options={options} />
      ) : (
        <button type="button" className="link" onClick={() => setOther(true)}>
          {w.other}…
        </button>
      )}
      <Field form={form} name="coUnitIds" label={w.co} isOptional>
        {({ id, status }) => (
          <Select
            id={id}
            status={status}
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={options.filter(({ value }) => value !== form.values.unitId)}
            value={form.values.coUnitIds ?? []}
            onChange={(ids: string[]) => form.set('coUnitIds', ids)}
          />
        )}
      </Field>
      {data.dueIfNow && <p className="form-note">{w.due(formatTime(data.dueIfNow))}</p>}
    </>
  )
}

type SelectProps = {
  form: Draft<Dispatching>
  name: 'unitId'
  label: string
  options: { value: string; label: string }[]
}

const UnitSelect = ({ form, name, label, options }: SelectProps) => (
  <Field form={form} name={name} label={label}>
    {({ id, status }) => (
      <Select
        id={id}
        status={status}
        showSearch={{ optionFilterProp: 'label' }}
        options={options}
        value={form.values[name] ?? null}
        onChange={(unitId: string | null) => form.set(name, unitId ?? undefined)}
      />
    )}
  </Field>
)
