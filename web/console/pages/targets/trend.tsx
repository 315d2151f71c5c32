import type { TargetItem } from '#supervise/target/contract.ts'

const [WIDTH, HEIGHT, EDGE] = [96, 28, 4] as const

/** The values of an indicator as a line, with the targets they are held against; read out as the numbers themselves. */
export function Trend({ item, label }: { item: TargetItem; label: string }) {
  const values = item.series.flatMap(({ value, period }) => (value === null ? [] : [{ value, period }]))
  if (values.length < 2) return null
  const goals = item.held.flatMap(({ claim }) => claim.value ?? [])
  const all = [...values.map(({ value }) => value), ...goals]
  const [low, high] = [Math.min(...all), Math.max(...all)]
  const y = (value: number) => HEIGHT - EDGE - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * EDGE)
  const x = (at: number) => EDGE + (at / (values.length - 1)) * (WIDTH - 2 * EDGE)
  const last = values.at(-1)!
  const said = values.map(({ period, value }) => `${period} ${value}`).join(', ')
  return (
    <svg
      className="trend"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${label}: ${said}`}
    >
      {[...new Set(goals)].map((goal) => (
        <line key={goal} x1={0} x2={WIDTH} y1={y(goal)} y2={y(goal)} className="trend-goal" />
      ))}
      <polyline points={values.map(({ value }, at) => `${x(at)},${y(value)}`).join(' ')} className="trend-line" />
      <circle cx={x(values.length - 1)} cy={y(last.value)} r={3} className="trend-now" />
    </svg>
  )
}
