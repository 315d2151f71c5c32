import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { getPreference, noticeKinds, setPreference } from '#command/notify/contract.ts'
import type { BodyInputOf, ReplyOf } from '#kernel/http/contract.ts'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { words } from './words.ts'

type Preference = ReplyOf<typeof getPreference>
type Kind = keyof typeof noticeKinds
type Input = BodyInputOf<typeof setPreference>

/** Which notices a person wants, which also by SMS, and when not. */
export function PreferenceForm() {
  const { data, error, refetch } = useQuery(ask(getPreference, {}))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  return data ? <Form preference={data} /> : <Loading />
}

function Form({ preference }: { preference: Preference }) {
  const w = useWords(words)
  const { muted, sms, quietFrom, quietTo } = preference
  const form = useDraft(setPreference.body!, { muted, sms, quietFrom, quietTo })
  const { save, isPending, isSaved } = useSave(form.refuse)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (body) save({ ...body, phone: body.phone || undefined })
  }
  return (
    <form className="form" onSubmit={submit} noValidate>
      <Kinds values={form.values} set={(name, next) => form.set(name, next)} />
      {!preference.smsEnabled && <p className="form-note">{w.smsOff}</p>}
      <TextField
        form={form}
        name="phone"
        label={w.phone}
        hint={preference.phoneMasked ? w.phoneKept(preference.phoneMasked) : w.phoneHint}
        max={11}
        isOptional
      />
      {preference.phoneMasked && (
        <p>
          <Button size="small" onClick={() => save({ muted, sms, quietFrom, quietTo, phone: null })}>
            {w.forget}
          </Button>
        </p>
      )}
      <fieldset className="field preference-quiet">
        <legend>{w.quiet}</legend>
        <TimeOfDay
          label={w.from}
          minute={form.values.quietFrom ?? 0}
          onChange={(next) => form.set('quietFrom', next)}
        />
        <TimeOfDay label={w.to} minute={form.values.quietTo ?? 0} onChange={(next) => form.set('quietTo', next)} />
        <p className="field-hint">{w.quietHint}</p>
      </fieldset>
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={isPending}>
          {w.save}
        </Button>
        <span role="status">{isSaved && w.saved}</span>
      </div>
    </form>
  )
}

function useSave(refuse: ReturnType<typeof useDraft>['refuse']) {
  const client = useQueryClient()
  const command = useCommand(setPreference)
  const [isSaved, setSaved] = useState(false)
  const save = (body: Input) => {
    setSaved(false)
    command.mutate(
      { body },
      {
        onSuccess: () => {
          setSaved(true)
          void client.invalidateQueries({ queryKey: [routeKey(getPreference)] })
        },
        onError: (problem) => void refuse(problem),
      },
    )
  }
  return { save, isPending: command.isPending, isSaved }
}

type KindsProps = {
  values: Partial<Input>
  set: (name: 'muted' | 'sms', next: Kind[]) => void
}

/** One line a kind: whether in the console, whether by SMS too. */
function Kinds({ values: { muted = [], sms = [] }, set }: KindsProps) {
  const w = useWords(words)
  const pick = usePick()
  const toggled = (list: readonly Kind[], kind: Kind, isIn: boolean): Kind[] =>
    isIn ? [...list.filter((each) => each !== kind), kind] : list.filter((each) => each !== kind)
  return (
    <table className="preference-kinds">
      <thead>
        <tr>
          <th scope="col">{w.kind}</th>
          <th scope="col">{w.inConsole}</th>
          <th scope="col">{w.bySms}</th>
        </tr>
      </thead>
      <tbody>
        {(Object.keys(noticeKinds) as Kind[]).map((kind) => {
          const name = pick(noticeKinds[kind])
          const isMuted = muted.includes(kind)
          return (
            <tr key={kind}>
              <th scope="row">{name}</th>
              <td>
                <Checkbox
                  aria-label={`${name}，${w.inConsole}`}
                  checked={!isMuted}
                  onChange={({ target }) => set('muted', toggled(muted, kind, !target.checked))}
                />
              </td>
              <td>
                <Checkbox
                  aria-label={`${name}，${w.bySms}`}
                  disabled={isMuted}
                  checked={!isMuted && sms.includes(kind)}
                  onChange={({ target }) => set('sms', toggled(sms, kind, target.checked))}
                />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** A minute of the day in the browser's own control for times. */
function TimeOfDay({ label, minute, onChange }: { label: string; minute: number; onChange: (next: number) => void }) {
  const id = useId()
  const two = (value: number) => String(value).padStart(2, '0')
  return (
    <label htmlFor={id}>
      {label}
      <input
        id={id}
        type="time"
        value={`${two(Math.floor(minute / 60))}:${two(minute % 60)}`}
        onChange={({ target }) => {
          const [hours, minutes] = target.value.split(':').map(Number)
          if (hours !== undefined && minutes !== undefined) onChange(hours * 60 + minutes)
        }}
      />
    </label>
  )
}
