import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { listUnits } from '#city/organisation/contract.ts'
import { dispatchCase, proposeUnit } from '#command/dispatch/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
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
  none: { zh: '规则和职责表都没有给出推荐，请选择单位', en: 'Rules and duty table propose nobody; choose a unit' },
  second: { zh: '次选', en: 'Runner-up' },
  person: { zh: '承办人', en: 'Person' },
  personHint: {
    zh: (why: string, n: number) => `${why}（其在办 ${n} 件）`,
    en: (why: string, n: number) => `${why} (${n} in hand)`,
  },
  unitDecides: { zh: '由单位自行安排', en: 'The unit decides' },
})

type Dispatching = { unitId: string; coUnitIds?: string[] | undefined; personId?: string | undefined }

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
    if (!first || form.values.unitId) return
    set('unitId', first)
    if (data?.proposals[0]?.coUnitIds.length) set('coUnitIds', data.proposals[0].coUnitIds)
  }, [first])
  const { unitId, coUnitIds } = form.values
  // biome-ignore lint/correctness/useExhaustiveDependencies: `set` is new at every render and always does the same.
  useEffect(() => {
    if (unitId && coUnitIds?.includes(unitId))
      set(
        'coUnitIds',
        coUnitIds.filter((each) => each !== unitId),
      )
  }, [unitId, coUnitIds])
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={3} />
  const options = (units.data?.items ?? []).map(({ unitId, name }) => ({ value: unitId, label: name }))
  const proposed: Choice<string>[] = data.proposals.map(({ unitId, unitName, openCases, reason, whyNot }, index) => ({
    value: unitId,
    title: (
      <>
        {unitName} <span className={index === 0 ? 'tag tone-blue' : 'tag'}>{index === 0 ? w.proposed : w.second}</span>
      </>
    ),
    detail: whyNot ? `${pick(whyNot)}。${pick(reason)}` : pick(reason),
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
      <PersonChoice form={form} proposals={data.proposals} />
      {data.dueIfNow && <p className="form-note">{w.due(formatTime(data.dueIfNow))}</p>}
    </>
  )
}

type Proposals = ReplyOf<typeof proposeUnit>['proposals']

/** Whom the chosen unit would send, by shift and load; the unit may still decide for itself. */
function PersonChoice({ form, proposals }: { form: Draft<Dispatching>; proposals: Proposals }) {
  const w = useWords(words)
  const pick = usePick()
  const person = proposals.find(({ unitId }) => unitId === form.values.unitId)?.person
  const { set } = form
  const proposed = person?.personId
  // biome-ignore lint/correctness/useExhaustiveDependencies: `set` is new at every render and always does the same.
  useEffect(() => set('personId', proposed), [proposed])
  if (!person) return null
  return (
    <Field
      form={form}
      name="personId"
      label={w.person}
      hint={w.personHint(pick(person.reason), person.openCases)}
      isOptional
    >
      {({ id, status }) => (
        <Select
          id={id}
          status={status}
          value={form.values.personId ?? ''}
          options={[
            { value: person.personId, label: person.name },
            { value: '', label: w.unitDecides },
          ]}
          onChange={(personId: string) => set('personId', personId || undefined)}
        />
      )}
    </Field>
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
