import { App, Button, Checkbox } from 'antd'
import type { FormEvent, ReactNode } from 'react'
import {
  acceptOrder,
  beginOrder,
  cancelOrder,
  finishOrder,
  type OrderDetail,
  sendBackOrder,
} from '#command/work-order/contract.ts'
import type { ProblemError } from '#web/kit/client.ts'
import { Field } from '#web/kit/form/field.tsx'
import { PhotoField } from '#web/kit/form/photo-field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { words } from './words.ts'

export type StepProps = { order: OrderDetail; onDone: () => void; onClose: () => void }

/** What follows a step: word of it, or why it was refused where no field takes the fault. */
export function useAnswers(onDone: () => void, refuse: (problem: ProblemError) => boolean) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  return {
    onSuccess: () => {
      void message.success(w.saved)
      onDone()
    },
    onError: (problem: ProblemError) => {
      if (!refuse(problem)) void message.error(pick(problem))
    },
  }
}

/** Begins the work at one touch. */
export function useBegin({ orderId, version }: OrderDetail, onDone: () => void) {
  const command = useCommand(beginOrder)
  const answers = useAnswers(onDone, () => false)
  return {
    isPending: command.isPending,
    send: () => command.mutate({ params: { workId: orderId }, body: { seen: version } }, answers),
  }
}

type FrameProps = { label: string; isPending: boolean; onSend: () => void; onClose: () => void; children: ReactNode }

/** The frame of a step's form: Enter sends it. */
export function StepFrame({ label, isPending, onSend, onClose, children }: FrameProps) {
  const w = useWords(words)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!isPending) onSend()
  }
  return (
    <form className="form order-form" onSubmit={send} aria-label={label} noValidate>
      {children}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={isPending}>
          {label}
        </Button>
        <Button onClick={onClose}>{w.cancel}</Button>
      </div>
    </form>
  )
}

export function DoneForm({ order, onDone, onClose }: StepProps) {
  const w = useWords(words)
  const form = useDraft(finishOrder.body!, { words: '', files: [], seen: order.version })
  const command = useCommand(finishOrder)
  const answers = useAnswers(onDone, form.refuse)
  const send = () => {
    const body = form.check()
    if (body) command.mutate({ params: { workId: order.orderId }, body }, answers)
  }
  return (
    <StepFrame label={w.step_done} isPending={command.isPending} onSend={send} onClose={onClose}>
      <TextField form={form} name="words" label={w.words} rows={2} max={1000} isOptional />
      <PhotoField form={form} name="files" label={w.photos} isOptional />
    </StepFrame>
  )
}

export function AcceptForm({ order, onDone, onClose }: StepProps) {
  const w = useWords(words)
  const form = useDraft(acceptOrder.body!, { words: '', seen: order.version })
  const command = useCommand(acceptOrder)
  const answers = useAnswers(onDone, form.refuse)
  const send = () => {
    const body = form.check()
    if (body) command.mutate({ params: { workId: order.orderId }, body }, answers)
  }
  return (
    <StepFrame label={w.step_accepted} isPending={command.isPending} onSend={send} onClose={onClose}>
      <TextField form={form} name="words" label={w.words} rows={2} max={1000} isOptional />
    </StepFrame>
  )
}

export function SendBackForm({ order, onDone, onClose }: StepProps) {
  const w = useWords(words)
  const pick = usePick()
  const form = useDraft(sendBackOrder.body!, { reason: '', points: [], seen: order.version })
  const command = useCommand(sendBackOrder)
  const answers = useAnswers(onDone, form.refuse)
  const send = () => {
    const body = form.check()
    if (body) command.mutate({ params: { workId: order.orderId }, body }, answers)
  }
  return (
    <StepFrame label={w.step_sent_back} isPending={command.isPending} onSend={send} onClose={onClose}>
      <Field form={form} name="points" label={w.pointsAgain}>
        {({ id }) => (
          <Checkbox.Group
            key={id}
            className="order-points"
            value={form.values.points ?? []}
            options={order.checklist.map((point, value) => ({ value, label: pick(point) }))}
            onChange={(points) => form.set('points', points.map(Number))}
          />
        )}
      </Field>
      <TextField form={form} name="reason" label={w.reason} rows={2} max={500} />
    </StepFrame>
  )
}

export function CancelForm({ order, onDone, onClose }: StepProps) {
  const w = useWords(words)
  const form = useDraft(cancelOrder.body!, { reason: '', seen: order.version })
  const command = useCommand(cancelOrder)
  const answers = useAnswers(onDone, form.refuse)
  const send = () => {
    const body = form.check()
    if (body) command.mutate({ params: { workId: order.orderId }, body }, answers)
  }
  return (
    <StepFrame label={w.step_cancelled} isPending={command.isPending} onSend={send} onClose={onClose}>
      <TextField form={form} name="reason" label={w.cancelReason} rows={2} max={500} />
    </StepFrame>
  )
}
