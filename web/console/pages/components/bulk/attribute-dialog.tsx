import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal, Select } from 'antd'
import { type FormEvent, useMemo, useState } from 'react'
import { z } from 'zod'
import { changeAttributes, previewAttributeChange } from '#city/component/bulk/contract.ts'
import {
  AmendInput,
  type Attribute,
  attributesSchema,
  getComponent,
  searchComponents,
} from '#city/component/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { type Draft, useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { fieldsOf } from '#web/kit/schema-form/fields.ts'
import { SchemaFieldView } from '#web/kit/schema-form/schema-field.tsx'
import { formWordsOf } from '#web/kit/schema-form/words.ts'
import type { Component } from '../columns.tsx'
import { ForetoldTable, LeftTable } from './foretold-table.tsx'
import { words } from './words.ts'

type Values = Record<string, string | number | boolean | string[] | null | undefined>
type Input = { names: string[]; attributes: Values; reason: string }
type Props = {
  readonly kind: string
  readonly attributes: readonly Attribute[]
  readonly items: readonly Component[]
  readonly onClose: (isDone: boolean) => void
}

/** Some attributes for many: what they become, what each would be, then how it went. */
export function AttributeDialog({ kind, attributes, items, onClose }: Props) {
  const w = useWords(words)
  const client = useQueryClient()
  const { form, asked } = useInput(attributes)
  const preview = useCommand(previewAttributeChange)
  const change = useCommand(changeAttributes)
  const order = () => ({
    kind,
    attributes: valuesOf(form.values as Input),
    items: items.map(({ code, revision }) => ({ code, revision })),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (form.check() && !preview.isPending)
      preview.mutate({ body: order() }, { onError: (problem) => form.refuse(problem) })
  }
  const carryOut = () =>
    change.mutate({ body: { ...order(), reason: form.values.reason ?? '' } }, { onSuccess: refresh })
  const refresh = () => {
    for (const contract of [searchComponents, getComponent])
      void client.invalidateQueries({ queryKey: [routeKey(contract)] })
  }
  const done = change.data
  return (
    <Modal
      open
      width={860}
      title={w.title(items.length)}
      onCancel={() => onClose(done !== undefined)}
      footer={null}
      mask={{ closable: false }}
    >
      {done ? (
        <div className="attribute-dialog">
          <p role="status">{w.done(done.done, done.left.length)}</p>
          {done.left.length > 0 && <LeftTable left={done.left} />}
          <p className="form-note">{w.foretoldNote}</p>
          <div className="form-actions">
            <Button type="primary" onClick={() => onClose(true)}>
              {w.close}
            </Button>
          </div>
        </div>
      ) : preview.data ? (
        <Foretold
          reply={preview.data}
          attributes={asked}
          isBusy={change.isPending}
          problem={change.error}
          onBack={preview.reset}
          onCarryOut={carryOut}
        />
      ) : (
        <form className="form attribute-dialog" onSubmit={submit} noValidate>
          <Inputs form={form} attributes={attributes} asked={asked} />
          <Refusal problem={preview.error} />
          <div className="form-actions">
            <Button type="primary" htmlType="submit" loading={preview.isPending}>
              {w.preview}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  )
}

// What is left empty is asked to be taken away.
const valuesOf = ({ names, attributes }: Input) =>
  Object.fromEntries(names.map((name) => [name, attributes[name] === '' ? null : (attributes[name] ?? null)]))

/** Which attributes are asked is a field too; the schema of their values follows from it. */
function useInput(attributes: readonly Attribute[]) {
  const [names, setNames] = useState<readonly string[]>([])
  const asked = useMemo(() => attributes.filter(({ name }) => names.includes(name)), [attributes, names])
  const schema = useMemo(
    () =>
      z.object({
        names: z.array(z.string()).min(1),
        attributes: asked.length > 0 ? attributesSchema(asked) : z.object({}),
        reason: AmendInput.shape.reason,
      }),
    [asked],
  )
  const draft = useDraft(schema, { names: [], attributes: {}, reason: '' }) as unknown as Draft<Input>
  const form: Draft<Input> = {
    ...draft,
    set: (name, value, at) => {
      draft.set(name, value, at)
      if (name !== 'names') return
      const kept = (value ?? []) as string[]
      setNames(kept)
      const left = Object.entries(draft.values.attributes ?? {}).filter(([one]) => kept.includes(one))
      draft.set('attributes', Object.fromEntries(left))
    },
  }
  return { form, asked }
}

type InputsProps = {
  readonly form: Draft<Input>
  readonly attributes: readonly Attribute[]
  readonly asked: readonly Attribute[]
}

function Inputs({ form, attributes, asked }: InputsProps) {
  const w = useWords(words)
  const pick = usePick()
  const fields = useMemo(() => (asked.length > 0 ? fieldsOf(attributesSchema(asked)) : []), [asked])
  const said = useMemo(() => formWordsOf(asked), [asked])
  const values = form.values.attributes ?? {}
  return (
    <>
      <Field form={form} name="names" label={w.which} hint={w.whichHint}>
        {(control) => (
          <Select
            {...control}
            mode="multiple"
            value={form.values.names ?? []}
            options={attributes.map((one) => ({ value: one.name, label: pick(one) }))}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(chosen: string[]) => form.set('names', chosen)}
          />
        )}
      </Field>
      {fields.map((field) => (
        <SchemaFieldView
          key={field.name}
          field={field}
          words={said[field.name]!}
          value={values[field.name]}
          at={`attributes.${field.name}`}
          faults={form.faults}
          onChange={(value, at) => form.set('attributes', { ...values, [field.name]: value as Values[string] }, at)}
        />
      ))}
      <TextField form={form} name="reason" label={w.reason} max={500} />
    </>
  )
}

type ForetoldProps = {
  readonly reply: ReplyOf<typeof previewAttributeChange>
  readonly attributes: readonly Attribute[]
  readonly isBusy: boolean
  readonly problem: { readonly zh: string; readonly en: string } | null
  readonly onBack: () => void
  readonly onCarryOut: () => void
}

function Foretold({ reply: { items }, attributes, isBusy, problem, onBack, onCarryOut }: ForetoldProps) {
  const w = useWords(words)
  const able = items.filter(({ refusal }) => refusal === null).length
  return (
    <div className="attribute-dialog">
      <p>
        <strong>{w.foretold(able, items.length - able)}</strong>
      </p>
      <p className="form-note">{w.foretoldNote}</p>
      <ForetoldTable items={items} attributes={attributes} />
      <Refusal problem={problem} />
      <div className="form-actions">
        <Button type="primary" disabled={able === 0} loading={isBusy} onClick={onCarryOut}>
          {w.carryOut(able)}
        </Button>
        <Button onClick={onBack}>{w.back}</Button>
      </div>
    </div>
  )
}

function Refusal({ problem }: Pick<ForetoldProps, 'problem'>) {
  const pick = usePick()
  if (!problem) return null
  return (
    <p className="form-refusal" role="alert">
      {pick(problem)}
    </p>
  )
}
