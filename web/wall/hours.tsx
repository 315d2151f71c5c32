const [WIDTH, HEIGHT] = [1780, 226] as const

/** Today's reports by hour as bars, the same weekday a week ago as a dashed line; hours in figures beneath. */
export function Hours({
  today,
  lastWeek,
  label,
}: {
  today: readonly number[]
  lastWeek: readonly number[]
  label: string
}) {
  const most = Math.max(4, ...today, ...lastWeek)
  const x = (hour: number) => (hour + 0.5) * (WIDTH / 24)
  const y = (count: number) => HEIGHT - 44 - (count / most) * (HEIGHT - 80)
  return (
    <svg
      className="hours"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={label}
    >
      {today.map((count, hour) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an hour is its place.
        <g key={hour}>
          <rect x={x(hour) - 22} y={y(count)} width={44} height={HEIGHT - 44 - y(count)} />
          {count > 0 && (
            <text x={x(hour)} y={y(count) - 8}>
              {count}
            </text>
          )}
          {hour % 3 === 0 && (
            <text x={x(hour)} y={HEIGHT - 8} className="soft">
              {`${hour}:00`}
            </text>
          )}
        </g>
      ))}
      <polyline points={lastWeek.map((count, hour) => `${x(hour)},${y(count)}`).join(' ')} />
    </svg>
  )
}
