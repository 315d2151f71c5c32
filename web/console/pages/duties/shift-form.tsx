import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { addShift } from '#city/duty/contract.ts'
import { listPeople } from '#city/organisation/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { usePostName } from '../people/state-tag.tsx'
import { useRefresh } from './use-refresh.ts'
import { words } from './words.ts'

const instant = (local: string): string => (local ? `${local}:00+08:00` : '')

/** One shift of one person, in Beijing time. */
export function ShiftForm({ day, onDone }: { day: string; onDone: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const postName = usePostName()
  const refresh = useRefresh()
  const { data: people } = useQuery({ ...ask(listPeople, {}), staleTime: 600_000 })
  const [times, setTimes] = useState({ startsAt: `${day}T08:00`, endsAt: `${day}T16:00` })
  const form = useDraft(addShift.body!, { startsAt: instant(times.startsAt), endsAt: instant(times.endsAt) })
  const command = useCommand(addShift)
  const put = (name: 'startsAt' | 'endsAt', local: string) => {
    setTimes({ ...times, [name]: local })
    form.set(name, instant(local))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { body },
      {
        onSuccess: () => {
          refresh()
          onDone()
        },
        onError: (problem) => form.refuse(problem),
      },
    )
  }
  const choices = people?.items
    .filter(({ active }) => active)
    .map(({ personId, name, posts }) => ({
      value: personId,
      label: [name, posts.map(({ post }) => postName(post)).join('、')].filter(Boolean).join(' · '),
    }))
  return (
    <form className="form" onSubmit={submit} noValidate>
      <Field form={form} name="personId" label={w.person}>
        {(control) => (
          <Select
            {...control}
            showSearch={{ optionFilterProp: 'label' }}
            value={form.values.personId ?? null}
            options={choices ?? []}
            onChange={(personId) => form.set('personId', personId ?? undefined)}
          />
        )}
      </Field>
      {(['startsAt', 'endsAt'] as const).map((name) => (
        <Field key={name} form={form} name={name} label={name === 'startsAt' ? w.starts : w.ends}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={times[name]}
              onChange={({ target }) => put(name, target.value)}
            />
          )}
        </Field>
      ))}
      {command.error && (
        <p className="form-refusal" role="alert">
          {pick(command.error)}
        </p>
      )}
      <div className="form-actions">
        <Button onClick={onDone}>{w.cancel}</Button>
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {w.save}
        </Button>
      </div>
    </form>
  )
}
