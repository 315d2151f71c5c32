import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { nearestResources } from '#analyse/map/contract.ts'
import type { Point } from '#city/place/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { type Language, useLanguage, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { shortTime } from '#web/kit/time.ts'
import { formatMetres } from './format.ts'
import { words } from './words.ts'

type Collector = ReplyOf<typeof nearestResources>['collectors'][number]

/** Who could go to a place, with everything that is really known of them and nothing else. */
export function Resources({ at }: { readonly at: Point }) {
  const w = useWords(words)
  const { data, error, refetch } = useQuery(ask(nearestResources, { query: { lon: at.lon, lat: at.lat } }))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <div className="map-inside">
      <p className="quiet">{w.straight}</p>
      <section aria-label={w.collectors}>
        <h3>{w.collectors}</h3>
        <ol className="map-rows">
          {data.collectors.map((one) => (
            <Who key={one.personId} one={one} />
          ))}
        </ol>
      </section>
      <section aria-label={w.unitsHere}>
        <h3>{w.unitsHere}</h3>
        <ul className="map-rows">
          {data.units.map(({ unitId, name, open, late }) => (
            <li key={unitId} className="map-row">
              <Link to="/cases" search={{ list: 'open', unit: unitId }}>
                {name}
              </Link>
              <span className="map-row-text">{w.load(open, late)}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

function Who({ one }: { one: Collector }) {
  const w = useWords(words)
  const language = useLanguage()
  return (
    <li className="map-row">
      <span className="map-row-head">
        <strong>{one.name}</strong>
        <span className={one.onDutyUntil ? 'tag tone-green' : 'tag tone-grey'}>{dutyOf(one, w, language)}</span>
        <span className="quiet">{w.tasks(one.openTasks)}</span>
      </span>
      <span className="map-row-text">{beatOf(one, w, language)}</span>
      <span className="map-row-text">
        {one.lastSeen
          ? w.seen(shortTime(one.lastSeen.at, Date.now(), language), farOf(one, one.lastSeen.metres, w, language))
          : w.unseen}
      </span>
    </li>
  )
}

type Words = ReturnType<typeof useWords<typeof words>>

function dutyOf({ onDutyUntil, nextShiftAt }: Collector, w: Words, language: Language): string {
  if (onDutyUntil) return w.onDuty(shortTime(onDutyUntil, Date.now(), language))
  return nextShiftAt ? `${w.offDuty}，${w.nextShift(shortTime(nextShiftAt, Date.now(), language))}` : w.offDuty
}

/** How far, by road where that is known: of the one place that the server measured to. */
function farOf({ roadMetres }: Pick<Collector, 'roadMetres'>, metres: number, w: Words, language: Language): string {
  const straight = formatMetres(metres, language)
  return roadMetres === null ? w.asCrow(straight) : w.byRoad(formatMetres(roadMetres, language), straight)
}

function beatOf({ beat, lastSeen, roadMetres }: Collector, w: Words, language: Language): string {
  if (!beat) return w.noBeat
  if (beat.holdsPoint) return w.beatHere(beat.name)
  return w.beatAway(beat.name, farOf({ roadMetres: lastSeen ? null : roadMetres }, beat.metres, w, language))
}
