import { App, Button, Checkbox, Input, InputNumber, Select } from 'antd'
import type { FormEvent } from 'react'
import { type Kind, makePlan } from '#command/inspection/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { Nothing } from '#web/kit/states.tsx'
import '../emergency/package-form.css'
import { PlanPreview } from './plan-preview.tsx'
import { ScopeFields, UnitField } from './scope-fields.tsx'
import { words } from './words.ts'

type Props = { kinds: readonly Kind[]; today: string; onDone: (planId: string) => void }

const keyOf = ({ industryId, kindId }: { industryId?: string; kindId?: string }) => `${industryId}/${kindId}`

/** What makes a plan, with what it would come to shown before it is made. */
export function PlanForm({ kinds, today, onDone }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const [first] = kinds
  const form = useDraft(makePlan.body!, {
    ...{
      name: '',
      industryId: first?.industryId ?? '',
      kindId: first?.kindId ?? '',
      everyDays: first?.everyDays ?? 30,
    },
    ...{ scope: { areaCode: '', road: '', codes: [] }, onWorkdays: false, unitId: null, startsOn: today, endsOn: null },
  })
  const command = useCommand(makePlan)
  const kind = kinds.find((one) => keyOf(one) === keyOf(form.values))
  if (!first || !kind) return <Nothing title={w.noKinds}>{w.noKindsHint}</Nothing>
  const send = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { body },
      {
        onSuccess: ({ planId, components }) => {
          void message.success(w.created(components))
          onDone(planId)
        },
        onError: (problem) => {
          if (!form.refuse(problem)) void message.error(pick(problem))
        },
      },
    )
  }
  const { window: hours } = form.values
  const setHours = (patch: { from?: string; to?: string }) => {
    const next = { from: hours?.from ?? '', to: hours?.to ?? '', ...patch }
    form.set('window', next.from || next.to ? next : null)
  }
  return (
    <form className="package-form" onSubmit={send} noValidate aria-label={w.add}>
      <Field form={form} name="kindId" label={w.kind}>
        {({ id }) => (
          <Select
            id={id}
            value={keyOf(kind)}
            options={kinds.map((one) => ({ value: keyOf(one), label: `${pick(one.industry)} · ${pick(one.title)}` }))}
            onChange={(key: string) => {
              const chosen = kinds.find((one) => keyOf(one) === key)
              if (!chosen) return
              form.set('industryId', chosen.industryId)
              form.set('kindId', chosen.kindId)
              form.set('everyDays', chosen.everyDays)
            }}
          />
        )}
      </Field>
      <details>
        <summary>{w.checklist}</summary>
        <ol className="inspection-checklist">
          {kind.checklist.map((point) => (
            <li key={point.zh}>{pick(point)}</li>
          ))}
        </ol>
      </details>
      <TextField form={form} name="name" label={w.name} max={60} />
      <ScopeFields form={form} />
      <div className="inspection-pair">
        <Field form={form} name="everyDays" label={w.everyDays} hint={w.everyHint(kind.everyDays, kind.source.text)}>
          {({ id }) => (
            <InputNumber
              id={id}
              min={1}
              max={3660}
              value={form.values.everyDays ?? kind.everyDays}
              onChange={(value) => form.set('everyDays', value ?? kind.everyDays)}
            />
          )}
        </Field>
        <UnitField form={form} />
      </div>
      <Checkbox
        checked={form.values.onWorkdays ?? false}
        onChange={({ target }) => form.set('onWorkdays', target.checked)}
      >
        {w.onWorkdays}
      </Checkbox>
      <div className="inspection-pair">
        {(['startsOn', 'endsOn'] as const).map((name) => (
          <Field key={name} form={form} name={name} label={w[name]} isOptional={name === 'endsOn'}>
            {(control) => (
              <Input
                {...control}
                type="date"
                value={form.values[name] ?? ''}
                onChange={({ target }) =>
                  name === 'endsOn' ? form.set(name, target.value || null) : form.set(name, target.value)
                }
              />
            )}
          </Field>
        ))}
      </div>
      <Field form={form} name="window" label={w.windowFrom} isOptional>
        {(control) => (
          <div className="inspection-pair">
            <Input
              {...control}
              type="time"
              value={hours?.from ?? ''}
              onChange={({ target }) => setHours({ from: target.value })}
            />
            <Input
              type="time"
              aria-label={w.windowTo}
              value={hours?.to ?? ''}
              onChange={({ target }) => setHours({ to: target.value })}
            />
          </div>
        )}
      </Field>
      <PlanPreview values={form.values} />
      <div>
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {w.send}
        </Button>
      </div>
    </form>
  )
}
