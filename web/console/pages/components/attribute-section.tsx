import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { type FormEvent, useMemo, useState } from 'react'
import {
  AmendInput,
  amendComponent,
  attributesSchema,
  attributeText,
  filledOf,
  getComponent,
  searchComponents,
} from '#city/component/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { AttributePart } from './attribute-part.tsx'
import { words } from './words.ts'

type Reply = ReplyOf<typeof getComponent>
type Props = Pick<Reply, 'component' | 'form'>

/** What the form of its kind asks and the register knows, to be filled in by whoever keeps the register. */
export function AttributeSection({ component, form }: Props) {
  const w = useWords(words)
  const me = useMe()
  const [isOpen, setOpen] = useState(false)
  const mayChange = may(me, 'component.write') && component.state !== 'removed' && form.length > 0
  const filled = form.filter(({ name }) => component.attributes[name] !== undefined).length
  if (form.length === 0 && Object.keys(component.attributes).length === 0) return null
  return (
    <section aria-labelledby="component-attributes">
      <header className="attribute-head">
        <h3 id="component-attributes">{w.attributes}</h3>
        {form.length > 0 && <span className="quiet">{w.filled(filled, form.length)}</span>}
        {mayChange && !isOpen && <Button onClick={() => setOpen(true)}>{w.fill}</Button>}
      </header>
      {isOpen ? (
        <AttributeForm key={component.revision} component={component} form={form} onDone={() => setOpen(false)} />
      ) : (
        <Values component={component} form={form} />
      )}
    </section>
  )
}

function Values({ component: { attributes }, form }: Props) {
  const language = useLanguage()
  const known = new Set(form.map(({ name }) => name))
  const others = Object.entries(attributes).filter(([name]) => !known.has(name))
  return (
    <dl className="detail-facts">
      {form.map((attribute) => (
        <div key={attribute.name}>
          <dt>{attribute[language]}</dt>
          <dd>
            {attributes[attribute.name] === undefined
              ? '—'
              : attributeText(attribute, attributes[attribute.name], language)}
          </dd>
        </div>
      ))}
      {others.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{String(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

function AttributeForm({ component, form: attributes, onDone }: Props & { readonly onDone: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const { message } = App.useApp()
  const { code, revision } = component
  const schema = useMemo(() => {
    const values = attributesSchema(attributes, Object.keys(component.attributes))
    return AmendInput.pick({ revision: true, reason: true }).extend({ attributes: values })
  }, [attributes, component.attributes])
  const initial = { revision, reason: '', attributes: component.attributes as Record<string, never> }
  const form = useDraft(schema, initial, { keepAs: `attributes-${code}-${revision}` })
  const command = useCommand(amendComponent)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { params: { code }, body: { ...body, attributes: filledOf(body.attributes) } },
      { onSuccess: saved, onError: (problem) => form.refuse(problem) },
    )
  }
  const saved = () => {
    form.forget()
    void message.success(w.kept)
    for (const contract of [getComponent, searchComponents])
      void client.invalidateQueries({ queryKey: [routeKey(contract)] })
    onDone()
  }
  return (
    <form className="form" onSubmit={submit} noValidate>
      <AttributePart form={form} attributes={attributes} known={component.attributes} isTitled={false} />
      <TextField form={form} name="reason" label={w.reason} max={500} />
      {command.error && (
        <p className="form-refusal" role="alert">
          {pick(command.error)}
        </p>
      )}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {w.save}
        </Button>
        <Button
          onClick={() => {
            form.forget()
            onDone()
          }}
        >
          {w.cancel}
        </Button>
      </div>
    </form>
  )
}
