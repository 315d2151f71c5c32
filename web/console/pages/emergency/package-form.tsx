import { useQuery } from '@tanstack/react-query'
import { App, Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { listUnits, postNames } from '#city/organisation/contract.ts'
import { Effects, putPlan } from '#command/plan/contract.ts'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import type { Limit } from '#web/kit/limit.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { LimitInput } from './limit-input.tsx'
import type { Package } from './page.tsx'
import { Rows } from './rows.tsx'
import './package-form.css'
import { words } from './words.ts'

type Kind = 'component' | 'matter' | null
const stages = ['intake', 'confirm', 'file', 'dispatch', 'accept', 'send', 'verify', 'close', 'overall'] as const
type Stage = (typeof stages)[number]
type StageRow = { stage: Stage; limit: Limit }

const anHour: Limit = { value: 1, unit: 'urgent_hour' }

/** A package as a form: limits, routing, teams, and who is told what. */
export function PackageForm({ given, onDone }: { given: Package | undefined; onDone: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const [effects, setEffects] = useState<Effects>(() => given?.effects ?? Effects.parse({}))
  const form = useDraft(putPlan.body!, {
    name: given?.name ?? '',
    level: given?.level ?? '',
    basedOn: given?.version ?? 0,
    effects,
    ...(given ? { packageId: given.packageId } : {}),
  })
  const command = useCommand(putPlan)
  const change = (patch: Partial<Effects>) => {
    const next = { ...effects, ...patch }
    setEffects(next)
    form.set('effects', next)
  }
  const send = () => {
    const body = form.check()
    if (!body) return
    command.mutate(
      { body },
      {
        onSuccess: () => {
          message.success(w.saved)
          onDone()
        },
        onError: (problem) => {
          if (!form.refuse(problem)) message.error(pick(problem))
        },
      },
    )
  }
  const fault = Object.entries(form.faults).find(([field]) => field === 'basedOn' || field.startsWith('effects'))?.[1]
  return (
    <div className="package-form">
      <TextField form={form} name="name" label={w.name} max={60} />
      <TextField form={form} name="level" label={w.level} hint={w.levelHint} max={60} />
      <StageLimits effects={effects} onChange={change} />
      <CategoryLimits effects={effects} onChange={change} />
      <Routing effects={effects} onChange={change} />
      <Teams effects={effects} onChange={change} />
      <Told effects={effects} onChange={change} />
      {fault && (
        <p className="field-fault" role="alert">
          {pick(fault)}
        </p>
      )}
      <div>
        <Button type="primary" onClick={send} loading={command.isPending}>
          {w.save}
        </Button>
      </div>
    </div>
  )
}

type PartProps = { effects: Effects; onChange: (patch: Partial<Effects>) => void }

function StageLimits({ effects, onChange }: PartProps) {
  const w = useWords(words)
  const nameOf = (stage: Stage) => (stage === 'close' ? w.closeStage : w[stage])
  const rows: StageRow[] = stages.flatMap((stage) => {
    const limit = effects.stages[stage]
    return limit ? [{ stage, limit }] : []
  })
  const free = stages.find((stage) => !effects.stages[stage]) ?? 'intake'
  return (
    <Rows
      label={w.stages}
      rows={rows}
      fresh={{ stage: free, limit: anHour }}
      onChange={(next) => onChange({ stages: Object.fromEntries(next.map(({ stage, limit }) => [stage, limit])) })}
    >
      {(row, set) => (
        <>
          <Select
            aria-label={w.stage}
            value={row.stage}
            options={stages.map((value) => ({ value, label: nameOf(value) }))}
            onChange={(stage) => set({ ...row, stage })}
            style={{ inlineSize: 130 }}
          />
          <LimitInput limit={row.limit} onChange={(limit) => set({ ...row, limit })} />
        </>
      )}
    </Rows>
  )
}

function KindSelect({ value, onChange }: { value: Kind; onChange: (kind: Kind) => void }) {
  const w = useWords(words)
  return (
    <Select<'any' | 'component' | 'matter'>
      aria-label={w.kind}
      value={value ?? 'any'}
      options={[
        { value: 'any' as const, label: w.anyKind },
        { value: 'component' as const, label: w.component },
        { value: 'matter' as const, label: w.matter },
      ]}
      onChange={(kind) => onChange(kind === 'any' ? null : kind)}
      style={{ inlineSize: 100 }}
    />
  )
}

function Digits({ label, value, onChange }: { label: string; value: string; onChange: (text: string) => void }) {
  return (
    <Input
      aria-label={label}
      placeholder={label}
      inputMode="numeric"
      value={value}
      onChange={({ target }) => onChange(target.value.replaceAll(/\D/g, ''))}
      style={{ inlineSize: 170 }}
    />
  )
}

function UnitSelect({ value, onChange }: { value: string; onChange: (unitId: string) => void }) {
  const w = useWords(words)
  const { data } = useQuery({ ...ask(listUnits, {}), staleTime: 10 * 60_000 })
  return (
    <Select
      aria-label={w.unit}
      placeholder={w.unit}
      showSearch={{ optionFilterProp: 'label' }}
      value={value || null}
      options={data?.items.map(({ unitId, name }) => ({ value: unitId, label: name })) ?? []}
      onChange={(unitId) => onChange(unitId ?? '')}
      style={{ inlineSize: 220 }}
    />
  )
}

function CategoryLimits({ effects, onChange }: PartProps) {
  const w = useWords(words)
  return (
    <Rows
      label={w.categories}
      rows={effects.categories}
      fresh={{ kind: null, category: '', limit: anHour }}
      onChange={(categories) => onChange({ categories })}
    >
      {(row, set) => (
        <>
          <KindSelect value={row.kind} onChange={(kind) => set({ ...row, kind })} />
          <Digits label={w.category} value={row.category} onChange={(category) => set({ ...row, category })} />
          <LimitInput limit={row.limit} onChange={(limit) => set({ ...row, limit })} />
        </>
      )}
    </Rows>
  )
}

function Routing({ effects, onChange }: PartProps) {
  const w = useWords(words)
  return (
    <Rows
      label={w.routing}
      rows={effects.routing}
      fresh={{ kind: null, category: '', areaCode: '', unitId: '' }}
      onChange={(routing) => onChange({ routing })}
    >
      {(row, set) => (
        <>
          <KindSelect value={row.kind} onChange={(kind) => set({ ...row, kind })} />
          <Digits label={w.category} value={row.category} onChange={(category) => set({ ...row, category })} />
          <Digits label={w.areaCode} value={row.areaCode} onChange={(areaCode) => set({ ...row, areaCode })} />
          <UnitSelect value={row.unitId} onChange={(unitId) => set({ ...row, unitId })} />
        </>
      )}
    </Rows>
  )
}

function Teams({ effects, onChange }: PartProps) {
  const w = useWords(words)
  return (
    <Rows
      label={w.teams}
      rows={effects.teams}
      fresh={{ unitId: '', duty: '' }}
      onChange={(teams) => onChange({ teams })}
    >
      {(row, set) => (
        <>
          <UnitSelect value={row.unitId} onChange={(unitId) => set({ ...row, unitId })} />
          <Input
            aria-label={w.duty}
            placeholder={w.duty}
            value={row.duty}
            maxLength={200}
            onChange={({ target }) => set({ ...row, duty: target.value })}
            style={{ flex: 1, minInlineSize: 160 }}
          />
        </>
      )}
    </Rows>
  )
}

function Told({ effects, onChange }: PartProps) {
  const w = useWords(words)
  const posts = Object.entries(postNames).map(([value, label]) => ({ value: value as Effects['posts'][number], label }))
  return (
    <>
      <div>
        <label htmlFor="package-posts">{w.posts}</label>
        <Select
          id="package-posts"
          mode="multiple"
          value={effects.posts}
          options={posts}
          onChange={(chosen) => onChange({ posts: chosen })}
          style={{ inlineSize: '100%' }}
        />
      </div>
      <div>
        <label htmlFor="package-text">{w.text}</label>
        <Input.TextArea
          id="package-text"
          value={effects.text}
          maxLength={1000}
          autoSize={{ minRows: 2, maxRows: 8 }}
          onChange={({ target }) => onChange({ text: target.value })}
        />
      </div>
      <Checkbox checked={effects.reprojectOpen} onChange={({ target }) => onChange({ reprojectOpen: target.checked })}>
        {w.reprojectOpen}
      </Checkbox>
    </>
  )
}
