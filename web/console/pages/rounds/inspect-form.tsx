import { App, Button, Input } from 'antd'
import type { FormEvent } from 'react'
import { type inspectionsAt, inspectOne } from '#command/inspection/round/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { ChoiceField } from '#web/kit/form/choice-field.tsx'
import { PhotoField } from '#web/kit/form/photo-field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { HereField } from '#web/kit/steps/here-field.tsx'
import { words } from './words.ts'

type Asked = ReplyOf<typeof inspectionsAt>['asked'][number]
type Result = 'ok' | 'fault' | 'could_not'
type Answer = { result?: Result; words?: string | undefined }
type Reply = ReplyOf<typeof inspectOne>

type Props = { code: string; asked: Asked; onDone: () => void }

/** Answers one inspection point by point; the thumb reaches every answer, and what is sound takes one touch. */
export function InspectForm({ code, asked: { planId, kind, mayOrder }, onDone }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const form = useDraft(inspectOne.body!, { planId, code, points: [], words: '', files: [], becomes: 'case' })
  const command = useCommand(inspectOne)
  const answers = kind.checklist.map((_, at): Answer => form.values.points?.[at] ?? {})
  const open = answers.filter(({ result }) => !result).length
  const isFault = answers.some(({ result }) => result === 'fault')
  const put = (next: readonly Answer[]) => form.set('points', next as NonNullable<typeof form.values.points>)
  const set = (at: number, patch: Answer) => put(answers.map((one, n) => (n === at ? { ...one, ...patch } : one)))
  const said = ({ outcome, caseNumber, orderNumber }: Reply): string => {
    if (caseNumber) return w.caseMade(caseNumber)
    if (orderNumber) return w.orderMade(orderNumber)
    return outcome === 'ok' ? w.done : outcome === 'fault' ? w.mendedDone : w.couldNotDone
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (open > 0) return void message.warning(w.unanswered(open))
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { body },
      {
        onSuccess: (reply) => {
          void message.success(said(reply))
          onDone()
        },
        onError: (problem) => {
          if (!form.refuse(problem)) void message.error(pick(problem))
        },
      },
    )
  }
  return (
    <form className="form inspect-form" onSubmit={send} noValidate aria-label={pick(kind.title)}>
      <ol>
        {kind.checklist.map((point, at) => (
          <li key={point.zh}>
            <Point
              label={pick(point)}
              about={w.point(at + 1, kind.checklist.length)}
              answer={answers[at] ?? {}}
              onSet={(patch) => set(at, patch)}
            />
          </li>
        ))}
      </ol>
      {open > 0 && (
        <Button onClick={() => put(answers.map((one) => (one.result ? one : { ...one, result: 'ok' })))}>
          {w.allOk}
        </Button>
      )}
      <TextField form={form} name="words" label={w.sayAll} rows={2} max={500} isOptional />
      <PhotoField form={form} name="files" label={w.photos} isOptional={!isFault} />
      {isFault && (
        <ChoiceField
          form={form}
          name="becomes"
          label={w.becomes}
          choices={[
            { value: 'case' as const, title: w.case, detail: w.caseHint },
            ...(mayOrder ? [{ value: 'order' as const, title: w.order, detail: w.orderHint }] : []),
            { value: 'mended' as const, title: w.mended, detail: w.mendedHint },
          ]}
        />
      )}
      <HereField form={form} />
      <div className="inspect-send">
        <span className="quiet" role="status">
          {open > 0 && w.unanswered(open)}
        </span>
        <Button type="primary" size="large" htmlType="submit" loading={command.isPending}>
          {w.send}
        </Button>
      </div>
    </form>
  )
}

const results = ['ok', 'fault', 'could_not'] as const

type PointProps = { label: string; about: string; answer: Answer; onSet: (patch: Answer) => void }

function Point({ label, about, answer, onSet }: PointProps) {
  const w = useWords(words)
  return (
    <fieldset className="inspect-point">
      <legend>
        <span className="unseen">{about}：</span>
        {label}
      </legend>
      <div className="inspect-answers">
        {results.map((result) => (
          <label key={result} className={`inspect-answer is-${result}`}>
            <input
              type="radio"
              name={`${label}-result`}
              checked={answer.result === result}
              onChange={() => onSet({ result })}
            />
            {w[result]}
          </label>
        ))}
      </div>
      {(answer.result === 'fault' || answer.result === 'could_not') && (
        <Input
          aria-label={`${w.say}：${label}`}
          placeholder={w.say}
          value={answer.words ?? ''}
          maxLength={300}
          onChange={({ target }) => onSet({ words: target.value })}
        />
      )}
    </fieldset>
  )
}
