import { Button, Tooltip } from 'antd'
import { useState } from 'react'
import type { OrderDetail } from '#command/work-order/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { AssignForm } from './assign-form.tsx'
import { AcceptForm, CancelForm, DoneForm, SendBackForm, useBegin } from './step-forms.tsx'
import { words } from './words.ts'

type Step = OrderDetail['steps'][number]['step']
type Props = { order: OrderDetail; onDone: () => void }

/** What may be done with an order. A step that does not follow says why, in the words it would be refused with. */
export function OrderSteps({ order, onDone }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const [open, setOpen] = useState<Step>()
  const begin = useBegin(order, onDone)
  const steps = order.steps.filter(({ step }) => step !== 'signed')
  // What this order is past for good is left away; what waits for something stays, with its reason.
  const ahead = steps.filter(({ refusal }) => refusal === null)
  const waiting = steps.filter(({ step, refusal }) => refusal !== null && isNext(order.state, step))
  if (ahead.length + waiting.length === 0) return null
  const done = () => {
    setOpen(undefined)
    onDone()
  }
  const close = () => setOpen(undefined)
  return (
    <section className="order-steps">
      <div className="round-take">
        {[...ahead, ...waiting].map(({ step, refusal }, index) => (
          <Tooltip key={step} title={refusal ? pick(refusal) : undefined}>
            <Button
              type={index === 0 && refusal === null ? 'primary' : 'default'}
              danger={step === 'cancelled' || step === 'sent_back'}
              aria-disabled={refusal !== null}
              aria-expanded={step === 'begun' ? undefined : open === step}
              className={refusal ? 'is-waiting' : ''}
              loading={step === 'begun' && begin.isPending}
              onClick={() => {
                if (refusal) return
                if (step === 'begun') begin.send()
                else setOpen(open === step ? undefined : step)
              }}
            >
              {w[`step_${step}`]}
            </Button>
          </Tooltip>
        ))}
      </div>
      {waiting.map(({ step, refusal }) => (
        <p key={step} className="quiet">
          {w[`step_${step}`]}：{refusal && pick(refusal)}
        </p>
      ))}
      {open === 'assigned' && <AssignForm order={order} onDone={done} onClose={close} />}
      {open === 'done' && <DoneForm order={order} onDone={done} onClose={close} />}
      {open === 'accepted' && <AcceptForm order={order} onDone={done} onClose={close} />}
      {open === 'sent_back' && <SendBackForm order={order} onDone={done} onClose={close} />}
      {open === 'cancelled' && <CancelForm order={order} onDone={done} onClose={close} />}
    </section>
  )
}

const next: Partial<Record<OrderDetail['state'], readonly Step[]>> = {
  begun: ['done'],
  done: ['accepted', 'sent_back'],
}

const isNext = (state: OrderDetail['state'], step: Step): boolean => next[state]?.includes(step) ?? false
