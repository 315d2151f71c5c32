import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { inspectionsAt } from '#command/inspection/round/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { DueTag } from '../inspections/due-tag.tsx'
import { InspectForm } from './inspect-form.tsx'
import { words } from './words.ts'

/** What is asked of one thing, and the form that answers it; where several plans ask, one is chosen. */
export function InspectThing({ code, onDone }: { code: string; onDone: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const [chosen, setChosen] = useState<string>()
  const { data, error, refetch } = useQuery(ask(inspectionsAt, { params: { code } }))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={6} />
  const plan = data.asked.find(({ planId }) => planId === chosen) ?? data.asked[0]
  return (
    <div className="detail">
      <div>
        <h2>{data.name}</h2>
        <p className="quiet">{[data.address, data.ownerName && w.owner(data.ownerName)].filter(Boolean).join(' · ')}</p>
        <Link to="/things/$code" params={{ code }}>
          {w.record}
        </Link>
      </div>
      {!plan && <Nothing title={w.notAsked}>{w.notAskedHint}</Nothing>}
      {data.asked.length > 1 && (
        <div className="round-take" role="toolbar" aria-label={w.title}>
          {data.asked.map(({ planId, kind, item }) => (
            <button key={planId} type="button" aria-pressed={planId === plan?.planId} onClick={() => setChosen(planId)}>
              {pick(kind.title)} <DueTag state={item.state} />
            </button>
          ))}
        </div>
      )}
      {plan && <InspectForm key={plan.planId} code={code} asked={plan} onDone={onDone} />}
    </div>
  )
}
