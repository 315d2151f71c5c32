import { useQuery } from '@tanstack/react-query'
import { getGridChange } from '#city/grid/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { Effects } from '../map/edit/grid-effects.tsx'
import '../map/edit/edit.css'
import { ChangeMap } from './change-map.tsx'
import { EndPart } from './end-part.tsx'
import { StateTag } from './state-tag.tsx'
import { words } from './words.ts'

type Detail = ReplyOf<typeof getGridChange>

/** One change: where it stands, its cells before and after, what it brings or brought, and the way back. */
export function ChangeDetail({ number }: { readonly number: number }) {
  const w = useWords(words)
  const mayWrite = may(useMe(), 'place.write')
  const { data, error, refetch } = useQuery(ask(getGridChange, { params: { number } }))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={6} />
  const { components, openCases, state } = data.change
  return (
    <div className="detail">
      <Facts detail={data} />
      <ChangeMap detail={data} />
      {data.impact && (
        <section>
          <h3>{w.impact}</h3>
          <Effects impact={data.impact} />
        </section>
      )}
      {(state === 'effective' || state === 'undone') && (
        <section>
          <h3>{w.done}</h3>
          <p>{w.moved(components, openCases)}</p>
        </section>
      )}
      {mayWrite && <EndPart key={state} detail={data} />}
    </div>
  )
}

function Facts({ detail: { change } }: { readonly detail: Detail }) {
  const w = useWords(words)
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [w.state, <StateTag key="state" state={change.state} />],
    [w.what, w[change.kind]],
    [w.day, change.day],
    [w.by, change.by],
    [w.at, formatTime(change.at)],
    [w.reason, change.reason],
    [w.effectiveAt, change.effectiveAt && formatTime(change.effectiveAt)],
    [w.ended, change.endedAt && `${change.endedBy} · ${formatTime(change.endedAt)}`],
    [w.endedReason, change.endedReason],
  ]
  return (
    <dl className="detail-facts">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
