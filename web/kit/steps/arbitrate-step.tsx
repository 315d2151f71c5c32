import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { listUnits } from '#city/organisation/contract.ts'
import { arbitrateCase } from '#command/return/contract.ts'
import { ChoiceField } from '../form/choice-field.tsx'
import { Field } from '../form/field.tsx'
import { TextField } from '../form/text-field.tsx'
import { defineWords, useWords } from '../language.ts'
import { ask } from '../query.ts'
import { StepForm, type StepProps } from './step-form.tsx'

const words = defineWords({
  arbitrate: { zh: '裁决', en: 'Decide' },
  right: { zh: '谁有理', en: 'Who is in the right' },
  unit: { zh: '回退单位有理', en: 'The unit that returned it' },
  unitDetail: { zh: '派错了，归另一单位负责', en: 'It was sent wrongly and is another unit’s duty' },
  dispatcher: { zh: '派遣有理', en: 'The dispatcher' },
  dispatcherDetail: { zh: '归回退的单位负责，不得再退', en: 'It is their duty; they may not return it again' },
  owner: { zh: '归哪个单位负责', en: 'Whose duty it is' },
  reason: { zh: '裁决理由与依据', en: 'Reason and authority' },
  hint: { zh: '写入历程，也可转为派遣规则的依据。', en: 'Kept in the history; it may become the authority of a rule.' },
})

/** Who was right about a return, and whose duty the case is. */
export function ArbitrateStep(props: StepProps) {
  const w = useWords(words)
  const units = useQuery({ ...ask(listUnits, {}), staleTime: 10 * 60_000 })
  const options = (units.data?.items ?? []).map(({ unitId, name }) => ({ value: unitId, label: name }))
  return (
    <StepForm {...props} contract={arbitrateCase} submit={w.arbitrate}>
      {(form) => (
        <>
          <ChoiceField
            form={form}
            name="inTheRight"
            label={w.right}
            choices={[
              { value: 'unit', title: w.unit, detail: w.unitDetail },
              { value: 'dispatcher', title: w.dispatcher, detail: w.dispatcherDetail },
            ]}
          />
          <Field form={form} name="unitId" label={w.owner}>
            {({ id, status }) => (
              <Select
                id={id}
                status={status}
                showSearch={{ optionFilterProp: 'label' }}
                options={options}
                value={form.values.unitId ?? null}
                onChange={(unitId: string) => form.set('unitId', unitId)}
              />
            )}
          </Field>
          <TextField form={form} name="reason" label={w.reason} rows={3} max={500} hint={w.hint} />
        </>
      )}
    </StepForm>
  )
}
