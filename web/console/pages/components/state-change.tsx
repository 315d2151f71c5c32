import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type FormEvent, useState } from 'react'
import { getComponent, SetStateInput, searchComponents, setComponentState } from '#city/component/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { ChoiceField } from '#web/kit/form/choice-field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { type State, StateTag } from './state-tag.tsx'
import { words } from './words.ts'

type Reply = ReplyOf<typeof getComponent>
type Props = Pick<Reply, 'component' | 'mayBecome'>

/** Moves a component to one of the states it may become; each choice says on what ground. */
export function StateChange(props: Props) {
  const w = useWords(words)
  const me = useMe()
  const [isOpen, setOpen] = useState(false)
  if (!may(me, 'component.write')) return null
  if (Object.keys(props.mayBecome).length === 0) return <p className="form-note">{w.spent}</p>
  return (
    <section>
      <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {w.changeState}
      </Button>
      {isOpen && <Form {...props} onDone={() => setOpen(false)} />}
    </section>
  )
}

function Form({ component: { code }, mayBecome, onDone }: Props & { onDone: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const form = useDraft(SetStateInput, { reason: '' })
  const command = useCommand(setComponentState)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate({ params: { code }, body }, { onSuccess: saved, onError: (problem) => form.refuse(problem) })
  }
  const saved = () => {
    void client.invalidateQueries({ queryKey: [routeKey(getComponent)] })
    void client.invalidateQueries({ queryKey: [routeKey(searchComponents)] })
    onDone()
  }
  return (
    <form className="form" onSubmit={submit} noValidate>
      <ChoiceField
        form={form}
        name="state"
        label={w.newState}
        choices={Object.entries(mayBecome).map(([state, detail]) => ({
          value: state as State,
          title: <StateTag state={state as State} />,
          detail,
        }))}
      />
      <TextField form={form} name="reason" label={w.reason} max={500} />
      {command.error && (
        <p className="form-refusal" role="alert">
          {pick(command.error)}
        </p>
      )}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {w.save}
        </Button>
      </div>
    </form>
  )
}
