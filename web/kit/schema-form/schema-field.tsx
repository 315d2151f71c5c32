import { Checkbox, Input, InputNumber, Select } from 'antd'
import type { Words } from '../form/fault-words.ts'
import { FieldFrame, RequiredMark } from '../form/field.tsx'
import { faultAt } from '../form/use-draft.ts'
import { usePick } from '../language.ts'
import type { SchemaField } from './fields.ts'
import { TextsField } from './texts-field.tsx'
import type { FieldWords } from './words.ts'

export type FieldProps = {
  readonly field: SchemaField
  readonly words: FieldWords
  readonly value: unknown
  /** Where it stands in the whole input, as faults name it. */
  readonly at: string
  readonly faults: Readonly<Record<string, Words>>
  readonly onChange: (value: unknown, at: string) => void
}

/** One field of a schema under its words: the control follows from what the schema takes. */
export function SchemaFieldView(props: FieldProps) {
  const { type } = props.field.shape
  if (type === 'group') return <GroupField {...props} />
  if (type === 'texts') return <TextsField {...props} />
  if (type === 'boolean' && props.field.isRequired) return <TickField {...props} />
  return <OneField {...props} />
}

function OneField({ field, words, value, at, faults, onChange }: FieldProps) {
  const pick = usePick()
  return (
    <FieldFrame
      label={pick(words)}
      hint={words.hint && pick(words.hint)}
      isRequired={field.isRequired}
      fault={faultAt(faults, at)}
    >
      {(control) => (
        <Control
          control={{ ...control, 'aria-required': field.isRequired }}
          field={field}
          words={words}
          value={value}
          onChange={(next) => onChange(next === '' && !field.isRequired ? field.empty : next, at)}
        />
      )}
    </FieldFrame>
  )
}

type ControlProps = Pick<FieldProps, 'field' | 'words' | 'value'> & {
  readonly control: {
    readonly id: string
    readonly 'aria-describedby': string | undefined
    readonly 'aria-invalid': boolean
    readonly 'aria-required': boolean
    readonly status: '' | 'error'
  }
  readonly onChange: (value: unknown) => void
}

function Control({ control, field: { shape, empty }, words, value, onChange }: ControlProps) {
  const pick = usePick()
  const written = typeof value === 'string' ? value : ''
  const sample = words.sample ? { placeholder: words.sample } : {}
  switch (shape.type) {
    case 'text': {
      const most = shape.most ? { maxLength: shape.most } : {}
      const common = { ...control, ...most, ...sample, value: written }
      if (!shape.isLong) return <Input {...common} onChange={({ target }) => onChange(target.value)} />
      return (
        <Input.TextArea
          {...common}
          autoSize={{ minRows: 2, maxRows: 12 }}
          onChange={({ target }) => onChange(target.value)}
        />
      )
    }
    case 'number':
      return (
        <InputNumber
          {...control}
          {...sample}
          value={typeof value === 'number' ? value : null}
          {...(words.unit ? { suffix: words.unit } : {})}
          onChange={(next) => onChange(next ?? empty)}
          style={{ inlineSize: '100%' }}
          inputMode={shape.isWhole ? 'numeric' : 'decimal'}
        />
      )
    case 'date':
      return <Input {...control} type="date" value={written} onChange={({ target }) => onChange(target.value)} />
    default: {
      const options = optionsOf(shape, words).map(({ value: each, words: said }) => ({
        value: String(each),
        label: pick(said),
        each,
      }))
      return (
        <Select
          {...control}
          value={value === undefined || value === null ? null : String(value)}
          placeholder={pick({ zh: '请选择', en: 'Choose' })}
          allowClear
          {...(options.length > 8 ? { showSearch: { optionFilterProp: 'label' } } : {})}
          options={options}
          onChange={(chosen: string | null | undefined) =>
            onChange(options.find((option) => option.value === chosen)?.each ?? empty)
          }
        />
      )
    }
  }
}

const answers = [
  { value: true, words: { zh: '是', en: 'Yes' } },
  { value: false, words: { zh: '否', en: 'No' } },
]

/** What may be chosen; yes and no are a choice too where neither is known yet. */
function optionsOf(shape: SchemaField['shape'], { choices }: FieldWords): { value: string | boolean; words: Words }[] {
  if (shape.type !== 'choice') return answers
  return shape.values.map((value) => ({ value, words: choices?.[value] ?? { zh: value, en: value } }))
}

function TickField({ words, value, at, faults, onChange }: FieldProps) {
  const pick = usePick()
  const fault = faultAt(faults, at)
  return (
    <div className={fault ? 'field wrong' : 'field'}>
      <Checkbox checked={value === true} onChange={({ target }) => onChange(target.checked, at)}>
        {pick(words)}
      </Checkbox>
      {words.hint && <p className="field-hint">{pick(words.hint)}</p>}
      {fault && <p className="field-fault">{pick(fault)}</p>}
    </div>
  )
}

function GroupField({ field, words, value, at, faults, onChange }: FieldProps) {
  const pick = usePick()
  const inner = field.shape.type === 'group' ? field.shape.fields : []
  const values = (value ?? {}) as Readonly<Record<string, unknown>>
  const own = faults[at]
  return (
    <fieldset className="schema-group">
      <legend>
        {pick(words)}
        {field.isRequired && <RequiredMark />}
      </legend>
      {words.hint && <p className="field-hint">{pick(words.hint)}</p>}
      {own && <p className="field-fault">{pick(own)}</p>}
      <div className="schema-fields">
        {inner.map((each) => (
          <SchemaFieldView
            key={each.name}
            field={each}
            words={words.fields?.[each.name] ?? { zh: each.name, en: each.name }}
            value={values[each.name]}
            at={`${at}.${each.name}`}
            faults={faults}
            onChange={(next, path) => onChange({ ...values, [each.name]: next }, path)}
          />
        ))}
      </div>
    </fieldset>
  )
}
