import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Progress } from 'antd'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { listReprojections } from '#supervise/reprojection/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { useAddress } from '../components/use-address.ts'
import { MoveList } from './move-list.tsx'
import { words } from './words.ts'

type Item = ReplyOf<typeof listReprojections>['items'][number]

/** Every computing anew of the open clocks: why, how far, how many moved; one opens beside, case by case. */
export function MovesPart() {
  const w = useWords(words)
  const [{ open }, change] = useAddress()
  const { data, error, refetch } = useQuery({ ...ask(listReprojections, {}), refetchInterval: 5_000 })
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.items.length === 0) return <Nothing title={w.noMoves}>{w.noMovesHint}</Nothing>
  const chosen = data.items.find(({ reprojectionId }) => reprojectionId === open)
  return (
    <>
      <section className="plain-table" aria-label={w.moves}>
        <table>
          <thead>
            <tr>
              {[w.at, w.cause, w.why, w.by, w.progress, w.movedHead, ''].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.items.map((item) => (
              <Row key={item.reprojectionId} item={item} onOpen={() => change({ open: item.reprojectionId })} />
            ))}
          </tbody>
        </table>
      </section>
      <Drawer
        open={chosen !== undefined}
        onClose={() => change({ open: undefined })}
        size={720}
        title={chosen?.reason}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {chosen && <MoveList key={chosen.reprojectionId} id={chosen.reprojectionId} />}
      </Drawer>
    </>
  )
}

function Row({ item, onOpen }: { item: Item; onOpen: () => void }) {
  const w = useWords(words)
  const maySee = may(useMe(), 'case.read')
  return (
    <tr>
      <td className="number">{formatTime(item.requestedAt)}</td>
      <td>{w[item.cause]}</td>
      <td>{item.reason}</td>
      <td>{item.byName}</td>
      <td>
        <How item={item} />
        {item.failed > 0 && <small>{w.failed(item.failed)}</small>}
      </td>
      <td>{item.startedAt ? w.movedCount(item.movedCases, item.movedClocks) : '—'}</td>
      <td>{maySee && item.movedClocks > 0 && <Button onClick={onOpen}>{w.open}</Button>}</td>
    </tr>
  )
}

function How({ item }: { item: Item }) {
  const w = useWords(words)
  if (item.finishedAt) return w.done(item.looked)
  if (!item.startedAt && item.beginsAt)
    return <span className="tag tone-blue">{w.begins(formatTime(item.beginsAt))}</span>
  const percent = Math.min(100, Math.round((100 * item.looked) / Math.max(1, item.total)))
  return (
    <>
      <Progress percent={percent} size="small" aria-label={w.progress} />
      <small>{w.running(item.looked, item.total)}</small>
    </>
  )
}
