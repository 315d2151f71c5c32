import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { stepNames } from '#city/case/contract.ts'
import {
  changeDestination,
  type DestinationItem,
  listDeliveries,
  listDestinations,
  removeDestination,
  testDestination,
} from '#command/notify/webhook/contract.ts'
import type { BodyInputOf } from '#kernel/http/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { DeliveryLog } from './delivery-log.tsx'
import { DestinationForm } from './destination-form.tsx'
import { ReplayForm } from './replay-form.tsx'
import { SecretPart } from './secret-part.tsx'
import { Switched } from './switched.tsx'
import { words } from './words.ts'

/** One destination: what it is, what can be done with it, and what became of everything sent to it. */
export function DestinationDetail({ item, onRemoved }: { item: DestinationItem; onRemoved: () => void }) {
  const w = useWords(words)
  const [part, setPart] = useState<'edit' | 'replay' | 'remove' | undefined>()
  const show = (next: typeof part) => () => setPart(part === next ? undefined : next)
  return (
    <div className="detail">
      <Facts item={item} />
      <div className="notify-actions">
        <Toggle item={item} />
        <Test item={item} />
        <Button aria-expanded={part === 'replay'} onClick={show('replay')}>
          {w.replay}
        </Button>
        <Button aria-expanded={part === 'edit'} onClick={show('edit')}>
          {w.edit}
        </Button>
        <Button danger aria-expanded={part === 'remove'} onClick={show('remove')}>
          {w.remove}
        </Button>
      </div>
      {part === 'edit' && <DestinationForm item={item} onDone={() => setPart(undefined)} />}
      {part === 'replay' && <ReplayForm destinationId={item.destinationId} />}
      {part === 'remove' && <Remove item={item} onRemoved={onRemoved} />}
      <SecretPart item={item} />
      <DeliveryLog destinationId={item.destinationId} dead={item.dead} />
    </div>
  )
}

function Facts({ item }: { item: DestinationItem }) {
  const w = useWords(words)
  const kinds = item.kinds.map((kind) => stepNames[kind as keyof typeof stepNames] ?? kind).join('、')
  return (
    <dl className="detail-facts">
      <div>
        <dt>{w.url}</dt>
        <dd>{item.url}</dd>
      </div>
      <div>
        <dt>{w.kinds}</dt>
        <dd>{kinds || w.everyKind}</dd>
      </div>
      <div>
        <dt>{w.state}</dt>
        <dd>
          <Switched item={item} /> {item.disabledWhy}
        </dd>
      </div>
    </dl>
  )
}

function useRefresh(): () => void {
  const client = useQueryClient()
  return () => {
    for (const contract of [listDestinations, listDeliveries])
      void client.invalidateQueries({ queryKey: [routeKey(contract)] })
  }
}

function Toggle({ item }: { item: DestinationItem }) {
  const w = useWords(words)
  const pick = usePick()
  const refresh = useRefresh()
  const command = useCommand(changeDestination)
  const { destinationId, name, url, topics, kinds, enabled } = item
  const body = { name, url, topics, kinds, enabled: !enabled } as BodyInputOf<typeof changeDestination>
  const toggle = () => command.mutate({ params: { destinationId }, body }, { onSuccess: refresh })
  return (
    <>
      <Button type={enabled ? 'default' : 'primary'} onClick={toggle} loading={command.isPending}>
        {enabled ? w.disable : w.enable}
      </Button>
      {command.error && (
        <p className="form-refusal" role="alert">
          {pick(command.error)}
        </p>
      )}
    </>
  )
}

function Test({ item: { destinationId } }: { item: DestinationItem }) {
  const w = useWords(words)
  const pick = usePick()
  const refresh = useRefresh()
  const command = useCommand(testDestination)
  const test = () => command.mutate({ params: { destinationId }, body: {} }, { onSuccess: refresh })
  return (
    <>
      <Button onClick={test} loading={command.isPending}>
        {w.test}
      </Button>
      <span role="status" className="quiet">
        {command.error ? pick(command.error) : command.isSuccess && w.tested}
      </span>
    </>
  )
}

function Remove({ item: { destinationId }, onRemoved }: { item: DestinationItem; onRemoved: () => void }) {
  const w = useWords(words)
  const refresh = useRefresh()
  const command = useCommand(removeDestination)
  const remove = () =>
    command.mutate(
      { params: { destinationId }, body: {} },
      {
        onSuccess: () => {
          refresh()
          onRemoved()
        },
      },
    )
  return (
    <div className="notify-card">
      <p>{w.removeAsk}</p>
      <Button danger type="primary" onClick={remove} loading={command.isPending}>
        {w.remove}
      </Button>
    </div>
  )
}
