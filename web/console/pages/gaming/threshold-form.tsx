import { useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import type { ReplyOf } from '#kernel/http/contract.ts'
import {
  findingKindIds,
  findingKinds,
  listFindings,
  setThresholds,
  type Threshold,
} from '#supervise/gaming/contract.ts'
import '#web/kit/form/form.css'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { words } from './words.ts'

type Values = ReplyOf<typeof listFindings>['thresholds']
type Props = { version: number; thresholds: Values }

/** The thresholds by which patterns are found, with their bounds and marks; a change needs a reason. */
export function ThresholdForm({ version, thresholds }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const reasonId = useId()
  const [values, setValues] = useState<Values>(thresholds)
  const [reason, setReason] = useState('')
  const command = useCommand(setThresholds)
  const send = (event: FormEvent) => {
    event.preventDefault()
    const body = { basedOn: version, thresholds: values, reason }
    command.mutate(
      { body },
      {
        onSuccess: () => setTimeout(() => void client.invalidateQueries({ queryKey: [routeKey(listFindings)] }), 3_000),
      },
    )
  }
  const set = (kind: keyof Values, name: string, value: number) =>
    setValues((before) => ({ ...before, [kind]: { ...before[kind], [name]: value } }))
  return (
    <form className="form" onSubmit={send}>
      <p className="quiet">
        {w.version(version)} · {w.thresholdHint}
      </p>
      {findingKindIds.map((kind) => (
        <fieldset key={kind} className="gaming-thresholds">
          <legend>{pick(findingKinds[kind])}</legend>
          {Object.entries<Threshold>(findingKinds[kind].thresholds).map(([name, threshold]) => (
            <Value
              key={name}
              threshold={threshold}
              value={values[kind][name] ?? threshold.usual}
              onChange={(value) => set(kind, name, value)}
            />
          ))}
        </fieldset>
      ))}
      <div className="field">
        <label htmlFor={reasonId}>{w.reason}</label>
        <Input id={reasonId} required minLength={2} value={reason} onChange={({ target }) => setReason(target.value)} />
      </div>
      {command.error && (
        <div className="form-refusal" role="alert">
          {pick(command.error)}
        </div>
      )}
      {command.data && <p role="status">{w.saved(command.data.version)}</p>}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {w.save}
        </Button>
      </div>
    </form>
  )
}

type ValueProps = { threshold: Threshold; value: number; onChange: (value: number) => void }

function Value({ threshold, value, onChange }: ValueProps) {
  const pick = usePick()
  const id = useId()
  return (
    <div className="gaming-threshold">
      <label htmlFor={id}>
        {pick(threshold)} <span className="quiet">[{threshold.mark}]</span>
      </label>
      <Input
        id={id}
        type="number"
        step="any"
        min={threshold.least}
        max={threshold.most}
        value={value}
        onChange={({ target }) => onChange(Number(target.value))}
      />
    </div>
  )
}
