import { useMemo } from 'react'
import { type Attribute, attributesSchema } from '#city/component/contract.ts'
import type { Draft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { fieldsOf } from '#web/kit/schema-form/fields.ts'
import { SchemaFieldView } from '#web/kit/schema-form/schema-field.tsx'
import { formWordsOf } from '#web/kit/schema-form/words.ts'
import './attributes.css'
import { words } from './words.ts'

type Values = Readonly<Record<string, unknown>>

/** What a kind of component is asked for, from its list of attributes; where the list comes from is said below it. */
export function AttributePart<V extends { attributes?: Values | undefined }>({
  form,
  attributes,
  known = {},
  isTitled = true,
}: {
  readonly form: Draft<V>
  readonly attributes: readonly Attribute[]
  /** What the register says already. */
  readonly known?: Values
  /** Not where a heading over it says the same. */
  readonly isTitled?: boolean
}) {
  const w = useWords(words)
  const pick = usePick()
  const fields = useMemo(() => fieldsOf(attributesSchema(attributes)), [attributes])
  const said = useMemo(() => formWordsOf(attributes), [attributes])
  if (attributes.length === 0) return null
  const values: Values = form.values.attributes ?? known
  const sources = Map.groupBy(attributes, ({ source, mark }) => `${source} [${mark}]`)
  return (
    <fieldset className="attribute-part">
      <legend className={isTitled ? undefined : 'unseen'}>{w.attributes}</legend>
      {fields.map((field) => (
        <SchemaFieldView
          key={field.name}
          field={field}
          words={said[field.name]!}
          value={values[field.name]}
          at={`attributes.${field.name}`}
          faults={form.faults}
          onChange={(value, at) => form.set('attributes', { ...values, [field.name]: value } as V['attributes'], at)}
        />
      ))}
      <details className="attribute-sources">
        <summary>{w.sources}</summary>
        <dl>
          {[...sources].map(([source, of]) => (
            <div key={source}>
              <dt>{source}</dt>
              <dd>{of.map((one) => pick(one)).join(pick({ zh: '、', en: ', ' }))}</dd>
            </div>
          ))}
        </dl>
        <p className="quiet">{w.sourcesNote}</p>
      </details>
    </fieldset>
  )
}
