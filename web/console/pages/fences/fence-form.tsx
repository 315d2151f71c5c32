import { App, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { amendFence, createFence, type Fence, FenceBody } from '#analyse/fence/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { WindowsField } from '../coverage/windows-field.tsx'
import { Labelled } from '../rules/labelled.tsx'
import { areaOf, blankOutline, outlineOf } from './outline.ts'
import { OutlineField } from './outline-field.tsx'
import { words } from './words.ts'

type Props = { fence: Fence | undefined; onDone: (fenceId: string) => void }

/** Makes a fence or its next revision. */
export function FenceForm({ fence, onDone }: Props) {
  const w = useWords(words)
  const [name, setName] = useState(fence?.body.name ?? '')
  const [outline, setOutline] = useState(() => (fence ? outlineOf(fence.body.area) : blankOutline))
  const [windows, setWindows] = useState(() => fence?.body.windows ?? [])
  const [source, setSource] = useState(fence?.body.source ?? { text: '', mark: 'J' })
  const { send, isSending, refusal } = useSend(fence, onDone)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send({ name, area: areaOf(outline), windows, source })
  }
  return (
    <form className="cover-form" onSubmit={submit} noValidate>
      <Labelled label={w.name}>
        {(id) => <Input id={id} value={name} maxLength={60} onChange={({ target }) => setName(target.value)} />}
      </Labelled>
      <OutlineField outline={outline} set={setOutline} name={name} />
      <WindowsField value={windows} set={setWindows} isOptional />
      <Labelled label={w.source}>
        {(id) => (
          <Input
            id={id}
            value={source.text}
            maxLength={300}
            onChange={({ target }) => setSource({ ...source, text: target.value })}
          />
        )}
      </Labelled>
      <Labelled label={w.mark}>
        {(id) => (
          <Input
            id={id}
            value={source.mark}
            maxLength={20}
            onChange={({ target }) => setSource({ ...source, mark: target.value })}
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

function useSend(fence: Fence | undefined, onDone: (fenceId: string) => void) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const [create, amend] = [useCommand(createFence), useCommand(amendFence)]
  const [refusal, setRefusal] = useState('')
  const onError = (problem: { zh: string; en: string }) => setRefusal(pick(problem))
  const send = (given: unknown) => {
    const read = FenceBody.safeParse(given)
    if (!read.success) return setRefusal(w.incomplete)
    setRefusal('')
    const done = (fenceId: string) => {
      void message.success(w.saved)
      onDone(fenceId)
    }
    if (!fence) return create.mutate({ body: read.data }, { onSuccess: ({ fenceId }) => done(fenceId), onError })
    const { fenceId, revision } = fence
    amend.mutate(
      { params: { fenceId }, body: { basedOn: revision, body: read.data } },
      { onSuccess: () => done(fenceId), onError },
    )
  }
  return { send, isSending: create.isPending || amend.isPending, refusal }
}
