import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { App, Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { listStrays, ProtocolName, registerDevice } from '#sense/device/contract.ts'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { SchemaForm } from '#web/kit/schema-form/schema-form.tsx'
import type { WordsOf } from '#web/kit/schema-form/words.ts'
import { formatTime } from '#web/kit/time.ts'
import { useSettled } from '#web/kit/use-settled.ts'
import { words } from './words.ts'

type Sender = { protocol: ProtocolName; sender: string }

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

const Registration = registerDevice.body!.pick({
  protocol: true,
  sender: true,
  name: true,
  kind: true,
  maker: true,
  model: true,
})

const fieldWords: WordsOf<typeof Registration> = {
  protocol: {
    ...words.protocol,
    choices: {
      jt808: { zh: 'JT/T 808', en: 'JT/T 808' },
      hj212: { zh: 'HJ 212', en: 'HJ 212' },
      sl651: { zh: 'SL 651', en: 'SL 651' },
      mqtt: { zh: 'MQTT', en: 'MQTT' },
      coap: { zh: 'CoAP', en: 'CoAP' },
      onenet: { zh: 'OneNET', en: 'OneNET' },
      ctwing: { zh: 'CTWing', en: 'CTWing' },
      iotda: { zh: 'IoTDA', en: 'IoTDA' },
      talq: { zh: 'TALQ', en: 'TALQ' },
    },
  },
  sender: { ...words.sender, hint: words.senderHint },
  name: words.name,
  kind: { ...words.kind, hint: words.kindHint },
  maker: { zh: '生产厂家', en: 'Maker' },
  model: { zh: '型号', en: 'Model' },
}

function Form({ from, onDone }: { from: Sender | undefined; onDone: () => void }) {
  const w = useWords(words)
  const { message } = App.useApp()
  const start = from ?? { protocol: 'jt808' as const, sender: '' }
  const form = useDraft(
    registerDevice.body!,
    { ...start, kind: '', name: '' },
    from === undefined ? { keepAs: 'device' } : {},
  )
  const command = useCommand(registerDevice)
  const onSuccess = () => {
    form.forget()
    void message.success(w.registered)
    onDone()
  }
  return (
    <SchemaForm
      form={form}
      schema={Registration}
      words={fieldWords}
      submit={w.register}
      isSending={command.isPending}
      problem={command.error}
      onSend={(body) => command.mutate({ body }, { onSuccess, onError: (problem) => form.refuse(problem) })}
    />
  )
}

/** Strangers at the gateways; whoever does not run them looks one up by its whole number. */
function Strays({ onTake }: { onTake: (from: Sender) => void }) {
  const w = useWords(words)
  const [sender, setSender] = useState('')
  const asked = useSettled(sender.trim())
  const query = asked === '' ? {} : { sender: asked }
  const { data } = useQuery({
    ...ask(listStrays, { query }),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  })
  if (!data || (data.isAll && data.items.length === 0)) return null
  return (
    <section aria-label={w.strays(data.items.length)}>
      <h3>{w.strays(data.items.length)}</h3>
      <p className="quiet">{data.isAll ? w.straysHint : w.straysOwn}</p>
      {!data.isAll && (
        <Input
          aria-label={w.straySender}
          placeholder={w.straySender}
          value={sender}
          maxLength={40}
          allowClear
          onChange={({ target }) => setSender(target.value)}
        />
      )}
      {!data.isAll && asked !== '' && data.items.length === 0 && <p className="quiet">{w.strayNone}</p>}
      <StrayList items={data.items} onTake={onTake} />
    </section>
  )
}

type StrayItems = ReplyOf<typeof listStrays>['items']

function StrayList({ items, onTake }: { items: StrayItems; onTake: (from: Sender) => void }) {
  const w = useWords(words)
  return (
    <ul className="device-form">
      {items.map(({ protocol, sender, lastAt, frames }) => {
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
  )
}
