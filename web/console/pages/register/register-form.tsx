import { Button, Input, Select } from 'antd'
import { type FormEvent, type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { registerCase } from '#serve/intake/contract.ts'
import type { ProblemError } from '#web/kit/client.ts'
import { ChoiceField } from '#web/kit/form/choice-field.tsx'
import { Field } from '#web/kit/form/field.tsx'
import { PhotoField } from '#web/kit/form/photo-field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { type Draft, useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { CategoryPicker, type NamedCategory } from '#web/kit/steps/category-picker.tsx'
import { useSettled } from '#web/kit/use-settled.ts'
import type { Target } from '../duplicate/draft-duplicates.tsx'
import { Around } from './around.tsx'
import { Clauses } from './clauses.tsx'
import { bodyOf, Filled } from './filled.ts'
import { PlacePart } from './place-part.tsx'
import { keepDraft } from './saved-draft.ts'
import { sourceWords, words } from './words.ts'

export type RegisterDraft = Draft<Filled>

type Props = {
  personId: string
  initial: Filled
  /** `into` is the case that the report is found to repeat, if it is. */
  onRegistered: (reply: ReplyOf<typeof registerCase>, into: Target | undefined) => void
}

/** The form of one call; mounted anew for the next. */
export function RegisterForm({ personId, initial, onRegistered }: Props) {
  const w = useWords(words)
  const form = useDraft(Filled, initial)
  const command = useCommand(registerCase)
  const box = useRef<HTMLFormElement>(null)
  const [target, setTarget] = useState<Target>()
  useAutosave(personId, form)
  useEffect(() => box.current?.querySelector('textarea')?.focus(), [])
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    const filled = form.check()
    if (!filled) focusFault(box)
    if (!filled || command.isPending) return
    command.mutate(
      { body: bodyOf(filled) },
      { onSuccess: (reply) => onRegistered(reply, target), onError: (problem) => form.refuse(problem) },
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) submit()
  }
  return (
    <form ref={box} className="register-form" aria-label={w.title} onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      <div className="register-left">
        <WhatPart form={form} />
        <WhoPart form={form} />
        {command.error && <Refusal problem={command.error} />}
        <div className="register-submit">
          <Button
            type="primary"
            htmlType="submit"
            size="large"
            aria-keyshortcuts="Control+Enter"
            loading={command.isPending}
          >
            {command.isPending ? w.submitting : w.submit}
          </Button>
          <kbd>Ctrl + Enter</kbd>
        </div>
      </div>
      <div className="register-right">
        <PlacePart form={form} />
        <Around form={form} target={target} onTarget={setTarget} />
      </div>
    </form>
  )
}

/** The first field at fault, once it has been marked as such. */
function focusFault(box: RefObject<HTMLFormElement | null>): void {
  requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('.wrong :is(textarea, input, button)')?.focus())
}

function useAutosave(personId: string, form: RegisterDraft): void {
  const settled = useSettled(form.values, 500)
  const first = useRef(settled)
  useEffect(() => {
    if (settled !== first.current) keepDraft(personId, settled)
  }, [personId, settled])
}

function Refusal({ problem }: { problem: ProblemError }) {
  const pick = usePick()
  return (
    <p className="form-refusal" role="alert">
      {pick(problem)}
    </p>
  )
}

/** What of a hit belongs to the report; the picker's hits carry more. */
const named = ({ edition, kind, code, name }: NamedCategory): NamedCategory => ({ edition, kind, code, name })

function WhatPart({ form }: { form: RegisterDraft }) {
  const w = useWords(words)
  const sources = useWords(sourceWords)
  const { category } = form.values
  return (
    <section className="register-part" aria-label={w.what}>
      <TextField
        form={form}
        name="description"
        label={w.description}
        rows={4}
        max={4000}
        placeholder={w.descriptionHint}
      />
      <div className="register-row">
        <Field form={form} name="source" label={w.source}>
          {(control) => (
            <Select
              id={control.id}
              value={form.values.source ?? null}
              options={Object.entries(sources).map(([value, label]) => ({ value: value as Filled['source'], label }))}
              onChange={(value) => form.set('source', value ?? 'hotline')}
            />
          )}
        </Field>
        <ChoiceField
          form={form}
          name="urgency"
          label={w.urgency}
          isRow
          choices={(['normal', 'urgent', 'critical'] as const).map((value) => ({ value, title: w[value] }))}
        />
      </div>
      <Field form={form} name="category" label={w.category} hint={w.categoryHint} isOptional>
        {(control) => (
          <CategoryPicker
            value={category ?? null}
            onChange={(chosen) => form.set('category', chosen && named(chosen))}
            control={control}
          />
        )}
      </Field>
      {category && <Clauses category={category} />}
    </section>
  )
}

function WhoPart({ form }: { form: RegisterDraft }) {
  const w = useWords(words)
  const reporter = form.values.reporter ?? {}
  return (
    <section className="register-part" aria-label={w.who}>
      <Field form={form} name="reporter" label={w.phone} isOptional>
        {(control) => (
          <div className="register-row">
            <Input
              {...control}
              inputMode="tel"
              maxLength={20}
              value={reporter.phone}
              onChange={({ target }) => form.set('reporter', { ...reporter, phone: target.value })}
            />
            <Input
              aria-label={w.name}
              placeholder={w.name}
              maxLength={40}
              value={reporter.name}
              onChange={({ target }) => form.set('reporter', { ...reporter, name: target.value })}
            />
          </div>
        )}
      </Field>
      <PhotoField form={form} name="files" label={w.photos} isOptional />
    </section>
  )
}
