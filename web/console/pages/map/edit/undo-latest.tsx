import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { type FormEvent, useState } from 'react'
import { getComponent, UndoInput, undoComponent } from '#city/component/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { useRefresh } from './use-refresh.ts'
import { words } from './words.ts'

type Reply = ReplyOf<typeof getComponent>
type Props = Pick<Reply, 'component' | 'history'> & { readonly onUndone: (reply: undefined) => void }

const undoable: ReadonlySet<string> = new Set(['state', 'amended', 'moved', 'undone'])

/** Takes the latest change back, with a reason; that too stays in the history. */
export function UndoLatest({ component, history, onUndone }: Props) {
  const w = useWords(words)
  const [isOpen, setOpen] = useState(false)
  const latest = history.at(-1)
  if (!latest || !undoable.has(latest.change)) return null
  return (
    <section>
      <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {w.undo}
      </Button>
      {isOpen && <UndoForm key={component.revision} component={component} onUndone={onUndone} />}
    </section>
  )
}

function UndoForm({ component: { code, revision }, onUndone }: Omit<Props, 'history'>) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const { message } = App.useApp()
  const refresh = useRefresh()
  const form = useDraft(UndoInput, { revision, reason: '' })
  const command = useCommand(undoComponent)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    const onSuccess = () => {
      void message.success(w.undone)
      refresh()
      void client.invalidateQueries({ queryKey: [routeKey(getComponent)] }).then(() => onUndone(undefined))
    }
    command.mutate({ params: { code }, body }, { onSuccess, onError: (problem) => form.refuse(problem) })
  }
  return (
    <form className="form" onSubmit={submit} noValidate>
      <TextField form={form} name="reason" label={w.undoReason} max={500} />
      {command.error && (
        <p className="form-refusal" role="alert">
          {pick(command.error)}
        </p>
      )}
      <div className="form-actions">
        <Button htmlType="submit" loading={command.isPending}>
          {w.undoNow}
        </Button>
      </div>
    </form>
  )
}
