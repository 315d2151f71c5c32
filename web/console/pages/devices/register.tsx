import { useQuery } from '@tanstack/react-query'
import { App, Button, Drawer } from 'antd'
import { useState } from 'react'
import { listStrays, ProtocolName, registerDevice } from '#sense/device/contract.ts'
import { ChoiceField } from '#web/kit/form/choice-field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

type Sender = { protocol: 'jt808' | 'hj212'; sender: string }

/** Registers a device, by hand or one of those that already tried to speak. */
export function Register({ onDone }: { onDone: () => void }) {
  const w = useWords(words)
  const [open, setOpen] = useState(false)
  const [from, setFrom] = useState<Sender>()
  const done = () => {
    setOpen(false)
    setFrom(undefined)
    onDone()
  }
  return (
    <div className="list-acts">
      <Button onClick={() => setOpen(true)}>{w.register}</Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={w.register}
        size={480}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        <div className="detail">
          <Form key={from?.sender ?? ''} from={from} onDone={done} />
          <Strays onTake={setFrom} />
        </div>
      </Drawer>
    </div>
  )
}

const protocols = { jt808: 'JT/T 808', hj212: 'HJ 212' } as const

function Form({ from, onDone }: { from: Sender | undefined; onDone: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const start = from ?? { protocol: 'jt808' as const, sender: '' }
  const form = useDraft(registerDevice.body!, { ...start, kind: '', name: '' })
  const command = useCommand(registerDevice)
  const send = () => {
    const body = form.check()
    if (!body) return
    command.mutate(
      { body },
      {
        onSuccess: () => {
          void message.success(w.registered)
          onDone()
        },
        onError: (problem) => {
          if (!form.refuse(problem)) void message.error(pick(problem))
        },
      },
    )
  }
  const choices = ProtocolName.options.map((value) => ({ value, title: protocols[value] }))
  return (
    <div className="device-form">
      <ChoiceField form={form} name="protocol" label={w.protocol} choices={choices} isRow />
      <TextField form={form} name="sender" label={w.sender} hint={w.senderHint} max={40} />
      <TextField form={form} name="name" label={w.name} max={60} />
      <TextField form={form} name="kind" label={w.kind} hint={w.kindHint} max={40} />
      <div>
        <Button type="primary" onClick={send} loading={command.isPending}>
          {w.register}
        </Button>
      </div>
    </div>
  )
}

function Strays({ onTake }: { onTake: (from: Sender) => void }) {
  const w = useWords(words)
  const { data } = useQuery({ ...ask(listStrays, {}), refetchInterval: 10_000 })
  if (!data || data.items.length === 0) return null
  return (
    <section>
      <h3>{w.strays(data.items.length)}</h3>
      <p className="quiet">{w.straysHint}</p>
      <ul className="device-form">
        {data.items.map(({ protocol, sender, lastAt, frames }) => {
          const known = ProtocolName.safeParse(protocol).data
          return (
            <li key={`${protocol}/${sender}`}>
              <span className="list-code">{sender}</span> {protocol} · {frames} · {formatTime(lastAt)}{' '}
              {known && (
                <Button size="small" onClick={() => onTake({ protocol: known, sender })}>
                  {w.register}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
