import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useMemo, useRef } from 'react'
import { type CoverState, coverStates, getCoverage } from '#sense/coverage/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { CityMap } from '#web/kit/map/city-map.tsx'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { boxAbout, coverLayers } from './cover-layer.ts'
import { looks } from './look.ts'
import { SegmentTable } from './segment-table.tsx'
import { words } from './words.ts'
import { WorkSigns } from './work-signs.tsx'

type Props = {
  planId: string
  day: string
  state: CoverState | undefined
  segment: number | undefined
  change: (change: { state?: string | undefined; segment?: string | undefined }) => void
}

/** A plan on a day: its stretches on the map and in a list. */
export function PlanView({ planId, day, state, segment, change }: Props) {
  const w = useWords(words)
  const { data, error, refetch } = useQuery({
    ...ask(getCoverage, { params: { planId }, query: { day } }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
  const latest = useRef(change)
  latest.current = change
  const fit = useMemo(() => (data ? boxAbout(data.segments) : undefined), [data])
  const layers = useMemo(
    () => (data ? coverLayers(data.segments, segment, (number) => latest.current({ segment: String(number) })) : []),
    [data, segment],
  )
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  if (!data.isDue) return <Nothing title={w.notDue} />
  const file = (kind: string) => `/api/coverage/${planId}/files/${kind}?day=${day}`
  return (
    <div className="cover-plan">
      <div className="cover-stage">
        <CityMap label={w.map(data.name, day)} layers={layers} fit={fit} height="100%" />
        <p className="cover-legend">
          {coverStates.map((one) => (
            <span key={one}>
              <i className={one} style={{ color: looks[one].colour }} /> {w[one]}
            </span>
          ))}
        </p>
      </div>
      <div className="cover-side">
        <div className="cover-files">
          <Button href={file('xlsx')} download>
            {w.exportXlsx}
          </Button>
          <Button href={file('csv')} download>
            {w.exportCsv}
          </Button>
        </div>
        <WorkSigns vehicles={data.vehicles} />
        {data.sides === 'both' && <p className="quiet">{w.bothSidesNote}</p>}
        <SegmentTable
          segments={data.segments}
          day={day}
          state={state}
          onState={(next) => change({ state: next })}
          chosen={segment}
          onChoose={(next) => change({ segment: next === undefined ? undefined : String(next) })}
        />
      </div>
    </div>
  )
}
