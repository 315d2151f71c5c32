import { App, Button, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { withdrawActual } from '#supervise/target/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { formatTime } from '#web/kit/time.ts'
import { reachedText } from './amounts.ts'
import type { Detail } from './detail.tsx'
import { useUndo } from './use-undo.tsx'
import { words } from './words.ts'

/** What was reached, the latest first: entries that hold, entries withdrawn, and what the product counted. */
export function Actuals({ item, mayWrite }: { item: Detail; mayWrite: boolean }) {
  const w = useWords(words)
  const counted = item.series.filter(({ origin }) => origin === 'counted')
  if (item.actuals.length + counted.length === 0) return null
  const heads = [w.period, w.actual, w.evidence, w.by]
  return (
    <section aria-labelledby="target-actuals">
      <h3 id="target-actuals">{w.values}</h3>
      <div className="plain-rows">
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
              {mayWrite && <td />}
            </tr>
          </thead>
          <tbody>
            {counted.toReversed().map((row) => (
              <tr key={row.period}>
                <td>{row.period}</td>
                <td className="figure">{reachedText(item.body, row)}</td>
                <td>{row.evidence}</td>
                <td>{w.counted}</td>
                {mayWrite && <td />}
              </tr>
            ))}
            {item.actuals.map((row) => (
              <ActualRow key={row.actualId} item={item} row={row} mayWrite={mayWrite} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

type RowProps = { item: Detail; row: Detail['actuals'][number]; mayWrite: boolean }

function ActualRow({ item, row, mayWrite }: RowProps) {
  const w = useWords(words)
  const isGone = row.withdrawnAt !== null
  return (
    <tr className={isGone ? 'gone' : ''}>
      <td>{row.period}</td>
      <td className="figure">{reachedText(item.body, row)}</td>
      <td>
        {row.evidence}
        {isGone && (
          <small>
            {w.withdrawn} · {row.withdrawnBy} · {row.withdrawnWhy}
          </small>
        )}
      </td>
      <td>
        {row.by}
        <small>
          {row.at && formatTime(row.at)} · {w[row.origin]}
        </small>
      </td>
      {mayWrite && <td>{!isGone && <Withdraw targetId={item.targetId} actualId={row.actualId} />}</td>}
    </tr>
  )
}

function Withdraw({ targetId, actualId }: { targetId: string; actualId: string }) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const { refresh } = useUndo()
  const [reason, setReason] = useState('')
  const command = useCommand(withdrawActual)
  const send = () =>
    command.mutate(
      { params: { targetId, actualId }, body: { reason } },
      {
        onSuccess: refresh,
        onError: (problem) => void message.error(pick(problem)),
      },
    )
  return (
    <Popconfirm
      title={w.withdrawReason}
      description={
        <Input
          aria-label={w.withdrawReason}
          maxLength={200}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      }
      okText={w.withdraw}
      okButtonProps={{ disabled: reason.trim().length < 2, danger: true }}
      cancelText={w.close}
      onConfirm={send}
    >
      <Button size="small" loading={command.isPending}>
        {w.withdraw}
      </Button>
    </Popconfirm>
  )
}
