import type { UrgeItem } from '#supervise/urge/contract.ts'
import { ClockBadge } from '#web/kit/clock-badge.tsx'
import { Glyph } from '#web/kit/glyph.tsx'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

/** How long the unit still has, or how the answer came. */
export function UrgeClock({ item }: { item: Pick<UrgeItem, 'dueAt' | 'warnAt' | 'state' | 'inTime'> }) {
  const w = useWords(words)
  const { dueAt, warnAt, state, inTime } = item
  if (dueAt) return <ClockBadge item={{ stage: 'handling', clock: 'urge', dueAt, warnAt, handledInTime: null }} />
  if (state === 'answered' && inTime !== false) return <span className="quiet">{w.paused}</span>
  return inTime === false ? (
    <span className="clock-badge tone-red">
      <Glyph name="late" />
      {w.late}
    </span>
  ) : (
    <span className="clock-badge tone-green">
      <Glyph name="tick" />
      {w.inTime}
    </span>
  )
}
