import { type PointerEvent, useRef } from 'react'
import { useWords } from '#web/kit/language.ts'
import { clock, type Span, spanAt, type WayPoint } from './playback.ts'
import type { Playback } from './use-playback.ts'
import { words } from './words.ts'

type Props = {
  spans: readonly Span[]
  paths: readonly { part: number; points: readonly WayPoint[] }[]
  playback: Playback
}

const [wide, high, base] = [1_000, 64, 46]

/** The day as a strip: speed above, below it what is a trip, a stop or a gap, and where the playback stands. */
export function Strip({ spans, paths, playback }: Props) {
  const w = useWords(words)
  const box = useRef<HTMLDivElement>(null)
  const { second, first, last, goTo } = playback
  const span = Math.max(1, last - first)
  const x = (at: number) => ((at - first) / span) * wide
  const here = spans[spanAt(spans, second)]
  const seek = (event: PointerEvent<HTMLDivElement>) => {
    const area = box.current?.getBoundingClientRect()
    if (area && (event.type === 'pointerdown' || event.buttons === 1))
      goTo(first + ((event.clientX - area.left) / area.width) * span)
  }
  const most = Math.max(20, ...paths.flatMap(({ points }) => points.map((point) => point[3])))
  return (
    <div className="tracks-strip">
      <div
        ref={box}
        className="tracks-strip-box"
        role="slider"
        tabIndex={0}
        aria-label={w.strip}
        aria-valuemin={Math.round(first)}
        aria-valuemax={Math.round(last)}
        aria-valuenow={Math.round(second)}
        aria-valuetext={`${clock(second)} ${here ? w[here.kind] : ''}`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          seek(event)
        }}
        onPointerMove={seek}
        onKeyDown={(event) => {
          if (!playKey(event, playback)) return
          event.preventDefault()
          event.stopPropagation()
        }}
      >
        <svg viewBox={`0 0 ${wide} ${high}`} preserveAspectRatio="none" aria-hidden="true">
          <defs>
            <pattern id="tracks-gap" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="7" height="7" fill="var(--paper)" />
              <rect width="2.5" height="7" fill="var(--ink-3)" />
            </pattern>
          </defs>
          {paths.map(({ part, points }) => (
            <polyline
              key={part}
              className="tracks-strip-speed"
              points={[
                `${x(points[0]?.[0] ?? first)},${base - 2}`,
                ...points.map(([at, , , kmh]) => `${x(at)},${base - 2 - (kmh / most) * (base - 6)}`),
                `${x(points.at(-1)?.[0] ?? first)},${base - 2}`,
              ].join(' ')}
            />
          ))}
          {spans.map(({ kind, first: from, last: to }) => (
            <rect
              key={`${kind} ${from}`}
              className={`tracks-strip-${kind}`}
              x={x(from)}
              y={base}
              width={Math.max(1, x(to) - x(from))}
              height={high - base}
            />
          ))}
        </svg>
        <span className="tracks-strip-head" style={{ insetInlineStart: `${(x(second) / wide) * 100}%` }} />
      </div>
      <Hours first={first} last={last} />
    </div>
  )
}

function Hours({ first, last }: { first: number; last: number }) {
  const span = Math.max(1, last - first)
  const every = [900, 1_800, 3_600, 7_200, 14_400].find((step) => span / step <= 9) ?? 14_400
  const marks = []
  for (let at = Math.ceil(first / every) * every; at <= last; at += every) marks.push(at)
  return (
    <div className="tracks-strip-hours" aria-hidden="true">
      {marks.map((at) => (
        <span key={at} style={{ insetInlineStart: `${((at - first) / span) * 100}%` }}>
          {clock(at)}
        </span>
      ))}
    </div>
  )
}

type Key = {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** The keys of a player. Gives whether the key was one. */
export function playKey({ key, shiftKey, ctrlKey, metaKey, altKey }: Key, playback: Playback): boolean {
  if (ctrlKey || metaKey || altKey) return false
  const { second, first, last, goTo, toggle, step } = playback
  if (key === ' ') toggle()
  else if (key === 'ArrowLeft') shiftKey ? step(-1) : goTo(second - 60)
  else if (key === 'ArrowRight') shiftKey ? step(1) : goTo(second + 60)
  else if (key === 'Home') goTo(first)
  else if (key === 'End') goTo(last)
  else return false
  return true
}
