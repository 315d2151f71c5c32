import { App, Button } from 'antd'
import { type FormEvent, useState } from 'react'
import { type OrderDetail, signPoint } from '#command/work-order/contract.ts'
import { PhotoField } from '#web/kit/form/photo-field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { PhotoStrip } from '#web/kit/photos/photo-strip.tsx'
import { useCommand } from '#web/kit/query.ts'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

type Props = { order: OrderDetail; onDone: () => void }

/** The checklist with who signed what, and the signing of what is open. */
export function Checklist({ order, onDone }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const [open, setOpen] = useState<number>()
  const maySign = order.steps.some(({ step, refusal }) => step === 'signed' && refusal === null)
  return (
    <section>
      <h3>
        {w.checklist} {order.signed}/{order.points}
      </h3>
      <ol className="order-checklist">
        {order.checklist.map((point, at) => (
          <li key={point.zh} className={point.signature ? 'is-signed' : undefined}>
            <span className="order-point">{pick(point)}</span>
            {point.signature && (
              <>
                <span className="tag tone-green">{w[point.signature.result]}</span>
                <p className="quiet">
                  {[point.signature.byName, formatTime(point.signature.at), point.signature.words]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
                <PhotoStrip
                  size="small"
                  photos={point.signature.files.map((fileId) => ({ fileId, caption: pick(point) }))}
                />
              </>
            )}
            {maySign && !point.signature && open !== at && (
              <Button onClick={() => setOpen(at)} aria-label={w.signOf(pick(point))}>
                {w.sign}
              </Button>
            )}
            {maySign && open === at && (
              <SignForm
                order={order}
                point={at}
                label={w.signOf(pick(point))}
                onClose={() => setOpen(undefined)}
                onDone={() => {
                  setOpen(undefined)
                  onDone()
                }}
              />
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

type SignProps = Props & { point: number; label: string; onClose: () => void }

function SignForm({ order, point, label, onClose, onDone }: SignProps) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const form = useDraft(signPoint.body!, { point, result: 'ok', words: '', files: [], seen: order.version })
  const command = useCommand(signPoint)
  const sign = (result: 'ok' | 'not_needed') => {
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { params: { workId: order.orderId }, body: { ...body, result, seen: order.version } },
      {
        onSuccess: onDone,
        onError: (problem) => {
          if (!form.refuse(problem)) void message.error(pick(problem))
        },
      },
    )
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    sign('ok')
  }
  return (
    <form className="form" onSubmit={send} aria-label={label} noValidate>
      <TextField form={form} name="words" label={w.signNote} max={1000} isOptional />
      <PhotoField form={form} name="files" label={w.photos} isOptional />
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {w.ok}
        </Button>
        <Button onClick={() => sign('not_needed')}>{w.notNeeded}</Button>
        <Button onClick={onClose}>{w.cancel}</Button>
      </div>
    </form>
  )
}
