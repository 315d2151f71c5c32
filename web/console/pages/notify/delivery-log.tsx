import { useQueryClient } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { stepNames } from '#city/case/contract.ts'
import {
  type DeliveryItem,
  listDeliveries,
  listDestinations,
  retryDeliveries,
  TEST_TOPIC,
} from '#command/notify/webhook/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { useKeyset } from '#web/kit/table/use-keyset.ts'
import { formatTime, shortTime, useNow } from '#web/kit/time.ts'
import { StateTag } from './state-tag.tsx'
import { words } from './words.ts'

type State = DeliveryItem['state']

/** Everything a destination was to receive, newest first, and another chance for what could not be delivered. */
export function DeliveryLog({ destinationId, dead }: { destinationId: string; dead: number }) {
  const w = useWords(words)
  const [state, setState] = useState<State | ''>('')
  const { retry, isPending } = useRetry(destinationId)
  return (
    <section aria-label={w.log} className="notify-group">
      <h2>{w.log}</h2>
      <div className="notify-actions">
        <Segmented<State | ''>
          value={state}
          onChange={setState}
          aria-label={w.state}
          options={[
            { value: '', label: w.every },
            { value: 'pending', label: w.pending },
            { value: 'delivered', label: w.delivered },
            { value: 'dead', label: w.dead },
          ]}
        />
        {dead > 0 && (
          <Button onClick={() => retry(undefined)} loading={isPending}>
            {w.retryAll}
          </Button>
        )}
      </div>
      <Rows destinationId={destinationId} state={state} onRetry={(id) => retry([id])} />
    </section>
  )
}

function useRetry(destinationId: string) {
  const client = useQueryClient()
  const command = useCommand(retryDeliveries)
  const retry = (deliveryIds: string[] | undefined) =>
    command.mutate(
      { params: { destinationId }, body: deliveryIds ? { deliveryIds } : {} },
      {
        onSuccess: () => {
          for (const contract of [listDeliveries, listDestinations])
            void client.invalidateQueries({ queryKey: [routeKey(contract)] })
        },
      },
    )
  return { retry, isPending: command.isPending }
}

type RowsProps = { destinationId: string; state: State | ''; onRetry: (deliveryId: string) => void }

function Rows({ destinationId, state, onRetry }: RowsProps) {
  const w = useWords(words)
  const query = state === '' ? {} : { state }
  const source = useKeyset<DeliveryItem, typeof listDeliveries>(listDeliveries, { params: { destinationId }, query })
  if (source.problem) return <Failure problem={source.problem} onRetry={source.retry} />
  if (source.isLoading) return <Loading />
  if (source.rows.length === 0) return <Nothing title={w.noLog} />
  return (
    <>
      <div className="notify-scroll">
        <table className="notify-table">
          <thead>
            <tr>
              {[w.happened, w.what, w.attemptsTitle, w.result].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {source.rows.map((row) => (
              <Row key={row.deliveryId} row={row} onRetry={() => onRetry(row.deliveryId)} />
            ))}
          </tbody>
        </table>
      </div>
      {source.hasMore && (
        <Button onClick={source.loadMore} loading={source.isLoadingMore}>
          {w.more}
        </Button>
      )}
    </>
  )
}

function Row({ row, onRetry }: { row: DeliveryItem; onRetry: () => void }) {
  const w = useWords(words)
  const now = useNow()
  const language = useLanguage()
  const short = (at: string) => shortTime(at, now, language)
  const what = row.kind ? (stepNames[row.kind as keyof typeof stepNames] ?? row.kind) : row.topic
  const when =
    row.state === 'delivered' && row.deliveredAt
      ? short(row.deliveredAt)
      : row.state === 'pending'
        ? w.next(short(row.nextAttemptAt))
        : ''
  return (
    <tr>
      <td title={formatTime(row.happenedAt)}>{short(row.happenedAt)}</td>
      <td>
        {row.topic === TEST_TOPIC ? w.testTopic : what}
        <code className="notify-id">{row.deliveryId}</code>
      </td>
      <td className="end">{w.attempts(row.attempts)}</td>
      <td>
        <StateTag state={row.state} /> {row.lastStatus && row.state === 'delivered' && <code>{row.lastStatus}</code>}{' '}
        {row.state !== 'delivered' && row.lastError} <span className="quiet">{when}</span>{' '}
        {row.state === 'dead' && (
          <Button size="small" onClick={onRetry}>
            {w.retry}
          </Button>
        )}
      </td>
    </tr>
  )
}
