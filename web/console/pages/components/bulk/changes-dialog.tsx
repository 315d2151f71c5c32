import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { type FormEvent, useState } from 'react'
import { listAttributeChanges, undoAttributeChange } from '#city/component/bulk/contract.ts'
import { attributeText, getComponent, listAttributes, searchComponents } from '#city/component/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { LeftTable } from './foretold-table.tsx'
import { words } from './words.ts'

type Change = ReplyOf<typeof listAttributeChanges>['items'][number]

/** What was done to many before, each to be taken back as a whole. */
export function ChangesDialog({ onClose }: { onClose: () => void }) {
  const w = useWords(words)
  const { data, error, refetch } = useQuery(ask(listAttributeChanges, {}))
  return (
    <Modal open width={720} title={w.pastTitle} onCancel={onClose} footer={null}>
      {error && <Failure problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.items.length === 0 && <Nothing title={w.none} />}
      <ol className="attribute-past">
        {data?.items.map((one) => (
          <OneChange key={one.bulkId} change={one} />
        ))}
      </ol>
    </Modal>
  )
}

function OneChange({ change }: { change: Change }) {
  const w = useWords(words)
  const [isOpen, setOpen] = useState(false)
  return (
    <li>
      <span>
        <b>{change.kindName ?? change.kind}</b> {w.count(change.done)} · <Said change={change} />
      </span>
      <span className="quiet">
        {formatTime(change.at)} · {change.by} · {change.reason}
      </span>
      {change.undoneAt ? (
        <span className="quiet">
          {w.undoneBy(change.undoneBy ?? '', formatTime(change.undoneAt), change.undone ?? 0)} · {change.undoReason}
        </span>
      ) : (
        <span>
          <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {w.undo}
          </Button>
        </span>
      )}
      {isOpen && <Undo bulkId={change.bulkId} />}
    </li>
  )
}

/** The values that were given, in the words of the kind's form. */
function Said({ change: { kind, attributes } }: { change: Change }) {
  const w = useWords(words)
  const language = useLanguage()
  const pick = usePick()
  const { data } = useQuery(ask(listAttributes, { query: { kind } }))
  const said = Object.entries(attributes).map(([name, value]) => {
    const attribute = data?.items.find((one) => one.name === name)
    const shown = value === null ? w.empty : attribute ? attributeText(attribute, value, language) : String(value)
    return `${attribute ? pick(attribute) : name}：${shown}`
  })
  return <>{said.join(pick({ zh: '，', en: ', ' }))}</>
}

function Undo({ bulkId }: { bulkId: string }) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const form = useDraft(undoAttributeChange.body!, { reason: '' })
  const command = useCommand(undoAttributeChange)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    const onSuccess = () => {
      for (const contract of [searchComponents, getComponent])
        void client.invalidateQueries({ queryKey: [routeKey(contract)] })
    }
    command.mutate({ params: { bulkId }, body }, { onSuccess, onError: (problem) => form.refuse(problem) })
  }
  if (command.data)
    return (
      <div className="attribute-dialog">
        <p role="status">{w.takenBack(command.data.done, command.data.left.length)}</p>
        {command.data.left.length > 0 && <LeftTable left={command.data.left} />}
      </div>
    )
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
