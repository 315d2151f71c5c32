import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { App, Button, Input, InputNumber, Select } from 'antd'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { amendPlan, createPlan, listPlanRoads, type Plan, PlanInput } from '#sense/coverage/contract.ts'
import { listVehicles } from '#sense/track/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { formatDay } from '#web/kit/time.ts'
import { useSettled } from '#web/kit/use-settled.ts'
import { everyDay, WindowsField } from './windows-field.tsx'
import { words } from './words.ts'

const blank: PlanInput = {
  name: '',
  windows: [{ days: everyDay, from: '06:00', to: '11:00' }],
  times: 1,
  sides: 'one',
  deviceIds: [],
  roadIds: [],
  source: { text: '', mark: 'J' },
}

/** Writes a plan or its next revision. */
export function PlanForm({ plan, onDone }: { plan: Plan | undefined; onDone: () => void }) {
  const w = useWords(words)
  const [body, setBody] = useState<PlanInput>(() => (plan ? inputOf(plan) : blank))
  const change = (patch: Partial<PlanInput>) => setBody((before) => ({ ...before, ...patch }))
  const { send, isSending, refusal } = useSend(plan, onDone)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send(body)
  }
  return (
    <form className="cover-form" onSubmit={submit} noValidate>
      <Labelled label={w.name}>
        {(id) => (
          <Input id={id} value={body.name} maxLength={60} onChange={({ target }) => change({ name: target.value })} />
        )}
      </Labelled>
      <RoadsField
        value={body.roadIds}
        known={plan ? plan.roadIds.map((roadId, at) => ({ roadId, name: plan.roadNames[at] ?? roadId })) : []}
        set={(roadIds) => change({ roadIds })}
      />
      <WindowsField value={body.windows} set={(windows) => change({ windows })} />
      <Labelled label={w.timesLabel}>
        {(id) => (
          <InputNumber
            id={id}
            min={1}
            max={10}
            value={body.times}
            onChange={(times) => change({ times: times ?? 1 })}
          />
        )}
      </Labelled>
      <Labelled label={w.sides}>
        {(id) => (
          <Select
            id={id}
            value={body.sides}
            options={(['one', 'both'] as const).map((value) => ({ value, label: w[`${value}Side`] }))}
            onChange={(sides) => change({ sides })}
          />
        )}
      </Labelled>
      <DevicesField value={body.deviceIds} set={(deviceIds) => change({ deviceIds })} />
      <Labelled label={w.source}>
        {(id) => (
          <Input
            id={id}
            value={body.source.text}
            maxLength={300}
            onChange={({ target }) => change({ source: { ...body.source, text: target.value } })}
          />
        )}
      </Labelled>
      <Labelled label={w.mark}>
        {(id) => (
          <Input
            id={id}
            value={body.source.mark}
            maxLength={20}
            onChange={({ target }) => change({ source: { ...body.source, mark: target.value } })}
          />
        )}
      </Labelled>
      {refusal && (
        <p className="form-refusal" role="alert">
          {refusal}
        </p>
      )}
      <Button type="primary" htmlType="submit" loading={isSending}>
        {w.save}
      </Button>
    </form>
  )
}

const inputOf = ({ name, windows, times, sides, deviceIds, roadIds, source }: Plan): PlanInput => ({
  ...{ name, windows, times, sides, deviceIds, roadIds, source },
})

function useSend(plan: Plan | undefined, onDone: () => void) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const [create, amend] = [useCommand(createPlan), useCommand(amendPlan)]
  const [refusal, setRefusal] = useState('')
  const onError = (problem: { zh: string; en: string }) => setRefusal(pick(problem))
  const send = (body: PlanInput) => {
    if (!PlanInput.safeParse(body).success) return setRefusal(w.incomplete)
    setRefusal('')
    const done = (said: string) => () => {
      void message.success(said)
      onDone()
    }
    if (!plan) return create.mutate({ body }, { onSuccess: done(w.savedNew), onError })
    const params = { planId: plan.planId }
    amend.mutate({ params, body: { ...body, basedOn: plan.revision } }, { onSuccess: done(w.savedChange), onError })
  }
  return { send, isSending: create.isPending || amend.isPending, refusal }
}

function Labelled({ label, hint, children }: { label: string; hint?: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="cover-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint && <span className="quiet">{hint}</span>}
    </div>
  )
}

type RoadsProps = {
  value: readonly string[]
  known: readonly { roadId: string; name: string }[]
  set: (roadIds: string[]) => void
}

function RoadsField({ value, known, set }: RoadsProps) {
  const w = useWords(words)
  const [text, setText] = useState('')
  const settled = useSettled(text, 250)
  const { data } = useQuery({
    ...ask(listPlanRoads, { query: { text: settled.slice(0, 40) } }),
    placeholderData: keepPreviousData,
  })
  const [chosen, setChosen] = useState<readonly { value: string; label: string }[]>(() =>
    known.map(({ roadId, name }) => ({ value: roadId, label: name })),
  )
  const options = (data?.items ?? []).map(({ roadId, name, metres }) => ({
    value: roadId,
    label: `${name} · ${w.km((metres / 1000).toFixed(1))}`,
  }))
  const others = chosen.filter((one) => !options.some(({ value: at }) => at === one.value))
  return (
    <Labelled label={w.roads} hint={w.roadsHint}>
      {(id) => (
        <Select
          id={id}
          mode="multiple"
          value={[...value]}
          options={[...others, ...options]}
          showSearch={{ filterOption: false, onSearch: setText }}
          onChange={(next: string[]) => {
            const all = [...others, ...options]
            setChosen(next.flatMap((roadId) => all.find((one) => one.value === roadId) ?? []))
            set(next)
          }}
        />
      )}
    </Labelled>
  )
}

function DevicesField({ value, set }: { value: readonly string[]; set: (deviceIds: string[]) => void }) {
  const w = useWords(words)
  const { data } = useQuery(ask(listVehicles, { query: { day: formatDay(Date.now()) } }))
  return (
    <Labelled label={w.devices}>
      {(id) => (
        <Select
          id={id}
          mode="multiple"
          value={[...value]}
          options={(data?.items ?? []).map(({ deviceId, name }) => ({ value: deviceId, label: name }))}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={set}
        />
      )}
    </Labelled>
  )
}
