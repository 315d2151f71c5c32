import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { deviceSeries, metricName } from '#sense/device/contract.ts'
import { Chart } from '#web/kit/chart/chart.tsx'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

const dayMs = 86_400_000
const spans = { day: 1, week: 7, month: 30, year: 365 } as const
type Span = keyof typeof spans

/** One metric over the last day, week, month or year. */
export function SeriesChart({ deviceId, metric }: { deviceId: string; metric: string }) {
  const w = useWords(words)
  const [span, choose] = useState<Span>('day')
  const options = (Object.keys(spans) as Span[]).map((value) => ({ value, label: w[value] }))
  return (
    <>
      <Segmented<Span>
        size="small"
        className="device-span"
        aria-label={w.span}
        options={options}
        value={span}
        onChange={choose}
      />
      <Curve key={span} deviceId={deviceId} metric={metric} span={span} />
    </>
  )
}

/** Its mean by step, with least and most, and gaps where nothing came. */
function Curve({ deviceId, metric, span }: { deviceId: string; metric: string; span: Span }) {
  const w = useWords(words)
  const pick = usePick()
  const [to] = useState(() => new Date(Math.ceil(Date.now() / 60_000) * 60_000))
  const from = to.getTime() - spans[span] * dayMs
  const query = { metric, from: new Date(from).toISOString(), to: to.toISOString() }
  const { data, error, refetch } = useQuery(ask(deviceSeries, { params: { deviceId }, query }))
  const option = useMemo(() => data && optionOf(data, { from, to: to.getTime() }), [data, from, to])
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data || !option) return <Loading rows={3} />
  if (data.points.length === 0) return <p className="quiet">{w.nothingInSpan}</p>
  return (
    <Chart label={`${pick(metricName(metric))} · ${w[span]}`} option={option} height={200}>
      <table className="device-values">
        <thead>
          <tr>
            <th>{w.at}</th>
            <th className="end">
              {w.value} {data.unit || w.unknownUnit}
            </th>
            <th className="end">{w.least}</th>
            <th className="end">{w.most}</th>
          </tr>
        </thead>
        <tbody>
          {data.points.map((one) => (
            <tr key={one.at}>
              <td>{formatTime(one.at)}</td>
              <td className="end">{round(one.value)}</td>
              <td className="end">{round(one.least)}</td>
              <td className="end">{round(one.most)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Chart>
  )
}

const round = (value: number): number => Number(value.toPrecision(6))

type Series = { unit: string; stepSeconds: number; points: readonly { at: string; value: number }[] }

// Where two values lie more than three steps apart, the line is broken: nothing is known between them.
function optionOf({ unit, stepSeconds, points }: Series, { from, to }: { from: number; to: number }) {
  const data = points.flatMap((one, index): [string, number | null][] => {
    const before = points[index - 1]
    const isGap = before && Date.parse(one.at) - Date.parse(before.at) > Math.max(stepSeconds * 3, 180) * 1000
    return [...(isGap ? [[before.at, null] as [string, null]] : []), [one.at, round(one.value)]]
  })
  return {
    grid: { left: 52, right: 12, top: 24, bottom: 28 },
    xAxis: { type: 'time', min: from, max: to },
    yAxis: { type: 'value', name: unit, scale: true },
    series: [{ type: 'line', showSymbol: points.length < 60, connectNulls: false, data }],
  }
}
