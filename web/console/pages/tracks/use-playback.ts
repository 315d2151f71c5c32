import { useEffect, useRef, useState } from 'react'
import { played, type Span, type Speed, spanAt } from './playback.ts'

export type Playback = {
  /** Seconds since the beginning of the day. */
  readonly second: number
  readonly first: number
  readonly last: number
  readonly isPlaying: boolean
  readonly speed: Speed
  readonly skips: boolean
  goTo(second: number): void
  toggle(): void
  setSpeed(speed: Speed): void
  setSkips(skips: boolean): void
  /** To the beginning of a neighbouring part. */
  step(by: 1 | -1): void
}

// Often enough for the eye, seldom enough for an office machine.
const tickMs = 80

/** Plays a day: its second goes on by the wall clock times the speed, until its end. */
export function usePlayback(spans: readonly Span[]): Playback {
  const [first, last] = [spans[0]?.first ?? 0, spans.at(-1)?.last ?? 0]
  const [second, setSecond] = useState(first)
  const [isPlaying, setPlaying] = useState(false)
  const [speed, setSpeed] = useState<Speed>(60)
  const [skips, setSkips] = useState(true)
  const latest = useRef(second)
  latest.current = second
  useEffect(() => {
    if (!isPlaying) return
    let before = performance.now()
    const timer = setInterval(() => {
      const now = performance.now()
      const next = played(spans, latest.current, ((now - before) / 1000) * speed, skips)
      before = now
      setSecond(next)
      if (next >= last) setPlaying(false)
    }, tickMs)
    return () => clearInterval(timer)
  }, [isPlaying, speed, skips, spans, last])
  const goTo = (to: number) => setSecond(Math.max(first, Math.min(last, to)))
  return {
    ...{ second, first, last, isPlaying, speed, skips, setSpeed, setSkips, goTo },
    toggle: () => {
      if (!isPlaying && second >= last) setSecond(first)
      setPlaying(!isPlaying)
    },
    step: (by) => {
      const at = spanAt(spans, second)
      const here = spans[at]
      // Back goes to the beginning of this part first, as players do.
      const isInside = by < 0 && here !== undefined && second - here.first > 5
      const to = isInside ? here : spans[at + by]
      if (to) goTo(to.first)
    },
  }
}
