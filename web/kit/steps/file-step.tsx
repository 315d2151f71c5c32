import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Edition, listConditions } from '#city/catalogue/contract.ts'
import { fileCase } from '#supervise/desk/contract.ts'
import { ChoiceField } from '../form/choice-field.tsx'
import { TextField } from '../form/text-field.tsx'
import type { Draft } from '../form/use-draft.ts'
import { defineWords, useLanguage, useWords } from '../language.ts'
import { formatLimit } from '../limit.ts'
import { ask } from '../query.ts'
import { Failure, Loading } from '../states.tsx'
import { CategoryPicker, type NamedCategory } from './category-picker.tsx'
import { StepForm, type StepProps } from './step-form.tsx'

const words = defineWords({
  file: { zh: '立案', en: 'File' },
  category: { zh: '小类', en: 'Category' },
  condition: { zh: '立案条件', en: 'Filing condition' },
  none: { zh: '该小类没有立案条件，请换一个小类', en: 'This category has no filing condition; choose another' },
  area: { zh: '区域类别', en: 'Class of area' },
  everywhere: { zh: '全部区域', en: 'Everywhere' },
  limit: { zh: '处置时限', en: 'Handling limit' },
  closing: { zh: '结案条件', en: 'Closing condition' },
  units: { zh: '处置单位', en: 'Handled by' },
  note: { zh: '立案意见', en: 'Remarks' },
  chooseFirst: { zh: '先选小类，再选适用的立案条件。', en: 'Choose a category, then the condition that applies.' },
})

type Filing = { conditionId: string; areaClass?: string | undefined }

/** Filing: category, then its condition, then the class of area; the limit that follows is shown before it is granted. */
export function FileStep(props: StepProps) {
  const w = useWords(words)
  const { kind, category, categoryName, clause } = props.detail
  const [chosen, setChosen] = useState<NamedCategory | null>(
    kind && category
      ? { edition: clause?.edition ?? '2026', kind, code: category, name: categoryName ?? category }
      : null,
  )
  return (
    <StepForm {...props} contract={fileCase} submit={w.file}>
      {(form) => (
        <>
          <div className="field">
            <label htmlFor="file-category">{w.category}</label>
            <CategoryPicker
              value={chosen}
              control={{ id: 'file-category' }}
              onChange={(next) => {
                setChosen(next)
                form.set('conditionId', undefined)
              }}
            />
          </div>
          {chosen ? (
            <Conditions key={chosen.code} category={chosen} form={form as unknown as Draft<Filing>} />
          ) : (
            <p className="field-hint">{w.chooseFirst}</p>
          )}
          <TextField form={form} name="note" label={w.note} rows={2} isOptional />
        </>
      )}
    </StepForm>
  )
}

function Conditions({ category, form }: { category: NamedCategory; form: Draft<Filing> }) {
  const w = useWords(words)
  const { edition, kind, code } = category
  const { data, error, refetch } = useQuery(
    ask(listConditions, { query: { kind, code, edition: Edition.parse(edition) } }),
  )
  const only = data?.items.length === 1 ? data.items[0] : undefined
  const { set } = form
  // biome-ignore lint/correctness/useExhaustiveDependencies: `set` is new at every render and always does the same.
  useEffect(() => {
    if (only) set('conditionId', only.conditionId)
  }, [only])
  const chosen = data?.items.find(({ conditionId }) => conditionId === form.values.conditionId)
  const firstArea = chosen?.limits[0]?.areaClass
  // biome-ignore lint/correctness/useExhaustiveDependencies: another condition begins with its own first area.
  useEffect(() => {
    if (firstArea) set('areaClass', firstArea)
  }, [chosen?.conditionId])
  const language = useLanguage()
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={2} />
  if (data.items.length === 0) return <p className="form-refusal">{w.none}</p>
  const limit = chosen?.limits.find(({ areaClass }) => areaClass === form.values.areaClass)
  const nameOf = (areaClass: string) => (areaClass === '*' ? w.everywhere : areaClass)
  return (
    <>
      <ChoiceField
        form={form}
        name="conditionId"
        label={w.condition}
        choices={data.items.map((item) => ({
          value: item.conditionId,
          title: item.condition,
          aside: item.limits.map((each) => formatLimit(each, language)).join(' / '),
        }))}
      />
      {chosen && chosen.limits.length > 1 && (
        <ChoiceField
          form={form}
          name="areaClass"
          label={w.area}
          choices={chosen.limits.map((each) => ({
            value: each.areaClass,
            title: nameOf(each.areaClass),
            detail: each.note,
            aside: formatLimit(each, language),
          }))}
        />
      )}
      {chosen && limit && (
        <dl className="form-note facts">
          <dt>{w.limit}</dt>
          <dd>
            <strong>{formatLimit(limit, language)}</strong>
          </dd>
          <dt>{w.closing}</dt>
          <dd>{chosen.closing}</dd>
          {chosen.disposingUnits && (
            <>
              <dt>{w.units}</dt>
              <dd>{chosen.disposingUnits}</dd>
            </>
          )}
        </dl>
      )}
    </>
  )
}
