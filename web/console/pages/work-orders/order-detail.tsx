import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type OrderDetail as Detail, getOrder } from '#command/work-order/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { PhotoStrip } from '#web/kit/photos/photo-strip.tsx'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { Checklist } from './checklist.tsx'
import { OrderSteps } from './order-steps.tsx'
import { LateTag, OrderTag } from './state-tag.tsx'
import './work-orders.css'
import { words } from './words.ts'

type Props = { orderId: string; onChanged: () => void }

/** One order: how it stands, what may be done, its checklist, its components and its history. */
export function OrderDetail({ orderId, onChanged }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const { data, error, refetch } = useQuery(ask(getOrder, { params: { workId: orderId } }))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  const changed = () => {
    onChanged()
    void refetch()
  }
  return (
    <div className="detail">
      <section>
        <h2 className="order-head">
          {pick(data.title)} <span className="list-code quiet">{data.number}</span>
          <OrderTag state={data.state} />
          {data.isLate && <LateTag />}
        </h2>
        <p className="quiet">
          {[
            data.unitName && [data.unitName, data.personName].filter(Boolean).join(' '),
            data.dueAt ? `${w.dueAt} ${formatTime(data.dueAt)}` : w.noDue,
            data.sentBack > 0 && w.back(data.sentBack),
            data.takeover && w.takeover(data.takeover.ownerName),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {data.words && <p>{data.words}</p>}
      </section>
      <OrderSteps order={data} onDone={changed} />
      <Checklist order={data} onDone={changed} />
      <About components={data.components} />
      <History history={data.history} />
    </div>
  )
}

function About({ components }: Pick<Detail, 'components'>) {
  const w = useWords(words)
  return (
    <section>
      <h3>{w.components}</h3>
      <ul className="order-list">
        {components.map(({ code, name, address, ownerName }) => (
          <li key={code}>
            <Link to="/things/$code" params={{ code }} aria-label={w.record(name, code)}>
              {name} <span className="list-code">{code}</span>
            </Link>
            <span className="quiet">{[address, ownerName && w.owner(ownerName)].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function History({ history }: Pick<Detail, 'history'>) {
  const w = useWords(words)
  const did = (kind: string): string => {
    const named = `did_${kind}` as keyof typeof words
    return named in words ? String(w[named]) : kind
  }
  return (
    <section>
      <h3>{w.history}</h3>
      <ul className="history">
        {history.map(({ seq, kind, at, byName, said, files }) => (
          <li key={seq}>
            {did(kind)} · {byName} · {formatTime(at)}
            {said && <p className="quiet">{said}</p>}
            <PhotoStrip size="small" photos={files.map((fileId) => ({ fileId, caption: did(kind) }))} />
          </li>
        ))}
      </ul>
    </section>
  )
}
