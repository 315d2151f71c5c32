import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { type AlarmDetail, inUnit } from '#analyse/alarm/contract.ts'
import { deviceSeries, metricName } from '#sense/device/contract.ts'
import { Chart } from '#web/kit/chart/chart.tsx'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

const anHour = 3_600_000
const aDay = 86_400_000
const round = (value: number): number => Number(value.toPrecision(6))

/** The values about the time of an alarm, beside the limit they were judged by. */
export function AlarmCurve({ alarm, deviceId, metric }: { alarm: AlarmDetail; deviceId: string; metric: string }) {
  const w = useWords(words)
  const pick = usePick()
  const [[from, to]] = useState((): readonly [number, number] => {
    const end = Math.min(Date.now(), alarm.clearedAt ? Date.parse(alarm.clearedAt) + anHour : Date.now())
    return [Math.max(Date.parse(alarm.raisedAt) - anHour, end - 14 * aDay), Math.ceil(end / 60_000) * 60_000]
  })
  const query = { metric, from: new Date(from).toISOString(), to: new Date(to).toISOString() }
  const { data, error, refetch } = useQuery(ask(deviceSeries, { params: { deviceId }, query }))
  const limit = data && alarm.limit !== null ? inUnit(alarm.limit, alarm.limitUnit, data.unit) : undefined
  const option = useMemo(
    () => data && optionOf({ ...data, name: pick(metricName(metric)), limitName: w.limit, limit }, from, to),
    [data, from, to, limit, pick, metric, w],
  )
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data || !option) return <Loading rows={3} />
  return (
    <section>
      <h3>{w.curve}</h3>
      <Chart label={`${pick(metricName(metric))} · ${w.curve}`} option={option} height={210}>
        <table className="device-values">
          <thead>
            <tr>
              <th>{w.at}</th>
              <th className="end">
                {pick(metricName(metric))} {data.unit}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.points.map((one) => (
              <tr key={one.at}>
                <td>{formatTime(one.at)}</td>
                <td className="end">{round(one.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Chart>
    </section>
  )
}

type Drawn = {
  name: string
  unit: string
  stepSeconds: number
  points: readonly { at: string; value: number }[]
  limitName: string
  limit: number | undefined
}

function optionOf({ name, unit, stepSeconds, points, limitName, limit }: Drawn, from: number, to: number) {
  const data = points.flatMap((one, index): [string, number | null][] => {
    const before = points[index - 1]
    const isGap = before && Date.parse(one.at) - Date.parse(before.at) > Math.max(stepSeconds * 3, 180) * 1000
    return [...(isGap ? [[before.at, null] as [string, null]] : []), [one.at, round(one.value)]]
  })
  const bound = limit === undefined ? [] : [lineOf(limitName, round(limit), from, to)]
  return {
    grid: { left: 52, right: 16, top: 34, bottom: 28 },
    legend: { top: 0, right: 0 },
    xAxis: { type: 'time', min: from, max: to },
    yAxis: { type: 'value', name: unit, scale: true },
    series: [{ type: 'line', name, showSymbol: points.length < 40, connectNulls: false, data }, ...bound],
  }
}

const lineOf = (name: string, limit: number, from: number, to: number) => ({
  type: 'line',
  name: `${name} ${limit}`,
  showSymbol: false,
  lineStyle: { type: 'dashed' },
  data: [
    [from, limit],
    [to, limit],
  ],
})
