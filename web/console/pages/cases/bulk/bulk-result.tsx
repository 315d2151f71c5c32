import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { useState } from 'react'
import { getBulk, undoBulk } from '#command/bulk/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { useNow } from '#web/kit/time.ts'
import { ItemTable, useChange } from './item-table.tsx'
import { words } from './words.ts'

type Bulk = ReplyOf<typeof getBulk>

/** How far a bulk is, then each case's result; exported or taken back from here. */
export function BulkResult({ bulkId, onClose }: { bulkId: string; onClose: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const [shown, setShown] = useState(bulkId)
  const { data, error, refetch } = useQuery({
    ...ask(getBulk, { params: { bulkId: shown } }),
    refetchInterval: ({ state }) => (state.data && state.data.waiting === 0 ? false : 700),
  })
  const undo = useCommand(undoBulk)
  const now = useNow()
  const save = useExport()
  if (error && !data) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={4} />
  const settled = data.total - data.waiting
  const takeBack = () =>
    undo.mutate(
      { params: { bulkId: shown } },
      {
        onSuccess: (undone) => {
          void client.invalidateQueries({ queryKey: [routeKey(getBulk)] })
          setShown(undone.bulkId)
        },
      },
    )
  return (
    <div className="bulk-part">
      {data.undoOf && <h3>{w.undoOf}</h3>}
      <p aria-live="polite">
        <strong>{data.waiting > 0 ? w.running(settled, data.total) : w.done(data.done, data.refused)}</strong>{' '}
        {data.waiting > 0 && w.goesOn}
      </p>
      {data.waiting > 0 && <Progress percent={Math.round((settled / data.total) * 100)} aria-label={w.bar} />}
      <ItemTable items={data.items} />
      {undo.error && (
        <p className="form-refusal" role="alert">
          {pick(undo.error)}
        </p>
      )}
      <div className="form-actions">
        <Button type="primary" onClick={onClose}>
          {w.close}
        </Button>
        <Button onClick={() => save(data)}>{w.export}</Button>
        {data.undoUntil && data.waiting === 0 && Date.parse(data.undoUntil) > now && (
          <Button danger loading={undo.isPending} onClick={takeBack}>
            {w.undo}
          </Button>
        )}
      </div>
    </div>
  )
}

/** The results as a CSV file that Excel opens as it is. */
function useExport(): (bulk: Bulk) => void {
  const w = useWords(words)
  const pick = usePick()
  const changeOf = useChange()
  return (bulk) => {
    const rows = bulk.items.map((item) => [
      item.number,
      item.refusal ? pick(item.refusal) : item.outcome === 'done' ? w.wasDone : w.waits,
      changeOf(item),
      item.after?.dueAt ?? '',
    ])
    const text = [[w.number, w.result, w.change, w.due], ...rows].map((row) => row.map(cell).join(',')).join('\r\n')
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv' }))
    link.download = `${w.file}-${bulk.bulkId.slice(0, 8)}.csv`
    link.click()
    URL.revokeObjectURL(link.href)
  }
}

// A cell that begins like a formula is shown as text by every spreadsheet once a quote stands before it.
const cell = (text: string): string => `"${(/^[=+\-@\t]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
