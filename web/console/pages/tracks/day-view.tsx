import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Checkbox } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { getTrackDay, type TrackDay } from '#sense/track/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { CityMap } from '#web/kit/map/city-map.tsx'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { Controls } from './controls.tsx'
import { Figures } from './figures.tsx'
import { Parts } from './parts.tsx'
import { clock, momentAt, spansOf, speedClasses } from './playback.ts'
import { playKey, Strip } from './strip.tsx'
import { boxOf, droppedLayer, trackLayers } from './track-layers.ts'
import { type Playback, usePlayback } from './use-playback.ts'
import { words } from './words.ts'

/** A day of a vehicle: on the map, along its time, and in figures. */
export function DayView({ deviceId, day }: { deviceId: string; day: string }) {
  const w = useWords(words)
  const { data, error, refetch } = useQuery({
    ...ask(getTrackDay, { params: { deviceId, day } }),
    refetchInterval: 60_000,
  })
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  if (!data.sum || data.parts.length === 0)
    return (
      <Nothing title={w.empty}>
        {data.before ? <Before before={data.before} deviceId={deviceId} timeFrom={data.begin} /> : w.emptyHint}
      </Nothing>
    )
  return <Played key={`${deviceId} ${day}`} day={data} />
}

function Played({ day }: { day: TrackDay }) {
  const w = useWords(words)
  const spans = useMemo(() => spansOf(day), [day])
  const playback = usePlayback(spans)
  usePlayKeys(playback)
  const [showsDropped, setShowsDropped] = useState(false)
  const layers = useMemo(
    () => [...trackLayers(day, spans, w.minutes), ...(showsDropped ? [droppedLayer(day.dropped)] : [])],
    [day, spans, showsDropped, w],
  )
  const fit = useMemo(() => boxOf(day), [day])
  const { second } = playback
  const moment = useMemo(() => momentAt(spans, day.paths, second), [spans, day.paths, second])
  const label = w.map(day.name, day.day)
  const mover = useMemo(
    () => (moment ? { lon: moment.lon, lat: moment.lat, label: day.name } : null),
    [moment, day.name],
  )
  return (
    <div className="tracks-day">
      <div className="tracks-stage">
        <CityMap label={label} layers={layers} mover={mover} fit={fit} height="100%" />
        <Legend />
      </div>
      <div className="tracks-player">
        <Controls playback={playback} moment={moment} />
        <Strip spans={spans} paths={day.paths} playback={playback} />
        <p className="quiet tracks-keys">{w.keys}</p>
      </div>
      <div className="tracks-side">
        {day.sum && <Figures sum={day.sum} dropped={day.dropped} />}
        {day.dropped.length > 0 && (
          <Checkbox checked={showsDropped} onChange={({ target }) => setShowsDropped(target.checked)}>
            {w.showDropped}
          </Checkbox>
        )}
        {day.before && <Before before={day.before} deviceId={day.deviceId} timeFrom={day.begin} />}
        <Parts spans={spans} playback={playback} />
      </div>
    </div>
  )
}

type BeforeProps = { before: NonNullable<TrackDay['before']>; deviceId: string; timeFrom: string }

/** The trip that ran into the day from the one before, which has it whole. */
function Before({ before, deviceId, timeFrom }: BeforeProps) {
  const w = useWords(words)
  const until = clock((Date.parse(before.to) - Date.parse(timeFrom)) / 1000)
  return (
    <p className="quiet">
      {w.before(until)}{' '}
      <Link to="/tracks" search={{ open: deviceId, day: before.day }}>
        {w.beforeLink(before.day)}
      </Link>
    </p>
  )
}

/** The keys of the player act anywhere on the page, except where they already mean something. */
function usePlayKeys(playback: Playback): void {
  const latest = useRef(playback)
  latest.current = playback
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body
      if (target.closest('.map, input, select, textarea, .ant-select, .ant-drawer, [role=listbox], [role=dialog]'))
        return
      if (event.key === ' ' && target.closest('button, a, [role=slider]')) return
      if (playKey(event, latest.current)) event.preventDefault()
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
}

function Legend() {
  const w = useWords(words)
  return (
    <p className="tracks-legend">
      <span>{w.legend}</span>
      {speedClasses.map(({ upTo, colour }, n) => (
        <span key={colour}>
          <i className="tracks-key" style={{ background: colour }} />{' '}
          {Number.isFinite(upTo) ? w.upTo(upTo) : w.over(speedClasses[n - 1]!.upTo)}
        </span>
      ))}
      <span>
        <i className="tracks-key dashed" /> {w.gap}
      </span>
    </p>
  )
}
