import { App, Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { CampaignFilter, openCampaign } from '#command/campaign/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { formatDay } from '#web/kit/time.ts'
import '../emergency/package-form.css'
import { words } from './words.ts'

const month = 30 * 86_400_000

/** What opens a campaign: its days, its goal and which cases are its own. */
export function CampaignForm({ onDone }: { onDone: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const [filter, setFilter] = useState<CampaignFilter>(() => CampaignFilter.parse({}))
  const form = useDraft(openCampaign.body!, {
    name: '',
    goal: '',
    target: 90,
    startsOn: formatDay(Date.now()),
    endsOn: formatDay(Date.now() + month),
    filter,
  })
  const command = useCommand(openCampaign)
  const change = (patch: Partial<CampaignFilter>) => {
    const next = { ...filter, ...patch }
    setFilter(next)
    form.set('filter', next)
  }
  const send = () => {
    const body = form.check()
    if (!body) return
    command.mutate(
      { body },
      {
        onSuccess: () => {
          message.success(w.created)
          onDone()
        },
        onError: (problem) => {
          if (!form.refuse(problem)) message.error(pick(problem))
        },
      },
    )
  }
  return (
    <div className="package-form">
      <TextField form={form} name="name" label={w.name} max={60} />
      <TextField form={form} name="goal" label={w.goal} rows={2} max={500} isOptional />
      <Field form={form} name="target" label={w.target}>
        {({ id }) => (
          <InputNumber
            id={id}
            min={1}
            max={100}
            value={form.values.target ?? 90}
            onChange={(value) => form.set('target', value ?? 90)}
          />
        )}
      </Field>
      {(['startsOn', 'endsOn'] as const).map((name) => (
        <Field key={name} form={form} name={name} label={w[name]}>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={form.values[name] ?? ''}
              onChange={({ target }) => form.set(name, target.value)}
              style={{ inlineSize: 180 }}
            />
          )}
        </Field>
      ))}
      <FilterPart filter={filter} onChange={change} />
      <div>
        <Button type="primary" onClick={send} loading={command.isPending}>
          {w.create}
        </Button>
      </div>
    </div>
  )
}

type FilterProps = { filter: CampaignFilter; onChange: (patch: Partial<CampaignFilter>) => void }

function FilterPart({ filter, onChange }: FilterProps) {
  const w = useWords(words)
  return (
    <fieldset className="rows">
      <legend>{w.filter}</legend>
      <Select
        aria-label={w.kind}
        placeholder={w.kind}
        allowClear
        value={filter.kind ?? null}
        options={[
          { value: 'component' as const, label: w.component },
          { value: 'matter' as const, label: w.matter },
        ]}
        onChange={(kind?: 'component' | 'matter' | null) => onChange({ kind: kind ?? null })}
      />
      {(['category', 'areaCode'] as const).map((name) => (
        <Input
          key={name}
          aria-label={w[name]}
          placeholder={w[name]}
          inputMode="numeric"
          value={filter[name]}
          onChange={({ target }) => onChange({ [name]: target.value.replaceAll(/\D/g, '') })}
        />
      ))}
      <Input
        aria-label={w.text}
        placeholder={w.text}
        maxLength={40}
        value={filter.text}
        onChange={({ target }) => onChange({ text: target.value })}
      />
    </fieldset>
  )
}
