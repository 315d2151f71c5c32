import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import { getReporter, type ReporterView, revealReporter } from '#serve/intake/contract.ts'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { defineWords, usePick, useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'

const words = defineWords({
  title: { zh: '诉求人', en: 'Reporter' },
  name: { zh: '姓名', en: 'Name' },
  phone: { zh: '电话', en: 'Phone' },
  code: { zh: '查询码', en: 'Tracking code' },
  anonymous: { zh: '匿名', en: 'Anonymous' },
  reveal: { zh: '查看联系方式', en: 'Reveal' },
  purpose: { zh: '查看用途', en: 'Purpose' },
  purposeHint: { zh: '用途与查看人会记入审计。', en: 'The purpose and your name are recorded.' },
  confirm: { zh: '确认查看', en: 'Reveal' },
  cancel: { zh: '取消', en: 'Cancel' },
})

type View = z.output<typeof ReporterView>

/** Who reported, masked; the whole is shown for a stated purpose only. */
export function Reporter({ caseId }: { caseId: string }) {
  const w = useWords(words)
  const me = useMe()
  const { data } = useQuery(ask(getReporter, { params: { id: caseId } }))
  const [revealed, setRevealed] = useState<View>()
  const [isAsking, setAsking] = useState(false)
  if (!data) return null
  const shown = revealed ?? data
  return (
    <section className="panel">
      <h2>{w.title}</h2>
      <dl className="facts">
        <dt>{w.name}</dt>
        <dd>{shown.name || w.anonymous}</dd>
        {shown.phone && (
          <>
            <dt>{w.phone}</dt>
            <dd>{shown.phone}</dd>
          </>
        )}
        <dt>{w.code}</dt>
        <dd>{shown.trackingCode}</dd>
      </dl>
      {!revealed && !isAsking && may(me, 'person.reveal') && (data.name || data.phone) && (
        <Button size="small" className="panel-button" onClick={() => setAsking(true)}>
          {w.reveal}
        </Button>
      )}
      {isAsking && !revealed && <Purpose caseId={caseId} onCancel={() => setAsking(false)} onRevealed={setRevealed} />}
    </section>
  )
}

type PurposeProps = { caseId: string; onCancel: () => void; onRevealed: (view: View) => void }

function Purpose({ caseId, onCancel, onRevealed }: PurposeProps) {
  const w = useWords(words)
  const pick = usePick()
  const form = useDraft(revealReporter.body!, { purpose: '' })
  const command = useCommand(revealReporter)
  const send = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (body)
      command.mutate(
        { params: { id: caseId }, body },
        { onSuccess: onRevealed, onError: (problem) => void form.refuse(problem) },
      )
  }
  return (
    <form className="form panel-button" onSubmit={send} noValidate>
      <TextField form={form} name="purpose" label={w.purpose} hint={w.purposeHint} rows={2} max={500} />
      {command.error && (
        <p className="form-refusal" role="alert">
          {pick(command.error)}
        </p>
      )}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {w.confirm}
        </Button>
        <Button onClick={onCancel}>{w.cancel}</Button>
      </div>
    </form>
  )
}
