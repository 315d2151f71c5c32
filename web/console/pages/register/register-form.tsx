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
import { useShortcuts } from '#web/kit/keys/use-shortcut.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { CategoryPicker, type NamedCategory } from '#web/kit/steps/category-picker.tsx'
import type { Target } from '../duplicate/draft-duplicates.tsx'
import { Around } from './around.tsx'
import { Caller } from './caller.tsx'
import { Clauses } from './clauses.tsx'
import { DutyLine } from './duty.tsx'
import { bodyOf, Filled } from './filled.ts'
import { PlacePart } from './place-part.tsx'
import { type Keeping, useKeeping } from './use-keeping.ts'
import { sourceWords, words } from './words.ts'

export type RegisterDraft = Draft<Filled>

type Props = {
  draftId: string
  initial: Filled
  /** Whether this report has been registered or cleared, so that no draft of it must come back. */
  isOver: () => boolean
  /** `into` is the case that the report is found to repeat, if it is. */
  onRegistered: (reply: ReplyOf<typeof registerCase>, into: Target | undefined) => void
}

/** The form of one call; mounted anew for the next. */
export function RegisterForm({ draftId, initial, isOver, onRegistered }: Props) {
  const w = useWords(words)
  const form = useDraft(Filled, initial)
  const command = useCommand(registerCase)
  const box = useRef<HTMLFormElement>(null)
  const [target, setTarget] = useState<Target>()
  const isSending = useRef(false)
  const keeping = useKeeping(draftId, form.values, () => isSending.current || isOver())
  useEffect(() => box.current?.querySelector('textarea')?.focus(), [])
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    const filled = form.check()
    if (!filled) focusFault(box)
    if (!filled || command.isPending) return
    isSending.current = true
    command.mutate(
      { body: bodyOf(filled) },
      {
        onSuccess: (reply) => onRegistered(reply, target),
        onError: (problem) => {
          isSending.current = false
          form.refuse(problem)
        },
      },
    )
  }
  const goTo = (part: string) => () =>
    box.current?.querySelector<HTMLElement>(`[data-part="${part}"] :is(input, textarea)`)?.focus()
  useShortcuts({
    submit: () => box.current?.requestSubmit(),
    callPhone: goTo('phone'),
    callWhat: goTo('what'),
    callCategory: goTo('category'),
    callWhere: goTo('where'),
    callSame: () => box.current?.querySelector<HTMLElement>('.candidate button[aria-pressed]')?.click(),
  })
  return (
    <form ref={box} className="register-form" aria-label={w.title} onSubmit={submit} onKeyDown={keepWriting} noValidate>
      <div className="register-left">
        <WhatPart form={form} />
        <WhoPart form={form} />
        <Caller form={form} target={target} onTarget={setTarget} />
        {target && <p className="form-note">{w.willMerge(target.number)}</p>}
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
          <KeepingLine keeping={keeping} />
        </div>
      </div>
      <div className="register-right">
        <PlacePart form={form} />
        <Around form={form} target={target} onTarget={setTarget} />
      </div>
    </form>
  )
}

/** Enter takes a candidate; a call is only sent on purpose, by its button or its own keys. */
function keepWriting(event: KeyboardEvent): void {
  const isPlain = event.key === 'Enter' && !event.ctrlKey && !event.metaKey
  if (isPlain && event.target instanceof HTMLInputElement) event.preventDefault()
}

/** The first field at fault, once it has been marked as such. */
function focusFault(box: RefObject<HTMLFormElement | null>): void {
  requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('.wrong :is(textarea, input, button)')?.focus())
}

/** That what is written is safe, and since when. */
function KeepingLine({ keeping: { state, at } }: { keeping: Keeping }) {
  const w = useWords(words)
  const time = at === undefined ? '' : clockTime.format(at)
  const said = { empty: '', changed: w.keeping, saving: w.keeping, saved: w.kept(time), refused: w.keptNot }[state]
  return (
    <span className={state === 'refused' ? 'keeping wrong' : 'keeping'} role="status">
      {said}
    </span>
  )
}

const clockTime = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', timeStyle: 'medium' })

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
  const [looked, setLooked] = useState<NamedCategory>()
  const shown = looked ?? category
  return (
    <section className="register-part" aria-label={w.what}>
      <div data-part="what">
        <TextField
          form={form}
          name="description"
          label={w.description}
          rows={4}
          max={4000}
          placeholder={w.descriptionHint}
        />
      </div>
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
      <div data-part="category">
        <Field form={form} name="category" label={w.category} hint={w.categoryHint} isOptional>
          {(control) => (
            <CategoryPicker
              value={category ?? null}
              onChange={(chosen) => form.set('category', chosen && named(chosen))}
              onLook={setLooked}
              control={control}
            />
          )}
        </Field>
      </div>
      {shown && <Clauses category={shown} />}
      {shown && <DutyLine form={form} category={shown} />}
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
          <div className="register-row" data-part="phone">
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
