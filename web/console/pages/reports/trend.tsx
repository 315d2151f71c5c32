import { useMemo } from 'react'
import type { Figures } from '#supervise/report/contract.ts'
import { Chart } from '#web/kit/chart/chart.tsx'
import { usePick, useWords } from '#web/kit/language.ts'
import { Count } from './figure.tsx'
import { words } from './words.ts'

const lines = ['reported', 'filed', 'closed'] as const
const dashes = ['solid', 'dashed', 'dotted'] as const
const signs = ['circle', 'rect', 'triangle'] as const

/** How many came, were filed and were closed, hour by hour of a day or day by day of anything longer. */
export function Trend({ id, figures }: { id: string; figures: Figures }) {
  const w = useWords(words)
  const pick = usePick()
  const { series, definitions } = figures
  const names = useMemo(
    () => lines.map((line) => pick(definitions[line] ?? { zh: line, en: line })),
    [definitions, pick],
  )
  const option = useMemo(
    () => ({
      grid: { left: 40, right: 12, top: 36, bottom: 28 },
      legend: { top: 0, left: 0 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: series.map(({ label }) => label), boundaryGap: false },
      yAxis: { type: 'value', minInterval: 1 },
      series: lines.map((line, at) => ({
        name: names[at],
        type: 'line',
        symbol: signs[at],
        symbolSize: 5,
        lineStyle: { type: dashes[at], width: 2 },
        data: series.map((step) => step[line]),
      })),
    }),
    [series, names],
  )
  return (
    <section className="report-part">
      <h2>{w.trend}</h2>
      <Chart label={w.trendOf} option={option} height={260}>
        <table className="report-table">
          <thead>
            <tr>
              <th scope="col">{w.part}</th>
              {names.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {series.map((step, at) => (
              <tr key={step.label}>
                <th scope="row">{step.label}</th>
                {lines.map((line, which) => (
                  <td key={line}>
                    <Count
                      id={id}
                      measure={line}
                      step={at}
                      value={step[line]}
                      label={`${step.label} ${names[which] ?? ''}`}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Chart>
    </section>
  )
}
