import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { RecordEntry } from '#command/record/contract.ts'
import { OrderState } from '#command/work-order/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { PhotoStrip } from '#web/kit/photos/photo-strip.tsx'
import { StageTag } from '#web/kit/stage-tag.tsx'
import { formatTime } from '#web/kit/time.ts'
import { OrderTag } from '../work-orders/state-tag.tsx'
import { words } from './words.ts'

/** One entry of a record: what it was, how it came out, who, when, and its photos. */
export function EntryLine({ entry }: { entry: RecordEntry }) {
  const w = useWords(words)
  const { kind, at, title, said, by, files } = entry
  return (
    <>
      <span className="thing-entry">
        <Title entry={entry} /> <Outcome entry={entry} />
      </span>
      <p className="quiet">{[formatTime(at), by].filter(Boolean).join(' · ')}</p>
      {said && <p>{said}</p>}
      <PhotoStrip
        size="small"
        photos={files.map((fileId) => ({ fileId, caption: kind === 'change' ? w.change : title }))}
      />
    </>
  )
}

function Title({ entry: { kind, title, id } }: { entry: RecordEntry }): ReactNode {
  const w = useWords(words)
  if (kind === 'case' && id)
    return (
      <Link to="/cases/$id" params={{ id }}>
        {w.case} {title}
      </Link>
    )
  if (kind === 'order' && id)
    return (
      <Link to="/work-orders" search={{ open: id }}>
        {w.orders} {title}
      </Link>
    )
  if (kind === 'alarm' && id)
    return (
      <Link to="/alarms" search={{ state: 'all', open: id }}>
        {w.alarm} {title}
      </Link>
    )
  if (kind === 'inspection') return <strong>{title}</strong>
  const known: Readonly<Record<string, string>> = {
    ...{ registered: w.registered, imported: w.imported, state: w.state, amended: w.amended, moved: w.moved },
    ...{ undone: w.undone, regridded: w.regridded },
  }
  return <strong>{known[title] ?? title}</strong>
}

function Outcome({ entry: { kind, state } }: { entry: RecordEntry }): ReactNode {
  const w = useWords(words)
  const order = OrderState.safeParse(state)
  if (kind === 'order' && order.success) return <OrderTag state={order.data} />
  if (kind === 'case') return <StageTag stage={state as Parameters<typeof StageTag>[0]['stage']} />
  if (kind === 'alarm')
    return (
      <span className={`tag ${state === 'open' ? 'tone-red' : 'tone-green'}`}>
        {state === 'open' ? w.standing : w.cleared}
      </span>
    )
  if (kind === 'inspection' && (state === 'ok' || state === 'fault' || state === 'could_not'))
    return <span className={`tag ${tones[state]}`}>{w[state]}</span>
  return null
}

const tones = { ok: 'tone-green', fault: 'tone-red', could_not: 'tone-brown' } as const
