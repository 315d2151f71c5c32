import { Button, Input } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { previewTemplate } from '#command/notify/words/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { words } from './words.ts'

type Values = Partial<Record<'titleZh' | 'titleEn' | 'textZh' | 'textEn' | 'sms', string>>

/** What a template reads like when it is filled in: on a case that one may see, else on an example. */
export function TemplatePreview({ template, values }: { template: string; values: Values }) {
  const w = useWords(words)
  const pick = usePick()
  const id = useId()
  const [number, setNumber] = useState('')
  const command = useCommand(previewTemplate)
  const { titleZh = '', titleEn = '', textZh = '', textEn = '', sms = '' } = values
  const submit = (event: FormEvent) => {
    event.preventDefault()
    command.mutate({ params: { template }, body: { titleZh, titleEn, textZh, textEn, sms, number } })
  }
  return (
    <section aria-label={w.preview}>
      <form className="notify-preview-form" onSubmit={submit}>
        <label htmlFor={id}>{w.previewOn}</label>
        <Input id={id} value={number} maxLength={40} onChange={({ target }) => setNumber(target.value)} />
        <Button htmlType="submit" loading={command.isPending}>
          {w.preview}
        </Button>
      </form>
      <p className="field-hint">{w.previewHint}</p>
      {command.error && (
        <p className="form-refusal" role="alert">
          {pick(command.error)}
        </p>
      )}
      {command.data && <Shown reply={command.data} />}
    </section>
  )
}

function Shown({ reply }: { reply: ReplyOf<typeof previewTemplate> }) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <div className="notify-preview" role="status">
      <p className="quiet">{reply.caseNumber ? w.previewReal(reply.caseNumber) : w.previewExample}</p>
      <strong>{reply.title.zh}</strong>
      <p>{reply.text.zh}</p>
      <div lang="en">
        <strong>{reply.title.en}</strong>
        <p>{reply.text.en}</p>
      </div>
      {reply.sms && (
        <p>
          {reply.sms} <span className="quiet">{w.smsCost(reply.smsLength, reply.smsSegments)}</span>
        </p>
      )}
      {reply.faults.length > 0 && (
        <ul className="form-refusal">
          {reply.faults.map((fault) => (
            <li key={`${fault.field} ${fault.zh}`}>{pick(fault)}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
