import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { coverStates, listCoverage } from '#sense/coverage/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { formatDay, useNow } from '#web/kit/time.ts'
import { useAddress } from '../components/use-address.ts'
import { DayBar } from '../tracks/day-bar.tsx'
import '../tracks/tracks.css'
import './coverage.css'
import { PlanActs } from './plan-acts.tsx'
import { PlanCards } from './plan-cards.tsx'
import { PlanView } from './plan-view.tsx'
import { words } from './words.ts'

/** Which roads were to be cleaned on a day, and what became of that. */
export function CoveragePage() {
  const w = useWords(words)
  const mayChange = may(useMe(), 'track.write')
  const [search, change] = useAddress()
  const today = formatDay(useNow())
  const day = /^\d{4}-\d\d-\d\d$/.test(search.day ?? '') ? search.day! : today
  const { data, error, refetch } = useQuery({
    ...ask(listCoverage, { query: { day } }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
  const chosen = data?.items.find(({ planId }) => planId === search.plan) ?? data?.items[0]
  const segment = Number(search.segment) || undefined
  const state = coverStates.find((one) => one === search.state)
  return (
    <section className="tracks" aria-labelledby="coverage-title">
      <header className="tracks-head">
        <h1 id="coverage-title">{w.title}</h1>
        <span className="quiet">{w.lead}</span>
        <span className="cover-acts">
          {mayChange && <PlanActs planId={chosen?.planId} onDone={() => void refetch()} />}
        </span>
      </header>
      <DayBar day={day} today={today} onDay={(next) => change({ day: next, segment: undefined })} />
      {error ? (
        <Failure problem={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading rows={8} />
      ) : data.items.length === 0 || !chosen ? (
        <Nothing title={w.none}>{w.noneHint}</Nothing>
      ) : (
        <div className="cover-body">
          <PlanCards
            items={data.items}
            chosen={chosen.planId}
            onChoose={(plan) => change({ plan, segment: undefined, state: undefined })}
          />
          <PlanView
            key={chosen.planId}
            planId={chosen.planId}
            day={day}
            state={state}
            segment={segment}
            change={change}
          />
        </div>
      )}
    </section>
  )
}
