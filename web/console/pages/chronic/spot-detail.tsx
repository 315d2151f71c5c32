import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { type SpotDetail as Detail, getChronicSpot } from '#analyse/chronic/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { CityMap } from '#web/kit/map/city-map.tsx'
import { areaLayer, markLayer } from '#web/kit/map/layers.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { StageTag } from '#web/kit/stage-tag.tsx'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatDay, formatTime } from '#web/kit/time.ts'
import { circleAround } from './circle.ts'
import { SpotForms } from './spot-forms.tsx'
import { SpotHistory } from './spot-history.tsx'
import { SpotStrip } from './spot-strip.tsx'
import { SpotTag } from './spot-tag.tsx'
import { words } from './words.ts'

/** One spot: where it lies, how often and how fast the problem returned, who answers for it, what was done. */
export function SpotDetail({ spotId }: { spotId: string }) {
  const me = useMe()
  const { data, error, refetch } = useQuery(ask(getChronicSpot, { params: { spotId } }))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  return (
    <div className="spot-detail">
      <Facts spot={data} />
      <SpotMap spot={data} />
      <SpotStrip spot={data} />
      {may(me, 'case.note') && <SpotForms spot={data} mayWrite={may(me, 'chronic.write')} />}
      <Members spot={data} />
      <SpotHistory entries={data.entries} />
    </div>
  )
}

function Facts({ spot }: { spot: Detail }) {
  const w = useWords(words)
  const owner = [spot.ownerUnitName, spot.ownerPersonName].filter(Boolean).join(' · ')
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [w.state, <SpotTag key="state" state={spot.state} />],
    [w.category, spot.categoryName],
    [w.place, [spot.streetName, spot.communityName, spot.placeText].filter(Boolean).join(' · ')],
    [w.radius, w.metres(spot.radiusMetres)],
    [w.cases, w.times(spot.cases)],
    [w.first, formatTime(spot.firstCaseAt)],
    [w.last, formatTime(spot.lastCaseAt)],
    [w.reopened, spot.reopened > 0 && w.times(spot.reopened)],
    [w.owner, owner || w.noOwner],
    [w.target, spot.targetOn],
    [w.clearedReason, spot.clearedReason],
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

function SpotMap({ spot }: { spot: Detail }) {
  const w = useWords(words)
  const layers = useMemo(
    () => [
      areaLayer('spot', circleAround(spot.point, spot.radiusMetres)),
      markLayer(
        'cases',
        spot.members.map(({ caseId, point, number }) => ({ id: caseId, point, label: number, colour: '#a8071a' })),
      ),
    ],
    [spot],
  )
  return <CityMap label={w.map} at={spot.point} zoom={17} layers={layers} height={260} />
}

function Members({ spot }: { spot: Detail }) {
  const w = useWords(words)
  return (
    <section aria-label={w.members}>
      <h3>
        {w.members} {spot.cases}
      </h3>
      <ul className="spot-list">
        {spot.members.toReversed().map((member) => (
          <li key={member.caseId}>
            <StageTag stage={member.stage} />{' '}
            <Link to="/cases/$id" params={{ id: member.caseId }}>
              {member.number}
            </Link>{' '}
            <span className="quiet">
              {formatDay(member.occurredAt)} {member.unitName}
            </span>
            <p>{member.description}</p>
          </li>
        ))}
      </ul>
      {spot.hidden > 0 && <p className="quiet">{w.hidden(spot.hidden)}</p>}
    </section>
  )
}
