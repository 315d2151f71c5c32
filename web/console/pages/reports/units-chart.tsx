import { useMemo } from 'react'
import { type Figures, shareText } from '#supervise/report/contract.ts'
import { Chart } from '#web/kit/chart/chart.tsx'
import { usePick, useWords } from '#web/kit/language.ts'
import { Count } from './figure.tsx'
import { words } from './words.ts'

const SHOWN = 10
const halves = ['inTime', 'late'] as const

/** Which units handled how much in time and late; the late half is hatched, not only coloured. */
export function UnitsChart({ id, figures }: { id: string; figures: Figures }) {
  const w = useWords(words)
  const pick = usePick()
  const { definitions } = figures
  const units = useMemo(() => figures.groups.unit.filter(({ onTime }) => onTime.under > 0).slice(0, SHOWN), [figures])
  const names = useMemo(
    () => halves.map((half) => pick(definitions[half] ?? { zh: half, en: half })),
    [definitions, pick],
  )
  const option = useMemo(
    () => ({
      grid: { left: 148, right: 24, top: 36, bottom: 24 },
      legend: { top: 0, left: 0 },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: { type: 'value', minInterval: 1 },
      yAxis: {
        type: 'category',
        inverse: true,
        data: units.map(({ name }) => name),
        axisLabel: { width: 136, overflow: 'truncate' },
      },
      series: halves.map((half, at) => ({
        name: names[at],
        type: 'bar',
        stack: 'handled',
        itemStyle: { color: at === 0 ? '#6b8fd6' : '#b35900', ...(at === 0 ? {} : { decal: hatch }) },
        data: units.map(({ counts }) => counts[half] ?? 0),
      })),
    }),
    [units, names],
  )
  if (units.length === 0) return null
  return (
    <section className="report-part">
      <h2>{w.byUnit}</h2>
      <Chart label={w.byUnit} option={option} height={Math.max(160, 60 + units.length * 24)}>
        <table className="report-table">
          <thead>
            <tr>
              {[w.unit, ...names, w.onTime].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {units.map(({ key, name, counts, onTime }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                {halves.map((half, at) => (
                  <td key={half}>
                    <Count
                      {...{ id, measure: half, by: 'unit', of: key }}
                      value={counts[half] ?? null}
                      label={`${name} ${names[at] ?? ''}`}
                    />
                  </td>
                ))}
                <td>{shareText(onTime)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Chart>
    </section>
  )
}

const hatch = {
  symbol: 'rect',
  dashArrayX: [1, 0],
  dashArrayY: [2, 4],
  rotation: -Math.PI / 4,
  color: 'rgba(255,255,255,0.6)',
}
