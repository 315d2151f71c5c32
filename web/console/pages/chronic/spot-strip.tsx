import type { SpotDetail } from '#analyse/chronic/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { formatDay } from '#web/kit/time.ts'
import { words } from './words.ts'

const WIDTH = 560
const EDGE = 10

/** When the problem was there, on one line in time, and the days between. */
export function SpotStrip({ spot }: { spot: SpotDetail }) {
  const w = useWords(words)
  const instants = spot.occurrences.map((at) => new Date(at).getTime())
  const [first = 0, last = 0] = [instants[0], instants.at(-1)]
  const span = Math.max(1, last - first)
  const x = (at: number) => EDGE + ((at - first) / span) * (WIDTH - 2 * EDGE)
  return (
    <section aria-label={w.intervals}>
      <h3>{w.intervals}</h3>
      <svg
        className="spot-strip"
        viewBox={`0 0 ${WIDTH} 44`}
        preserveAspectRatio="none"
        role="img"
        aria-label={w.strip(instants.length, formatDay(first), formatDay(last))}
      >
        <line x1={EDGE} x2={WIDTH - EDGE} y1={22} y2={22} />
        {[...new Set(instants)].map((at) => (
          <circle key={at} cx={x(at)} cy={22} r={7} />
        ))}
      </svg>
      <p className="spot-ends">
        <span>{formatDay(first)}</span>
        <span>{formatDay(last)}</span>
      </p>
      <p>{spot.intervals.map((days) => w.days(days)).join(' → ')}</p>
    </section>
  )
}
