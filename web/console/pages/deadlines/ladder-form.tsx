import { App, Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { publishLadder } from '#supervise/deadline-watch/contract.ts'
import { TextField } from '#web/kit/form/text-field.tsx'
import { faultAt, useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import type { Ladder } from './ladder-part.tsx'
import { words } from './words.ts'

type Rung = Ladder['rungs'][number]

/** The ladder as a form: a row a rung, each fault at its row. */
export function LadderForm({ ladder, onDone }: { ladder: Ladder; onDone: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const [rungs, setRungs] = useState<readonly Rung[]>(ladder.rungs)
  const form = useDraft(publishLadder.body!, { basedOn: ladder.version, reason: '', rungs: [...ladder.rungs] })
  const command = useCommand(publishLadder)
  const change = (next: readonly Rung[]) => {
    setRungs(next)
    form.set('rungs', [...next])
  }
  const send = () => {
    const body = form.check()
    if (!body) return
    command.mutate(
      { body },
      {
        onSuccess: () => {
          message.success(w.published)
          onDone()
        },
        onError: (problem) => {
          if (!form.refuse(problem)) message.error(pick(problem))
        },
      },
    )
  }
  const general = form.faults.rungs ?? form.faults.basedOn
  return (
    <div className="rung-form">
      {rungs.map((rung, at) => (
        <RungRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a rung has no other identity while its name is being typed
          key={at}
          at={at}
          rung={rung}
          fault={faultAt(form.faults, `rungs.${at}`)}
          onChange={(next) => change(rungs.map((each, n) => (n === at ? next : each)))}
          onRemove={() => change(rungs.filter((_, n) => n !== at))}
        />
      ))}
      {general && <p className="field-fault">{pick(general)}</p>}
      <div>
        <Button onClick={() => change([...rungs, another(rungs)])} disabled={rungs.length >= 12}>
          {w.addRung}
        </Button>
      </div>
      <TextField form={form} name="reason" label={w.reason} rows={2} max={500} />
      <div className="rung-actions">
        <Button type="primary" onClick={send} loading={command.isPending}>
          {w.publish}
        </Button>
        <Button onClick={onDone}>{w.cancel}</Button>
      </div>
    </div>
  )
}

const another = (rungs: readonly Rung[]): Rung => ({
  id: `rung-${rungs.length + 1}`,
  share: Math.min(10, (rungs.at(-1)?.share ?? 0.5) + 0.5),
  tell: ['party'],
  hours: 'any',
  urges: false,
})

type RowProps = {
  at: number
  rung: Rung
  fault: { zh: string; en: string } | undefined
  onChange: (rung: Rung) => void
  onRemove: () => void
}

function RungRow({ at, rung, fault, onChange, onRemove }: RowProps) {
  const w = useWords(words)
  const pick = usePick()
  const name = w.rung(at + 1)
  const audiences = (['party', 'duty_chief', 'supervisor', 'leader'] as const).map((value) => ({
    value,
    label: w[value],
  }))
  return (
    <fieldset className="rung-row" aria-label={name}>
      <div>
        <label htmlFor={`share-${at}`}>{w.share}</label>
        <InputNumber
          id={`share-${at}`}
          min={1}
          max={1000}
          suffix="%"
          value={Math.round(rung.share * 100)}
          onChange={(percent) => onChange({ ...rung, share: (percent ?? 100) / 100 })}
        />
      </div>
      <div>
        <label htmlFor={`id-${at}`}>{w.id}</label>
        <Input id={`id-${at}`} value={rung.id} onChange={({ target }) => onChange({ ...rung, id: target.value })} />
      </div>
      <div>
        <label htmlFor={`tell-${at}`}>{w.tell}</label>
        <Select
          id={`tell-${at}`}
          mode="multiple"
          value={rung.tell}
          options={audiences}
          onChange={(tell) => onChange({ ...rung, tell })}
          style={{ inlineSize: '100%' }}
        />
      </div>
      <div>
        <label htmlFor={`hours-${at}`}>{w.hours}</label>
        <Select
          id={`hours-${at}`}
          value={rung.hours}
          options={[
            { value: 'any' as const, label: w.anyHours },
            { value: 'working' as const, label: w.workingHours },
          ]}
          onChange={(hours) => onChange({ ...rung, hours })}
          style={{ inlineSize: '100%' }}
        />
      </div>
      <Checkbox checked={rung.urges} onChange={({ target }) => onChange({ ...rung, urges: target.checked })}>
        {w.urges}
      </Checkbox>
      <Button onClick={onRemove} aria-label={w.removeRung(at + 1)}>
        ✕
      </Button>
      {fault && <p className="field-fault">{pick(fault)}</p>}
    </fieldset>
  )
}
