import { useMemo } from 'react'
import type { DryRunItem } from '#analyse/rule/contract.ts'
import { Chart } from '#web/kit/chart/chart.tsx'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

type Days = NonNullable<DryRunItem['result']>['days']

/** Alarms by day, of the draft and of the version in force. */
export function DayChart({ days }: { days: Days }) {
  const w = useWords(words)
  const option = useMemo(
    () => ({
      grid: { left: 40, right: 12, top: 34, bottom: 28 },
      legend: { top: 0, right: 0 },
      xAxis: { type: 'category', data: days.map(({ day }) => day.slice(5)) },
      yAxis: { type: 'value', minInterval: 1 },
      series: [
        { type: 'bar', name: w.byDraft, data: days.map(({ draft }) => draft) },
        { type: 'bar', name: w.byForce, data: days.map(({ force }) => force) },
      ],
    }),
    [days, w],
  )
  return (
    <Chart label={w.byDay} option={option} height={190}>
      <table className="arule-found">
        <thead>
          <tr>
            <th>{w.day}</th>
            <th className="end">{w.byDraft}</th>
            <th className="end">{w.byForce}</th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, draft, force }) => (
            <tr key={day}>
              <td>{day}</td>
              <td className="end">{draft}</td>
              <td className="end">{force}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Chart>
  )
}
