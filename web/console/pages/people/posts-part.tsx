import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import { getAccount, listAccounts, takePost } from '#city/person/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { formatDay } from '#web/kit/time.ts'
import { GiveForm } from './give-form.tsx'
import type { Person } from './person-detail.tsx'
import { usePostName } from './state-tag.tsx'
import { words } from './words.ts'

type Held = Person['posts'][number]

/** The posts of a person; the security administrator gives and takes them, never his own. */
export function PostsPart({ person }: { person: Person }) {
  const w = useWords(words)
  const me = useMe()
  const postName = usePostName()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [taking, setTaking] = useState<Held | 'give'>()
  const isOpen = may(me, 'post.write') && me.personId !== person.personId
  const done = () => {
    setTaking(undefined)
    void message.success(w.done)
    void client.invalidateQueries({ queryKey: [routeKey(getAccount)] })
    void client.invalidateQueries({ queryKey: [routeKey(listAccounts)] })
  }
  return (
    <section aria-labelledby="person-posts">
      <h3 id="person-posts">{w.posts}</h3>
      {person.posts.length === 0 && <p className="quiet">{w.noPosts}</p>}
      <ul className="person-posts">
        {person.posts.map((held) => (
          <li key={`${held.post}/${held.unitId}`}>
            <strong>{postName(held.post)}</strong>
            <span>{held.unitName}</span>
            {held.to && <span className="quiet">{w.until(held.to)}</span>}
            {isOpen && (
              <Button size="small" aria-label={w.takePost(postName(held.post))} onClick={() => setTaking(held)}>
                {w.take}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isOpen && taking !== 'give' && (
        <Button style={{ marginBlockStart: 8 }} onClick={() => setTaking('give')}>
          {w.give}
        </Button>
      )}
      {!may(me, 'post.write') && <p className="form-note">{w.onlyAnquan}</p>}
      {taking === 'give' && (
        <GiveForm
          personId={person.personId}
          unitId={person.unitId}
          onDone={done}
          onCancel={() => setTaking(undefined)}
        />
      )}
      {taking && taking !== 'give' && (
        <TakeForm
          key={`${taking.post}/${taking.unitId}`}
          personId={person.personId}
          held={taking}
          onDone={done}
          onCancel={() => setTaking(undefined)}
        />
      )}
    </section>
  )
}

type TakeProps = { personId: string; held: Held; onDone: () => void; onCancel: () => void }

function TakeForm({ personId, held: { post, unitId }, onDone, onCancel }: TakeProps) {
  const w = useWords(words)
  const pick = usePick()
  const postName = usePostName()
  type Body = z.input<NonNullable<typeof takePost.body>>
  const form = useDraft(takePost.body!, { post: post as Body['post'], unitId, on: formatDay(Date.now()), reason: '' })
  const command = useCommand(takePost)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate({ params: { personId }, body }, { onSuccess: onDone, onError: (problem) => form.refuse(problem) })
  }
  return (
    <form className="person-act" onSubmit={submit} noValidate>
      <strong>{w.takePost(postName(post))}</strong>
      <Field form={form} name="on" label={w.takeOn}>
        {(control) => (
          <Input
            {...control}
            type="date"
            value={form.values.on}
            onChange={({ target }) => form.set('on', target.value)}
          />
        )}
      </Field>
      <TextField form={form} name="reason" label={w.reason} max={300} />
      {command.error && (
        <p className="form-refusal" role="alert">
          {pick(command.error)}
        </p>
      )}
      <div className="form-actions">
        <Button onClick={onCancel}>{w.cancel}</Button>
        <Button type="primary" danger htmlType="submit" loading={command.isPending}>
          {w.take}
        </Button>
      </div>
    </form>
  )
}
