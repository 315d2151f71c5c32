import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { type DestinationItem, listDestinations } from '#command/notify/webhook/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { useAddress } from '../components/use-address.ts'
import { DestinationDetail } from './destination-detail.tsx'
import { DestinationForm } from './destination-form.tsx'
import { StateTag } from './state-tag.tsx'
import { Switched } from './switched.tsx'
import { words } from './words.ts'

/** Who outside is told, with what waits for each; one opens beside. */
export function DestinationsPart() {
  const w = useWords(words)
  const [{ open }, change] = useAddress()
  const [isAdding, setAdding] = useState(false)
  const { data, error, refetch } = useQuery({ ...ask(listDestinations, {}), refetchInterval: 10_000 })
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const chosen = data.items.find(({ destinationId }) => destinationId === open)
  const added = (destinationId: string) => {
    setAdding(false)
    change({ open: destinationId })
  }
  return (
    <>
      <p className="notify-add">
        <Button type="primary" onClick={() => setAdding(true)}>
          {w.add}
        </Button>
      </p>
      {data.items.length === 0 ? (
        <Nothing title={w.none}>{w.noneHint}</Nothing>
      ) : (
        <ul className="notify-list">
          {data.items.map((item) => (
            <li key={item.destinationId}>
              <Line item={item} onOpen={() => change({ open: item.destinationId })} />
            </li>
          ))}
        </ul>
      )}
      <Drawer
        open={chosen !== undefined || isAdding}
        onClose={() => {
          setAdding(false)
          change({ open: undefined })
        }}
        size={720}
        title={isAdding ? w.add : chosen?.name}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {isAdding && <DestinationForm onDone={added} />}
        {!isAdding && chosen && (
          <DestinationDetail key={chosen.destinationId} item={chosen} onRemoved={() => change({ open: undefined })} />
        )}
      </Drawer>
    </>
  )
}

function Line({ item, onOpen }: { item: DestinationItem; onOpen: () => void }) {
  const w = useWords(words)
  return (
    <button type="button" onClick={onOpen}>
      <span className="notify-about">
        {item.name}
        <span className="quiet clip">{item.url}</span>
      </span>
      <span className="quiet">
        {w.lastAt} {item.lastAt ? formatTime(item.lastAt) : w.never}
      </span>
      <span className="notify-facts">
        {item.pending > 0 && (
          <span>
            {w.pending} {item.pending}
          </span>
        )}
        {item.dead > 0 && (
          <span className="notify-dead">
            <StateTag state="dead" /> {item.dead}
          </span>
        )}
        <Switched item={item} />
      </span>
    </button>
  )
}
