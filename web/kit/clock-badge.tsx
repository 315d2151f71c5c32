import { type Clocked, readClock } from './clock-reading.ts'
import './clock.css'
import { Glyph } from './glyph.tsx'
import { useLanguage } from './language.ts'
import { formatTime, useNow } from './time.ts'

/** Time left, overrun, or why no time runs; the deadline follows in small. */
export function ClockBadge({ item, plain = false }: { item: Clocked; plain?: boolean }) {
  const reading = readClock(item, useNow(), useLanguage())
  return (
    <span className={`clock-badge tone-${reading.tone}`} title={item.dueAt ? formatTime(item.dueAt) : undefined}>
      <span className="clock-badge-main">
        {reading.glyph && <Glyph name={reading.glyph} />}
        {reading.text}
      </span>
      {!plain && reading.detail && <span className="clock-badge-due">{reading.detail}</span>}
    </span>
  )
}
