import { App, Button, Input, InputNumber, Select } from 'antd'
import { useId } from 'react'
import type { DeviceReply } from '#sense/device/contract.ts'
import { type Field, instruct, kindsOf } from '#sense/instruction/contract.ts'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { instructionWords } from './instruction-words.ts'

type Values = Readonly<Record<string, string | number>>
type Props = { device: DeviceReply; onDone: () => void; onLeave: () => void }

/** Tells a device something: what its protocol has, the values that it needs, why, and until when. */
export function InstructionForm({ device, onDone, onLeave }: Props) {
  const w = useWords(instructionWords)
  const pick = usePick()
  const { message } = App.useApp()
  const kinds = kindsOf(device.protocol)
  const first = kinds[0]!
  const form = useDraft(instruct.body!, { kind: first.kind, parameters: usual(first.fields), reason: '', minutes: 60 })
  const command = useCommand(instruct)
  const kind = kinds.find((one) => one.kind === form.values.kind) ?? first
  const values: Values = form.values.parameters ?? {}
  const choose = (next: string) => {
    form.set('kind', next)
    form.set('parameters', usual(kinds.find((one) => one.kind === next)?.fields ?? []))
  }
  const put = (name: string, value: string | number | null | undefined) => {
    const { [name]: _, ...others } = values
    form.set(
      'parameters',
      value === null || value === undefined || value === '' ? others : { ...others, [name]: value },
    )
  }
  const send = () => {
    const body = form.check()
    if (!body) return
    command.mutate(
      { params: { deviceId: device.deviceId }, body },
      {
        onSuccess: onDone,
        onError: (problem) => {
          if (!form.refuse(problem)) void message.error(pick(problem))
        },
      },
    )
  }
  const faultOf = (name: string): string | undefined => {
    const fault = form.faults[`parameters.${name}`]
    return fault && pick(fault)
  }
  return (
    <div className="device-form device-told-form">
      <div className="field">
        <label htmlFor="instruction-kind">{w.kind}</label>
        <Select
          id="instruction-kind"
          value={kind.kind}
          options={kinds.map((one) => ({ value: one.kind, label: pick(one) }))}
          onChange={choose}
        />
        <span className="quiet">{kind.basis}</span>
      </div>
      {kind.fields.map((field) => (
        <Entry
          key={`${kind.kind}/${field.name}`}
          field={field}
          value={values[field.name]}
          onChange={(value) => put(field.name, value)}
          fault={faultOf(field.name)}
        />
      ))}
      <TextField form={form} name="reason" label={w.reason} max={200} />
      <div className="field">
        <label htmlFor="instruction-minutes">{w.minutes}</label>
        <InputNumber
          id="instruction-minutes"
          min={1}
          max={10_080}
          value={form.values.minutes ?? 60}
          onChange={(minutes) => form.set('minutes', minutes ?? 60)}
        />
      </div>
      <div className="device-told-head">
        <Button type="primary" onClick={send} loading={command.isPending}>
          {w.send}
        </Button>
        <Button onClick={onLeave}>{w.leave}</Button>
      </div>
    </div>
  )
}

function usual(fields: readonly Field[]): Record<string, string | number> {
  const values: Record<string, string | number> = {}
  for (const field of fields) {
    if (field.type === 'number' && field.usual !== undefined) values[field.name] = field.usual
    else if (field.type === 'choice') values[field.name] = field.choices[0]!.value
  }
  return values
}

type EntryProps = {
  field: Field
  value: string | number | undefined
  onChange: (value: string | number | null) => void
  fault: string | undefined
}

function Entry({ field, value, onChange, fault }: EntryProps) {
  const w = useWords(instructionWords)
  const pick = usePick()
  const id = useId()
  const common = { id, 'aria-invalid': Boolean(fault), 'aria-describedby': fault ? `${id}-fault` : undefined }
  const text = typeof value === 'string' ? value : ''
  return (
    <div className={fault ? 'field wrong' : 'field'}>
      <label htmlFor={id}>
        {pick(field)}
        {field.isOptional && <span className="quiet"> {w.optional}</span>}
      </label>
      {field.type === 'number' && (
        <InputNumber
          {...common}
          min={field.min}
          max={field.max}
          {...(field.step ? { step: field.step } : {})}
          value={typeof value === 'number' ? value : null}
          onChange={onChange}
          style={{ inlineSize: '100%' }}
        />
      )}
      {field.type === 'choice' && (
        <Select
          {...common}
          value={text || null}
          options={field.choices.map((one) => ({ value: one.value, label: pick(one) }))}
          onChange={onChange}
        />
      )}
      {field.type === 'text' && (
        <Input.TextArea
          {...common}
          value={text}
          maxLength={field.most}
          autoSize={{ minRows: 1, maxRows: 6 }}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
      {field.type === 'points' && (
        <Input.TextArea
          {...common}
          value={text}
          placeholder={w.points}
          autoSize={{ minRows: 3, maxRows: 12 }}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
      {fault && (
        <span id={`${id}-fault`} className="field-fault" role="alert">
          {fault}
        </span>
      )}
    </div>
  )
}
