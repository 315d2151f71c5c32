import { useQuery } from '@tanstack/react-query'
import { App, AutoComplete, Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { getCoverage, listCoverage } from '#sense/coverage/contract.ts'
import { metricName } from '#sense/device/contract.ts'
import { getWorkSign, setWorkSign, WorkSign } from '#sense/track/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { useSaved } from '#web/kit/use-saved.ts'
import { Labelled } from '../rules/labelled.tsx'
import { words } from './words.ts'

/** Declares by what a vehicle tells that it works: a bit of its inputs or signals, a value beyond a limit, or nothing. */
export function SignForm({ deviceId, onDone }: { deviceId: string; onDone: () => void }) {
  const { data, error, refetch } = useQuery(ask(getWorkSign, { params: { deviceId } }))
  if (error && !data) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={6} />
  return <Form key={data.revision} deviceId={deviceId} data={data} onDone={onDone} />
}

type Data = ReplyOf<typeof getWorkSign>
type Sign = NonNullable<Data['sign']>

const first: Sign = { kind: 'bit', name: '', metric: 'io', bit: 0, is: 1, holdSeconds: 120 }

function Form({ deviceId, data, onDone }: { deviceId: string; data: Data; onDone: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const saved = useSaved([getWorkSign, getCoverage, listCoverage])
  const { message } = App.useApp()
  const command = useCommand(setWorkSign)
  const [sign, setSign] = useState<Sign | null>(data.sign)
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (sign && !WorkSign.safeParse(sign).success) return setRefusal(w.signIncomplete)
    if (reason.trim().length < 2) return setRefusal(w.reasonShort)
    setRefusal('')
    command.mutate(
      { params: { deviceId }, body: { basedOn: data.revision, sign, reason } },
      {
        onSuccess: ({ days }) => {
          saved(w.signSaved(days))
          onDone()
        },
        onError: (problem) => {
          setRefusal(pick(problem))
          void message.error(pick(problem))
        },
      },
    )
  }
  return (
    <form className="cover-form" onSubmit={submit} noValidate>
      <p className="quiet">{w.signLead}</p>
      <Checkbox
        checked={sign !== null}
        onChange={({ target }) => setSign(target.checked ? (data.sign ?? first) : null)}
      >
        {w.hasSign}
      </Checkbox>
      {sign && <SignFields sign={sign} latest={data.latest} set={setSign} />}
      <Labelled label={w.signReason}>
        {(id) => <Input id={id} value={reason} maxLength={200} onChange={({ target }) => setReason(target.value)} />}
      </Labelled>
      {data.changedAt && (
        <p className="quiet">
          {data.changedBy} · {formatTime(data.changedAt)} · {data.reason}
        </p>
      )}
      {refusal && (
        <p className="form-refusal" role="alert">
          {refusal}
        </p>
      )}
      <Button type="primary" htmlType="submit" loading={command.isPending}>
        {w.save}
      </Button>
    </form>
  )
}

type FieldsProps = { sign: Sign; latest: Data['latest']; set: (sign: Sign) => void }

function SignFields({ sign, latest, set }: FieldsProps) {
  const w = useWords(words)
  const pick = usePick()
  const now = latest.find(({ metric }) => metric === sign.metric)
  const common = { name: sign.name, metric: sign.metric, holdSeconds: sign.holdSeconds }
  return (
    <>
      <Labelled label={w.signName} hint={w.signNameHint}>
        {(id) => (
          <Input
            id={id}
            value={sign.name}
            maxLength={40}
            onChange={({ target }) => set({ ...sign, name: target.value })}
          />
        )}
      </Labelled>
      <Labelled label={w.signMetric} hint={now ? w.signNow(String(now.value), bitsOf(sign, now.value)) : w.signNever}>
        {(id) => (
          <AutoComplete
            id={id}
            value={sign.metric}
            options={latest.map(({ metric }) => ({ value: metric, label: `${pick(metricName(metric))}（${metric}）` }))}
            onChange={(metric) => set({ ...sign, metric })}
          />
        )}
      </Labelled>
      <Labelled label={w.signKind}>
        {(id) => (
          <Select
            id={id}
            value={sign.kind}
            options={(['bit', 'value'] as const).map((value) => ({ value, label: w[`${value}Sign`] }))}
            onChange={(kind) =>
              set(kind === 'bit' ? { kind, ...common, bit: 0, is: 1 } : { kind, ...common, side: 'above', limit: 0 })
            }
          />
        )}
      </Labelled>
      {sign.kind === 'bit' ? (
        <>
          <Amount label={w.bit} value={sign.bit} set={(bit) => set({ ...sign, bit })} />
          <Labelled label={w.worksWhen}>
            {(id) => (
              <Select
                id={id}
                value={sign.is}
                options={([1, 0] as const).map((value) => ({ value, label: value === 1 ? w.isOne : w.isNought }))}
                onChange={(is) => set({ ...sign, is })}
              />
            )}
          </Labelled>
        </>
      ) : (
        <>
          <Labelled label={w.worksWhen}>
            {(id) => (
              <Select
                id={id}
                value={sign.side}
                options={(['above', 'below'] as const).map((value) => ({ value, label: w[value] }))}
                onChange={(side) => set({ ...sign, side })}
              />
            )}
          </Labelled>
          <Amount label={w.signLimit} value={sign.limit} set={(limit) => set({ ...sign, limit })} />
        </>
      )}
      <Amount label={w.hold} value={sign.holdSeconds} set={(holdSeconds) => set({ ...sign, holdSeconds })} />
    </>
  )
}

// The lowest bit is on the right, as it is written in a protocol.
const bitsOf = (sign: Sign, value: number): string =>
  sign.kind === 'bit' && Number.isInteger(value) && value >= 0 ? value.toString(2).padStart(8, '0') : ''

const Amount = ({ label, value, set }: { label: string; value: number; set: (value: number) => void }) => (
  <Labelled label={label}>
    {(id) => <InputNumber id={id} value={value} onChange={(next) => set(next ?? 0)} style={{ inlineSize: '100%' }} />}
  </Labelled>
)
