import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, InputNumber } from 'antd'
import { type FormEvent, useState } from 'react'
import { listChronicRules, setChronicRule } from '#analyse/chronic/contract.ts'
import { listDuplicateRules, setDuplicateRule } from '#analyse/duplicate/contract.ts'
import type { ProblemError } from '#web/kit/client.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { type Draft, useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { CategoryPicker, type NamedCategory } from '#web/kit/steps/category-picker.tsx'
import { formatTime } from '#web/kit/time.ts'
import { ruleWords } from './rule-words.ts'

/** What counts as a repetition in this district, for every category or for one; from now on, the old value is kept. */
export function Rules() {
  const w = useWords(ruleWords)
  const me = useMe()
  const [isOpen, setOpen] = useState(false)
  if (!may(me, 'chronic.write') && !may(me, 'duplicate.rule.write')) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{w.title}</Button>
      <Drawer
        open={isOpen}
        onClose={() => setOpen(false)}
        size={560}
        title={w.title}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        <div className="spot-detail">
          {may(me, 'chronic.write') && <ChronicRules />}
          {may(me, 'duplicate.rule.write') && <DuplicateRules />}
        </div>
      </Drawer>
    </>
  )
}

function ChronicRules() {
  const w = useWords(ruleWords)
  const { data } = useQuery(ask(listChronicRules, {}))
  const form = useDraft(setChronicRule.body!, { times: 3, withinDays: 30, radiusMetres: 50, basis: '' })
  const { send, command } = useSetting(form, setChronicRule, listChronicRules)
  return (
    <form className="spot-form" onSubmit={send} aria-label={w.chronic} noValidate>
      <h3>{w.chronic}</h3>
      <p className="quiet">
        {data && w.usualChronic(data.usual.times, data.usual.withinDays, data.usual.radiusMetres)}
      </p>
      <RuleList
        rows={data?.items.map((rule) => ({
          ...rule,
          told: w.chronicRule(rule.times, rule.withinDays, rule.radiusMetres),
        }))}
      />
      <ForCategory form={form} />
      <div className="spot-row">
        <NumberField form={form} name="times" label={w.times} />
        <NumberField form={form} name="withinDays" label={w.days} />
        <NumberField form={form} name="radiusMetres" label={w.metres} />
      </div>
      <TextField form={form} name="basis" label={w.basis} max={500} />
      <Submit problem={command.error} isBusy={command.isPending} />
    </form>
  )
}

function DuplicateRules() {
  const w = useWords(ruleWords)
  const { data } = useQuery(ask(listDuplicateRules, {}))
  const form = useDraft(setDuplicateRule.body!, { radiusMetres: 50, withinHours: 24, basis: '' })
  const { send, command } = useSetting(form, setDuplicateRule, listDuplicateRules)
  return (
    <form className="spot-form" onSubmit={send} aria-label={w.duplicate} noValidate>
      <h3>{w.duplicate}</h3>
      <p className="quiet">{data && w.usualDuplicate(data.usual.radiusMetres, data.usual.withinHours)}</p>
      <RuleList
        rows={data?.items.map((rule) => ({ ...rule, told: w.duplicateRule(rule.radiusMetres, rule.withinHours) }))}
      />
      <ForCategory form={form} />
      <div className="spot-row">
        <NumberField form={form} name="radiusMetres" label={w.metres} />
        <NumberField form={form} name="withinHours" label={w.hours} />
      </div>
      <TextField form={form} name="basis" label={w.basis} max={500} />
      <Submit problem={command.error} isBusy={command.isPending} />
    </form>
  )
}

type Setting = typeof setChronicRule | typeof setDuplicateRule
type Listing = typeof listChronicRules | typeof listDuplicateRules

function useSetting<V>(form: Draft<V>, setting: Setting, listing: Listing) {
  const w = useWords(ruleWords)
  const client = useQueryClient()
  const { message } = App.useApp()
  const command = useCommand(setting)
  const send = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    const onSuccess = () => {
      void client.invalidateQueries({ queryKey: [routeKey(listing)] })
      message.success(w.saved)
    }
    command.mutate({ body } as never, { onSuccess, onError: (problem) => void form.refuse(problem) })
  }
  return { send, command }
}

type Row = { category: string; told: string; basis: string; setBy: string; validFrom: string }

function RuleList({ rows = [] }: { rows?: readonly Row[] | undefined }) {
  const w = useWords(ruleWords)
  return (
    <ul className="spot-list">
      {rows.map((row) => (
        <li key={row.category}>
          <b>{row.category || w.every}</b> {row.told}
          <div className="quiet">
            {row.basis} · {row.setBy} {formatTime(row.validFrom)}
          </div>
        </li>
      ))}
    </ul>
  )
}

function ForCategory<V extends { category?: string | undefined }>({ form }: { form: Draft<V> }) {
  const w = useWords(ruleWords)
  const [chosen, setChosen] = useState<NamedCategory | null>(null)
  return (
    <Field form={form} name="category" label={w.category} hint={w.categoryHint} isOptional>
      {(control) => (
        <CategoryPicker
          control={control}
          value={chosen}
          onChange={(next) => {
            setChosen(next)
            form.set('category', (next ? `${next.edition}/${next.kind}/${next.code}` : '') as V['category'])
          }}
        />
      )}
    </Field>
  )
}

function NumberField<V>({ form, name, label }: { form: Draft<V>; name: keyof V & string; label: string }) {
  return (
    <Field form={form} name={name} label={label}>
      {({ id, status }) => (
        <InputNumber
          id={id}
          status={status}
          min={1}
          precision={0}
          value={(form.values[name] as number | undefined) ?? null}
          onChange={(value) => form.set(name, (value ?? undefined) as V[keyof V & string] | undefined)}
        />
      )}
    </Field>
  )
}

function Submit({ problem, isBusy }: { problem: ProblemError | null; isBusy: boolean }) {
  const w = useWords(ruleWords)
  const pick = usePick()
  return (
    <>
      {problem && (
        <p className="form-refusal" role="alert">
          {pick(problem)}
        </p>
      )}
      <div className="spot-row">
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {w.save}
        </Button>
      </div>
    </>
  )
}
