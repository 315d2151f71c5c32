import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, InputNumber } from 'antd'
import { useDeferredValue } from 'react'
import {
  type Dropping,
  hasMetrics,
  previewRetention,
  type RetentionClass,
  setRetention,
} from '#sense/telemetry/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { retentionWords } from './retention-words.ts'

type Props = { one: RetentionClass; onDone: () => void; onLeave: () => void }

/** Decides how long a class is kept; what would go with the next night is counted while it is filled in. */
export function RetentionForm({ one, onDone, onLeave }: Props) {
  const w = useWords(retentionWords)
  const pick = usePick()
  const { message } = App.useApp()
  const { isOwn: _, ...start } = one
  const form = useDraft(setRetention.body!, { ...start, reason: '' })
  const command = useCommand(setRetention)
  const isWhole = one.class === 'frame' || one.class === 'track'
  const fields = isWhole ? (['rawDays'] as const) : (['rawDays', 'minuteDays', 'hourDays'] as const)
  const put = (name: 'rawDays' | 'minuteDays' | 'hourDays', value: number | undefined) => {
    form.set(name, value)
    // Of what is kept whole there is one time only.
    if (isWhole) for (const other of ['minuteDays', 'hourDays'] as const) form.set(other, value)
  }
  const send = () => {
    const body = form.check()
    if (!body) return
    command.mutate(
      { body },
      {
        onSuccess: () => {
          void message.success(w.saved)
          onDone()
        },
        onError: (problem) => {
          if (!form.refuse(problem)) void message.error(pick(problem))
        },
      },
    )
  }
  return (
    <div className="device-form device-told-form">
      <div className="mapping-line">
        {fields.map((name) => (
          <Field key={name} form={form} name={name} label={w[name]}>
            {(control) => (
              <InputNumber
                {...control}
                value={form.values[name] ?? null}
                onChange={(value) => put(name, value ?? undefined)}
              />
            )}
          </Field>
        ))}
      </div>
      {hasMetrics(one.class) && (
        <Field form={form} name="metrics" label={w.metrics}>
          {(control) => (
            <Input
              {...control}
              value={(form.values.metrics ?? []).join(', ')}
              onChange={({ target }) => form.set('metrics', target.value.split(/[,，\s]+/).filter(Boolean))}
            />
          )}
        </Field>
      )}
      <Going values={{ ...start, ...form.values }} />
      <TextField form={form} name="reason" label={w.reason} max={200} />
      <div className="device-told-head">
        <Button type="primary" danger onClick={send} loading={command.isPending}>
          {w.save}
        </Button>
        <Button onClick={onLeave}>{w.leave}</Button>
      </div>
    </div>
  )
}

type Values = { class: string; metrics?: string[] | undefined; rawDays: number; minuteDays: number; hourDays: number }

function Going({ values }: { values: Values }) {
  const w = useWords(retentionWords)
  const { metrics = [], ...asked } = useDeferredValue(values)
  const query = {
    class: asked.class,
    metrics: metrics.join(','),
    rawDays: asked.rawDays,
    minuteDays: asked.minuteDays,
    hourDays: asked.hourDays,
  }
  const isSound = previewRetention.query!.safeParse(query).success
  const { data } = useQuery({ ...ask(previewRetention, { query }), enabled: isSound })
  if (!data) return null
  const lines = (['raw', 'minutes', 'hours'] as const).flatMap((what) => lineOf(data[what], w[what], w.rows))
  return (
    <div role="status">
      {lines.length === 0 ? <span className="quiet">{w.nothing}</span> : `${w.wouldGo}：${lines.join('；')}`}
    </div>
  )
}

const lineOf = (
  { rows, oldest }: Dropping['raw'],
  what: string,
  say: (what: string, rows: string, oldest: string) => string,
): string[] => (rows > 0 ? [say(what, rows.toLocaleString(), oldest ?? '')] : [])
