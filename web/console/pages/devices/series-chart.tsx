import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { deviceSeries, metricName } from '#sense/device/contract.ts'
import { Chart } from '#web/kit/chart/chart.tsx'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

const dayMs = 86_400_000

/** One metric over the last day: its mean by step, with least and most, and gaps where nothing came. */
export function SeriesChart({ deviceId, metric }: { deviceId: string; metric: string }) {
  const w = useWords(words)
  const pick = usePick()
  const [to] = useState(() => new Date(Math.ceil(Date.now() / 60_000) * 60_000))
  const query = { metric, from: new Date(to.getTime() - dayMs).toISOString(), to: to.toISOString() }
  const { data, error, refetch } = useQuery(ask(deviceSeries, { params: { deviceId }, query }))
  const option = useMemo(() => data && optionOf(data, to.getTime()), [data, to])
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data || !option) return <Loading rows={3} />
  return (
    <Chart label={`${pick(metricName(metric))} · ${w.day}`} option={option} height={200}>
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
function optionOf({ unit, stepSeconds, points }: Series, to: number) {
  const data = points.flatMap((one, index): [string, number | null][] => {
    const before = points[index - 1]
    const isGap = before && Date.parse(one.at) - Date.parse(before.at) > Math.max(stepSeconds * 3, 180) * 1000
    return [...(isGap ? [[before.at, null] as [string, null]] : []), [one.at, round(one.value)]]
  })
  return {
    grid: { left: 52, right: 12, top: 24, bottom: 28 },
    xAxis: { type: 'time', min: to - dayMs, max: to },
    yAxis: { type: 'value', name: unit, scale: true },
    series: [{ type: 'line', showSymbol: points.length < 60, connectNulls: false, data }],
  }
}
