import { useQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import type { DeviceReply } from '#sense/device/contract.ts'
import {
  type Instruction,
  kindsOf,
  listInstructions,
  parameterName,
  withdrawInstruction,
} from '#sense/instruction/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { InstructionForm } from './instruction-form.tsx'
import { instructionWords } from './instruction-words.ts'

/** What a device was told and what became of it; who may, tells it more. */
export function Instructions({ device }: { device: DeviceReply }) {
  const w = useWords(instructionWords)
  const me = useMe()
  const [isTelling, setTelling] = useState(false)
  const { deviceId, protocol } = device
  const { data, error, refetch } = useQuery({
    ...ask(listInstructions, { params: { deviceId } }),
    refetchInterval: 5_000,
  })
  const mayTell = may(me, 'device.instruct') && !device.retiredAt && kindsOf(protocol).length > 0
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={3} />
  const told = () => {
    setTelling(false)
    void refetch()
  }
  return (
    <section className="device-form">
      <h3>{w.title}</h3>
      {data.settings.length > 0 && <Settings protocol={protocol} settings={data.settings} />}
      {data.items.length === 0 && <p className="quiet">{mayTell ? w.none : w.cannot}</p>}
      {data.items.length > 0 && (
        <ul className="device-told" aria-label={w.title}>
          {data.items.map((one) => (
            <Told key={one.instructionId} device={device} one={one} mayTell={mayTell} onDone={() => void refetch()} />
          ))}
        </ul>
      )}
      {mayTell && isTelling && <InstructionForm device={device} onDone={told} onLeave={() => setTelling(false)} />}
      {mayTell && !isTelling && (
        <div>
          <Button onClick={() => setTelling(true)}>{w.tell}</Button>
        </div>
      )}
    </section>
  )
}

type Setting = { name: string; desired: number | null; reported: number | null }

function Settings({ protocol, settings }: { protocol: string; settings: readonly Setting[] }) {
  const w = useWords(instructionWords)
  const pick = usePick()
  const fields = kindsOf(protocol).find(({ kind }) => kind === 'set-settings')?.fields ?? []
  const nameOf = (name: string): string => {
    const field = fields.find((one) => one.name === name)
    return field ? pick(field) : name
  }
  return (
    <table className="device-values">
      <thead>
        <tr>
          <th>{w.setting}</th>
          <th className="end">{w.desired}</th>
          <th className="end">{w.reported}</th>
          <th>{w.agree}</th>
        </tr>
      </thead>
      <tbody>
        {settings.map(({ name, desired, reported }) => (
          <tr key={name}>
            <td>{nameOf(name)}</td>
            <td className="end">{desired ?? '—'}</td>
            <td className="end">{reported ?? '—'}</td>
            <td>{desired === null || reported === null ? w.notKnown : desired === reported ? w.same : w.differs}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type ToldProps = { device: DeviceReply; one: Instruction; mayTell: boolean; onDone: () => void }

function Told({ device, one, mayTell, onDone }: ToldProps) {
  const w = useWords(instructionWords)
  const pick = usePick()
  const { message } = App.useApp()
  const command = useCommand(withdrawInstruction)
  const kind = kindsOf(device.protocol).find((known) => known.kind === one.kind)
  const isOpen = one.state === 'queued' || one.state === 'sent'
  const params = { deviceId: device.deviceId, instructionId: one.instructionId }
  const takeBack = () =>
    command.mutate({ params, body: {} }, { onSuccess: onDone, onError: (problem) => void message.error(pick(problem)) })
  const values = Object.entries(one.parameters).map(([name, value]) => {
    const field = kind?.fields.find((known) => known.name === name)
    const choice = field?.type === 'choice' ? field.choices.find((known) => known.value === value) : undefined
    return `${field ? pick(field) : name} ${choice ? pick(choice) : value}`
  })
  const answer = one.result && [
    pick(one.result),
    ...Object.entries(one.result.data)
      .filter(([name]) => !parameterName(name))
      .map(([name, value]) => `${name} ${value}`),
  ]
  return (
    <li>
      <div className="device-told-head">
        <strong>{kind ? pick(kind) : one.kind}</strong>
        <span className={`device-told-state ${one.state}`}>{w[one.state]}</span>
        {isOpen && mayTell && (
          <Button size="small" onClick={takeBack} loading={command.isPending}>
            {w.withdraw}
          </Button>
        )}
      </div>
      {values.length > 0 && <div>{values.join('；')}</div>}
      {one.result && <Parameters data={one.result.data} />}
      {answer && <div>{w.answer(answer.filter(Boolean).join('；'))}</div>}
      <div className="quiet">
        {w.asked(one.askedBy, formatTime(one.askedAt), one.reason)}
        {isOpen && ` · ${w.until(formatTime(one.expiresAt))}`}
        {one.tries > 1 && ` · ${w.tries(one.tries)}`}
      </div>
    </li>
  )
}

/** Settings that were asked for by their ids, each with what it is called. */
function Parameters({ data }: { data: Readonly<Record<string, string | number | boolean>> }) {
  const pick = usePick()
  const items = Object.entries(data).flatMap(([id, value]) => {
    const name = parameterName(id)
    return name ? [{ id, value, name }] : []
  })
  if (items.length === 0) return null
  return (
    <dl className="detail-facts">
      {items.map(({ id, value, name }) => (
        <div key={id}>
          <dt>
            {pick(name)} <span className="list-code">{id}</span>
          </dt>
          <dd>{String(value)}</dd>
        </div>
      ))}
    </dl>
  )
}
