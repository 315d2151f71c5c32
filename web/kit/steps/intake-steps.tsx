import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { type Candidate, findCaseDuplicates } from '#analyse/duplicate/contract.ts'
import { listCases, Urgency } from '#city/case/contract.ts'
import { amendCase, mergeCase, splitCase } from '#serve/intake/contract.ts'
import { ChoiceField } from '../form/choice-field.tsx'
import { Field } from '../form/field.tsx'
import { TextField } from '../form/text-field.tsx'
import { defineWords, usePick, useWords } from '../language.ts'
import { PointPicker } from '../map/point-picker.tsx'
import { ask } from '../query.ts'
import { Loading } from '../states.tsx'
import { type Category, CategoryPicker, type NamedCategory } from './category-picker.tsx'
import { StepForm, type StepProps } from './step-form.tsx'

const words = defineWords({
  merge: { zh: '并案', en: 'Merge' },
  into: { zh: '并入哪个案件', en: 'Into which case' },
  search: { zh: '输入案件编号或关键词', en: 'Number or words' },
  likely: { zh: (why: string) => `疑似重复：${why}`, en: (why: string) => `Likely the same: ${why}` },
  best: { zh: '最像的一件，回车即并入', en: 'The likeliest; Enter merges' },
  mergeReason: { zh: '为什么是同一问题', en: 'Why it is the same problem' },
  split: { zh: '拆分', en: 'Split' },
  part: { zh: (n: number) => `第 ${n} 件的问题描述`, en: (n: number) => `Problem ${n}` },
  addPart: { zh: '再加一件', en: 'One more' },
  splitReason: { zh: '拆分理由', en: 'Reason' },
  amend: { zh: '更正', en: 'Correct' },
  description: { zh: '问题描述', en: 'Description' },
  category: { zh: '小类', en: 'Category' },
  place: { zh: '位置描述', en: 'Place in words' },
  urgency: { zh: '紧急程度', en: 'Urgency' },
  normal: { zh: '一般', en: 'Normal' },
  urgent: { zh: '紧急', en: 'Urgent' },
  critical: { zh: '特急', en: 'Critical' },
  point: { zh: '点位', en: 'Point' },
})

/** Merging: the likeliest duplicate is chosen already with the reasons for it, so that Enter is enough. */
export function MergeStep(props: StepProps) {
  const { caseId } = props.detail
  const { data, error } = useQuery(ask(findCaseDuplicates, { params: { id: caseId } }))
  // A search that fails leaves the case to be found by hand.
  if (!data && !error) return <Loading rows={3} />
  const best = data?.items.find((candidate) => candidate.caseId !== null && candidate.number !== null)
  return <MergeForm {...props} best={best} />
}

function MergeForm({ best, ...props }: StepProps & { best: Candidate | undefined }) {
  const w = useWords(words)
  const pick = usePick()
  const [typed, setTyped] = useState('')
  const { data, isFetching } = useQuery({
    ...ask(listCases, { query: { q: typed, limit: 20, sort: 'reported' } }),
    enabled: typed.length > 1,
    placeholderData: keepPreviousData,
  })
  const found = (data?.items ?? []).filter(({ caseId }) => caseId !== props.detail.caseId)
  const offered = best?.caseId && !found.some(({ caseId }) => caseId === best.caseId) ? [best, ...found] : found
  const options = offered.map(({ caseId, number, description }) => ({
    value: caseId ?? '',
    label: `${number} ${description}`,
  }))
  const why = best ? w.likely(best.reasons.map(pick).join('、')) : ''
  const initial = best?.caseId ? { into: best.caseId, reason: why } : {}
  return (
    <StepForm {...props} contract={mergeCase} submit={w.merge} initial={initial}>
      {(form) => (
        <>
          <Field form={form} name="into" label={w.into} hint={best && form.values.into === best.caseId ? w.best : ''}>
            {({ id, status, 'aria-describedby': describedBy }) => (
              <Select
                id={id}
                status={status}
                aria-describedby={describedBy}
                showSearch={{ filterOption: false, onSearch: setTyped }}
                loading={isFetching}
                placeholder={w.search}
                options={options}
                value={form.values.into ?? null}
                onChange={(caseId: string | null) => form.set('into', caseId ?? undefined)}
              />
            )}
          </Field>
          <TextField form={form} name="reason" label={w.mergeReason} rows={2} max={500} />
        </>
      )}
    </StepForm>
  )
}

export function SplitStep(props: StepProps) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <StepForm {...props} contract={splitCase} submit={w.split} initial={{ parts: [{ description: '' }] }}>
      {(form) => {
        const parts = form.values.parts ?? []
        const write = (at: number, description: string) =>
          form.set(
            'parts',
            parts.map((part, index) => (index === at ? { ...part, description } : part)),
          )
        return (
          <>
            {parts.map(({ description }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place in the list alone.
              <div key={index} className="field">
                <label htmlFor={`part-${index}`}>{w.part(index + 1)}</label>
                <Input.TextArea
                  id={`part-${index}`}
                  autoSize={{ minRows: 2, maxRows: 8 }}
                  value={description}
                  onChange={({ target }) => write(index, target.value)}
                />
                {form.faults[`parts.${index}.description`] && (
                  <p className="field-fault">{pick(form.faults[`parts.${index}.description`]!)}</p>
                )}
              </div>
            ))}
            {parts.length < 8 && (
              <Button onClick={() => form.set('parts', [...parts, { description: '' }])}>{w.addPart}</Button>
            )}
            <TextField form={form} name="reason" label={w.splitReason} rows={2} max={500} />
          </>
        )
      }}
    </StepForm>
  )
}

/** The category that the case has now. */
const categoryOf = ({ kind, category, categoryName, clause }: StepProps['detail']): NamedCategory | null =>
  kind && category ? { edition: clause?.edition ?? '2026', kind, code: category, name: categoryName ?? category } : null

/** One that was taken over from somebody else's correction brings its code alone. */
const namedAs = (category: Category, named: NamedCategory | null): NamedCategory =>
  named?.code === category.code ? named : { ...category, name: category.code }

export function AmendStep(props: StepProps) {
  const w = useWords(words)
  const { description, placeText, urgency, point } = props.detail
  const [named, setNamed] = useState<NamedCategory | null>(null)
  return (
    <StepForm
      {...props}
      contract={amendCase}
      submit={w.amend}
      initial={{ description, urgency, place: { text: placeText, point } }}
    >
      {(form) => (
        <>
          <TextField form={form} name="description" label={w.description} rows={3} max={4000} />
          <Field form={form} name="category" label={w.category} isOptional>
            {(control) => (
              <CategoryPicker
                control={control}
                value={form.values.category ? namedAs(form.values.category, named) : categoryOf(props.detail)}
                onChange={(next) => {
                  setNamed(next)
                  form.set('category', next ? { edition: next.edition, kind: next.kind, code: next.code } : undefined)
                }}
              />
            )}
          </Field>
          <ChoiceField
            form={form}
            name="urgency"
            label={w.urgency}
            choices={Urgency.options.map((value) => ({ value, title: w[value] }))}
            isRow
          />
          <Field form={form} name="place" label={w.place}>
            {(control) => (
              <>
                <Input
                  {...control}
                  value={form.values.place?.text ?? ''}
                  onChange={({ target }) => form.set('place', { ...form.values.place, text: target.value })}
                />
                <PointPicker
                  value={form.values.place?.point ?? null}
                  onChange={(at) => form.set('place', { ...form.values.place, point: at })}
                  height={240}
                />
              </>
            )}
          </Field>
        </>
      )}
    </StepForm>
  )
}
