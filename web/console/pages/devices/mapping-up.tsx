import { Button, Input, InputNumber, Select } from 'antd'
import type { Words } from '#web/kit/form/fault-words.ts'
import { FieldFrame } from '#web/kit/form/field.tsx'
import { usePick, useWords } from '#web/kit/language.ts'
import { formatTime } from '#web/kit/time.ts'
import { type Draft, newValue, type Reads, type Value } from './mapping-draft.ts'
import { mappingWords } from './mapping-words.ts'

export type PartProps = {
  draft: Draft
  onChange: (next: Draft, at: string) => void
  faultAt: (path: string) => Words | undefined
}

const forms = ['auto', 'seconds', 'milliseconds', 'digits'] as const

/** Where the values of a device's messages lie, each with what a sample says there. */
export function MappingUp({ draft, onChange, faultAt, preview }: PartProps & { preview: Reads }) {
  const w = useWords(mappingWords)
  const { each, time, form, values } = draft
  const seen = preview === undefined || preview === 'wrong' ? undefined : preview
  return (
    <fieldset className="mapping-part">
      <legend>{w.up}</legend>
      <div className="mapping-line">
        <FieldFrame label={w.time} hint={w.timeHint} fault={faultAt('time')}>
          {(control) => (
            <Input
              {...control}
              value={time}
              onChange={({ target }) => onChange({ ...draft, time: target.value }, 'time')}
            />
          )}
        </FieldFrame>
        <FieldFrame label={w.form} fault={undefined}>
          {({ id }) => (
            <Select
              id={id}
              value={form}
              onChange={(next) => onChange({ ...draft, form: next }, 'time')}
              options={forms.map((value) => ({ value, label: w[value] }))}
            />
          )}
        </FieldFrame>
      </div>
      <FieldFrame label={w.each} hint={w.eachHint} fault={faultAt('each')}>
        {(control) => (
          <Input
            {...control}
            value={each}
            onChange={({ target }) => onChange({ ...draft, each: target.value }, 'each')}
          />
        )}
      </FieldFrame>
      <ul className="mapping-values" aria-label={w.up}>
        {values.map((one, index) => (
          <ValueRow
            key={one.key}
            one={one}
            index={index}
            fault={faultAt(`values.${index}`)}
            reads={seen && { value: seen.values[index] }}
            onChange={(next) => onChange({ ...draft, values: values.with(index, next) }, `values.${index}`)}
            onRemove={
              values.length > 1 ? () => onChange({ ...draft, values: values.toSpliced(index, 1) }, 'values') : undefined
            }
          />
        ))}
      </ul>
      <div className="device-told-head">
        <Button size="small" onClick={() => onChange({ ...draft, values: [...values, newValue()] }, 'values')}>
          {w.add}
        </Button>
        {seen && (
          <span className="quiet" role="status">
            {w.read(seen.records, seen.at ? formatTime(seen.at.toISOString()) : w.noTime)}
          </span>
        )}
      </div>
    </fieldset>
  )
}

type RowProps = {
  one: Value
  index: number
  fault: Words | undefined
  reads: { value: number | undefined } | undefined
  onChange: (next: Value) => void
  onRemove: (() => void) | undefined
}

function ValueRow({ one, index, fault, reads, onChange, onRemove }: RowProps) {
  const w = useWords(mappingWords)
  const pick = usePick()
  const texts = ['path', 'metric', 'unit'] as const
  const numbers = ['scale', 'offset'] as const
  return (
    <li>
      <div className="mapping-value">
        {texts.map((name) => (
          <Input
            key={name}
            className={`mapping-${name}`}
            aria-label={w.row(index + 1, w[name])}
            placeholder={w[name]}
            status={fault ? 'error' : ''}
            value={one[name]}
            onChange={({ target }) => onChange({ ...one, [name]: target.value })}
          />
        ))}
        {numbers.map((name) => (
          <InputNumber
            key={name}
            aria-label={w.row(index + 1, w[name])}
            placeholder={w[name]}
            value={one[name]}
            onChange={(value) => onChange({ ...one, [name]: value })}
          />
        ))}
        {onRemove && (
          <Button size="small" aria-label={w.removeOf(one.metric || String(index + 1))} onClick={onRemove}>
            {w.remove}
          </Button>
        )}
      </div>
      {fault && <p className="field-fault">{pick(fault)}</p>}
      {reads && (
        <p className={reads.value === undefined ? 'quiet' : 'mapping-reads'}>
          {reads.value === undefined ? w.notThere : `${w.reads} ${reads.value} ${one.unit}`}
        </p>
      )}
    </li>
  )
}
