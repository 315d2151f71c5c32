import { Button, ConfigProvider } from 'antd'
import { type FormEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { z } from 'zod'
import type { ProblemError } from '../client.ts'
import '../form/form.css'
import type { Draft } from '../form/use-draft.ts'
import { defineWords, usePick, useWords } from '../language.ts'
import { fieldsOf } from './fields.ts'
import { SchemaFieldView } from './schema-field.tsx'
import './schema-form.css'
import type { FormWords, WordsOf } from './words.ts'

const words = defineWords({
  restored: { zh: '已恢复上次填写、尚未提交的内容。', en: 'What you typed before and did not send stands here again.' },
  startOver: { zh: '清除，重新填写', en: 'Start over' },
  refused: {
    zh: (n: number) => `有 ${n} 处需要改正，已在各项下标出。`,
    en: (n: number) => `${n} to correct, each marked at its field.`,
  },
})

type FieldsProps<S extends z.ZodObject, V> = {
  readonly form: Draft<V>
  /** Which fields: the contract's body, or what is picked of it. */
  readonly schema: S
  readonly words: WordsOf<S>
}

/** The fields of a schema within a form that has others too. */
export function SchemaFields<S extends z.ZodObject, V extends Partial<z.input<S>>>({
  form,
  schema,
  words: said,
}: FieldsProps<S, V>) {
  const fields = useMemo(() => fieldsOf(schema), [schema])
  const spoken: FormWords = said
  return (
    <div className="schema-fields">
      {fields.map((field) => {
        const name = field.name as keyof V & string
        return (
          <SchemaFieldView
            key={field.name}
            field={field}
            words={spoken[field.name] ?? { zh: field.name, en: field.name }}
            value={form.values[name]}
            at={field.name}
            faults={form.faults}
            onChange={(value, at) => form.set(name, value as V[typeof name], at)}
          />
        )
      })}
    </div>
  )
}

type Props<S extends z.ZodObject, V> = FieldsProps<S, V> & {
  readonly submit: string
  readonly isSending: boolean
  readonly problem: ProblemError | null
  /** Called with the whole input once it is sound. */
  readonly onSend: (input: V) => void
  /** Parts of the form's own, before and after the fields of the schema. */
  readonly before?: ReactNode
  readonly children?: ReactNode
}

/**
 * A whole form from a contract's body: labels, bounds and required marks are the schema's, and so is the check before sending. What the
 * server refuses stands at its field. While it is being sent nothing can be changed.
 */
export function SchemaForm<S extends z.ZodObject, V extends Partial<z.input<S>>>(props: Props<S, V>) {
  const { form, submit, isSending, problem, onSend, before, children } = props
  const w = useWords(words)
  const pick = usePick()
  const box = useRef<HTMLFormElement>(null)
  const count = Object.keys(form.faults).length
  const [attempts, setAttempts] = useState(0)
  // The first fault is where the next key goes: once after each refusal, never while somebody types.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs at an attempt or a refusal, whatever the faults are.
  useEffect(() => {
    if (!isSending) box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [attempts, problem])
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (isSending) return
    const input = form.check()
    if (input) onSend(input)
    else setAttempts((before) => before + 1)
  }
  return (
    <form ref={box} className="form" onSubmit={send} noValidate aria-busy={isSending}>
      {form.isRestored && (
        <p className="form-note" role="status">
          {w.restored}{' '}
          <button type="button" className="link" onClick={form.forget}>
            {w.startOver}
          </button>
        </p>
      )}
      <ConfigProvider componentDisabled={isSending}>
        <fieldset className="schema-body" disabled={isSending}>
          {before}
          <SchemaFields form={form} schema={props.schema} words={props.words} />
          {children}
        </fieldset>
      </ConfigProvider>
      {(count > 0 || problem) && (
        <p className="form-refusal" role="alert">
          {count > 0 ? w.refused(count) : problem && pick(problem)}
        </p>
      )}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={isSending}>
          {submit}
        </Button>
      </div>
    </form>
  )
}
