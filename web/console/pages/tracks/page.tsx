import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { listVehicles } from '#sense/track/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { formatDay, useNow } from '#web/kit/time.ts'
import { useAddress } from '../components/use-address.ts'
import { DayBar } from './day-bar.tsx'
import { DayView } from './day-view.tsx'
import { LiveView } from './live-view.tsx'
import { RulesButton } from './rules-panel.tsx'
import './tracks.css'
import { Vehicles } from './vehicles.tsx'
import { words } from './words.ts'

/** Where vehicles are and were: a list, a day, and the day of one of them along the roads. */
export function TracksPage() {
  const w = useWords(words)
  const [search, change] = useAddress()
  const today = formatDay(useNow())
  const day = /^\d{4}-\d\d-\d\d$/.test(search.day ?? '') ? search.day! : today
  const text = search.q?.slice(0, 60)
  const { data, error, refetch } = useQuery({
    ...ask(listVehicles, { query: { day, ...(text && { text }) } }),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  })
  const isLive = search.open === 'all'
  // Without a choice the first that went anywhere on the day is shown.
  const chosen =
    search.open ?? data?.items.find(({ sum }) => sum && sum.trips > 0)?.deviceId ?? data?.items[0]?.deviceId
  return (
    <section className="tracks" aria-labelledby="tracks-title">
      <header className="tracks-head">
        <h1 id="tracks-title">{w.title}</h1>
        <span className="quiet">{w.lead}</span>
        <RulesButton />
      </header>
      <div className="tracks-body">
        {error ? (
          <Failure problem={error} onRetry={() => void refetch()} />
        ) : data ? (
          <Vehicles
            {...data}
            chosen={isLive ? undefined : chosen}
            isLive={isLive}
            text={text ?? ''}
            onText={(q) => change({ q })}
            onChoose={(open) => change({ open })}
          />
        ) : (
          <Loading />
        )}
        <div className="tracks-main">
          {isLive ? (
            data && <LiveView items={data.items} onChoose={(open) => change({ open })} />
          ) : (
            <>
              <DayBar day={day} today={today} deviceId={chosen} onDay={(next) => change({ day: next })} />
              {chosen ? <DayView deviceId={chosen} day={day} /> : data && <Nothing title={w.choose} />}
            </>
          )}
        </div>
      </div>
    </section>
  )
}
