import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type Alarm, type AlarmDetail as Detail, getAlarm } from '#analyse/alarm/contract.ts'
import { point } from '#city/place/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { CityMap } from '#web/kit/map/city-map.tsx'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatTime, useNow } from '#web/kit/time.ts'
import { AlarmActs } from './alarm-acts.tsx'
import { AlarmCurve } from './alarm-curve.tsx'
import { AlarmHistory } from './alarm-history.tsx'
import { AlarmTelling } from './alarm-telling.tsx'
import { StandingTag } from './columns.tsx'
import { SeverityTag } from './severity-tag.tsx'
import { useFilingWords, useLasted, useSubject, useValueWords } from './value-words.ts'
import { words } from './words.ts'

/** One alarm: what raised it, its curve and place, what may be done, what was done. */
export function AlarmDetail({ episodeId, onAcknowledge }: { episodeId: string; onAcknowledge: (one: Alarm) => void }) {
  const w = useWords(words)
  const me = useMe()
  const subject = useSubject()
  const { data, error, refetch } = useQuery({ ...ask(getAlarm, { params: { episodeId } }), refetchInterval: 5_000 })
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  const at = data.point ? point(data.point.lon, data.point.lat) : null
  return (
    <div className="detail">
      <Facts alarm={data} />
      {may(me, 'alarm.write') && <AlarmActs alarm={data} onAcknowledge={onAcknowledge} />}
      {data.deviceId && data.metric && <AlarmCurve alarm={data} deviceId={data.deviceId} metric={data.metric} />}
      {at && (
        <section>
          <h3>{w.place}</h3>
          <CityMap
            label={`${w.place} ${subject(data)}`}
            at={at}
            zoom={15}
            height={220}
            layers={[]}
            marks={[{ id: data.episodeId, point: at, label: subject(data) }]}
          />
        </section>
      )}
      {data.telling && <AlarmTelling telling={data.telling} />}
      <Parts parts={data.parts} />
      <AlarmHistory entries={data.entries} />
    </div>
  )
}

function Facts({ alarm }: { alarm: Detail }) {
  const w = useWords(words)
  const pick = usePick()
  const now = useNow()
  const [subject, valueWords, lasted, filing] = [useSubject(), useValueWords(), useLasted(), useFilingWords()]
  const marks = [alarm.flaps && w.flaps, alarm.isLate && w.late].filter(Boolean).join('、')
  const facts: readonly (readonly [string, ReactNode])[] = [
    [w.state, <StandingTag key="state" alarm={alarm} />],
    [w.severity, <SeverityTag key="severity" severity={alarm.severity} />],
    [
      w.rule,
      <Link key="rule" to="/alarm-rules" search={{ open: alarm.ruleId }}>
        {pick(alarm.title)}
      </Link>,
    ],
    [w.subject, alarm.deviceId ? <DeviceLink key="device" alarm={alarm} text={subject(alarm)} /> : subject(alarm)],
    [w.value, valueWords(alarm)],
    [w.raised, formatTime(alarm.raisedAt)],
    [w.until, alarm.clearedAt && formatTime(alarm.clearedAt)],
    [w.lasted, lasted(alarm, now)],
    [w.repeats, (alarm.repeats > 1 || marks) && [w.times(alarm.repeats), marks].filter(Boolean).join(' · ')],
    [w.seenBy, alarm.acknowledgedAt && `${alarm.acknowledgedBy} ${formatTime(alarm.acknowledgedAt)}`],
    [w.assigned, alarm.assignedName],
    [w.case, <CaseLink key="case" alarm={alarm} otherwise={filing(alarm)} />],
    [w.verdict, alarm.verdict !== null && (alarm.verdict ? w.isTrue : w.isFalse)],
    [w.street, alarm.streetName],
    [
      w.cause,
      alarm.partOf && (
        <Link key="part" to="/alarms" search={{ open: alarm.partOf.episodeId }}>
          {w.partOf(alarm.partOf.number)}
        </Link>
      ),
    ],
    [w.source, `${alarm.source.text}（${alarm.source.mark}）`],
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

const DeviceLink = ({ alarm, text }: { alarm: Alarm; text: string }) => (
  <Link to="/devices" search={{ open: alarm.deviceId ?? '' }}>
    {text}
  </Link>
)

const CaseLink = ({ alarm, otherwise }: { alarm: Alarm; otherwise: string }) =>
  alarm.caseId ? (
    <>
      <Link to="/cases/$id" params={{ id: alarm.caseId }}>
        {alarm.caseNumber}
      </Link>{' '}
      {otherwise}
    </>
  ) : (
    otherwise
  )

function Parts({ parts }: { parts: readonly Alarm[] }) {
  const w = useWords(words)
  const valueWords = useValueWords()
  if (parts.length === 0) return null
  return (
    <section aria-label={w.parts}>
      <h3>
        {w.parts} {parts.length}
      </h3>
      <ul className="alarm-list">
        {parts.map((part) => (
          <li key={part.episodeId}>
            <StandingTag alarm={part} />
            <Link to="/alarms" search={{ open: part.episodeId }}>
              {part.deviceName}
            </Link>
            <span className="quiet">{valueWords(part)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
