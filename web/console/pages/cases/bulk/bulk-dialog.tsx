import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useRef, useState } from 'react'
import { type CaseItem, countCases, listCases } from '#city/case/contract.ts'
import { type bulkActionNames, bulkActions, orderBulk, UNDO_MINUTES } from '#command/bulk/contract.ts'
import type { ProblemError } from '#web/kit/client.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { BulkInput } from './bulk-input.tsx'
import { BulkResult } from './bulk-result.tsx'
import { ItemTable } from './item-table.tsx'
import { type Rehearsed, useRehearsal } from './use-rehearsal.ts'
import { words } from './words.ts'

type BulkStep = (typeof bulkActionNames)[number]
type Input = Readonly<Record<string, unknown>>
type Props = { action: BulkStep; items: readonly CaseItem[]; onClose: (isDone: boolean) => void }

/** One step for many: what is asked, what would happen, then how it went. */
export function BulkDialog({ action, items, onClose }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const [input, setInput] = useState<Input>()
  const [bulkId, setBulkId] = useState<string>()
  const rehearsal = useRehearsal(action, items)
  const close = () => {
    for (const contract of [listCases, countCases]) void client.invalidateQueries({ queryKey: [routeKey(contract)] })
    onClose(bulkId !== undefined)
  }
  const rehearse = (given: Input) => {
    setInput(given)
    void rehearsal.start(given)
  }
  return (
    <Modal
      open
      width={860}
      title={w.title(pick(bulkActions[action]), items.length)}
      onCancel={close}
      footer={null}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {bulkId ? (
        <BulkResult bulkId={bulkId} onClose={close} />
      ) : rehearsal.items && input ? (
        <Preview
          action={action}
          input={input}
          rehearsed={rehearsal.items}
          chosen={items}
          onBack={rehearsal.forget}
          onOrdered={setBulkId}
        />
      ) : (
        <>
          <BulkInput action={action} initial={input ?? {}} isBusy={rehearsal.isBusy} onSubmit={rehearse} />
          {rehearsal.isBusy && <p role="status">{w.previewing(rehearsal.seen, items.length)}</p>}
          {rehearsal.problem && <Refusal problem={rehearsal.problem} />}
        </>
      )}
    </Modal>
  )
}

function Refusal({ problem }: { problem: ProblemError }) {
  const pick = usePick()
  return (
    <p className="form-refusal" role="alert">
      {pick(problem)}
    </p>
  )
}

type PreviewProps = {
  action: BulkStep
  input: Input
  rehearsed: readonly Rehearsed[]
  chosen: readonly CaseItem[]
  onBack: () => void
  onOrdered: (bulkId: string) => void
}

function Preview({ action, input, rehearsed, chosen, onBack, onOrdered }: PreviewProps) {
  const w = useWords(words)
  const command = useCommand(orderBulk)
  const able = rehearsed.filter(({ refusal }) => refusal === null)
  const seen = useRef(new Map(chosen.map(({ caseId, version }) => [caseId, version])))
  const send = () =>
    command.mutate(
      { body: { action, input, items: able.map(({ caseId }) => ({ caseId, seen: seen.current.get(caseId) ?? 1 })) } },
      { onSuccess: ({ bulkId }) => onOrdered(bulkId) },
    )
  return (
    <div className="bulk-part">
      <p>
        <strong>{w.foretold(able.length, rehearsed.length - able.length)}</strong> {w.onlyAble}
      </p>
      <p className="form-note">{bulkActions[action].undo ? w.undoable(UNDO_MINUTES) : w.notUndoable}</p>
      <ItemTable items={rehearsed.map((item) => ({ ...item, outcome: item.refusal ? 'refused' : 'able' }))} />
      {command.error && <Refusal problem={command.error} />}
      <div className="form-actions">
        <Button type="primary" disabled={able.length === 0} loading={command.isPending} onClick={send}>
          {w.carryOut(able.length)}
        </Button>
        <Button onClick={onBack}>{w.back}</Button>
      </div>
    </div>
  )
}
